package casfailover.nrpe;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Debian's check_nrpe 4.1, run as Nagios runs it, against a server on loopback. */
final class CheckNrpe {

  private static final Duration AMPLE = Duration.ofMinutes(2);
  private static final int MORE_THAN_ANY_OUTPUT = 256 * 1024;
  private static final ExecCommandRunner RUNNER = new ExecCommandRunner();

  private CheckNrpe() {}

  /**
   * What it made of a question.
   *
   * @param code its exit code; above 128 it died of a signal
   * @param text all that it printed, without the newline that it ends every text with
   */
  record Said(int code, String text) {}

  /**
   * Runs it.
   *
   * @param port where the server listens
   * @param words its options, separated by blanks, none of which may be within one
   */
  static Said ask(int port, String words) {
    return ask("127.0.0.1", port, words);
  }

  /** The same with a server on another address. */
  static Said ask(String host, int port, String words) {
    // Patient unless the words say otherwise: a loaded machine is no matter of these tests.
    List<String> all = new ArrayList<>(List.of("-H", host, "-p", String.valueOf(port), "-t", "60"));
    all.addAll(List.of(words.strip().split(" +")));
    Path program = Debian.program("/usr/lib/nagios/plugins/check_nrpe", "nagios-nrpe-plugin");
    Command command = new Command(program, all, AMPLE, MORE_THAN_ANY_OUTPUT);
    Ended ended = RUNNER.run(command);
    if (!(ended instanceof Ended.Exited exited)) {
      throw new AssertionError(ended.sentence(command));
    }
    String text = exited.out() + exited.err();
    return new Said(
        exited.code(), text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  /** The option that makes it speak a version; 4 needs none. */
  static String option(PacketVersion version) {
    return version == PacketVersion.V4 ? "" : "-" + version.number();
  }
}
