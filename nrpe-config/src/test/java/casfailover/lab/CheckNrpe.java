package casfailover.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Debian's check_nrpe, run on the monitor as Nagios runs it. */
final class CheckNrpe {
  private CheckNrpe() {}

  static Answer ask(Lab lab, Host node, String command, String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "/usr/lib/nagios/plugins/check_nrpe",
                "-H",
                node.address(),
                "-p",
                "5666",
                "-u",
                "-t",
                "2"));
    all.addAll(new Certificates(lab.ground()).checkNrpeOptions());
    all.addAll(List.of("-c", command));
    if (words.length > 0) {
      all.add("-a");
      all.addAll(Arrays.asList(words));
    }
    return lab.run(Host.MONITOR, all.toArray(String[]::new));
  }
}
