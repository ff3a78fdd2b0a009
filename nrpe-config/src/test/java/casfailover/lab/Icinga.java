package casfailover.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Debian's Icinga 2 with the shipped package, as a single master on the monitor. */
final class Icinga extends Monitor {
  private final Duration interval;

  /**
   * One that does not run yet.
   *
   * @param interval between two looks at a server and at the address
   */
  Icinga(Lab lab, Duration interval) {
    super(lab, "icinga2");
    this.interval = interval;
  }

  @Override
  String label() {
    return "Icinga";
  }

  @Override
  Path log() {
    return folder().resolve("compat/icinga.log");
  }

  @Override
  Path commands() {
    return folder().resolve("icinga2.cmd");
  }

  @Override
  void start() {
    if (!Files.exists(folder().resolve("icinga2.conf"))) {
      write();
    }
    String verdict = lab().must(Host.MONITOR, command("-C"));
    if (verdict.contains("warning/") || verdict.contains("critical/")) {
      throw new CannotRun("icinga2 daemon -C warns:\n" + verdict);
    }
    runs("icinga2", command());
  }

  private String[] command(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=nagios",
                "--regid=nagios",
                "--init-groups",
                program().toString(),
                "daemon"));
    for (String place : List.of("ConfigDir", "DataDir", "LogDir", "CacheDir", "SpoolDir")) {
      all.add("-D" + place + "=" + folder().resolve(place));
    }
    all.addAll(
        List.of(
            "-DInitRunDir=" + folder().resolve("run"),
            "-DRunAsUser=nagios",
            "-DRunAsGroup=nagios",
            "-c",
            folder().resolve("icinga2.conf").toString()));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  /** The program itself: what stands in the PATH is a script that looks for folders of its own. */
  private static Path program() {
    try (Stream<Path> all = Files.list(Path.of("/usr/lib"))) {
      return all.map(folder -> folder.resolve("icinga2/sbin/icinga2"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(() -> new CannotRun("icinga2 is not installed"));
    } catch (IOException e) {
      throw new CannotRun("cannot look for icinga2", e);
    }
  }

  private void write() {
    for (String sub :
        List.of("ConfigDir", "DataDir", "LogDir", "CacheDir", "SpoolDir", "run", "compat", "cas")) {
      lab().ground().made(folder().resolve(sub));
    }
    Path shipped = lab().ground().distribution().resolve("icinga2");
    Certificates certificates = new Certificates(lab().ground());
    lab()
        .local(
            "cp",
            shipped.resolve("cas-notify").toString(),
            certificates.authority(Host.MONITOR).toString(),
            certificates.certificate(Host.MONITOR).toString(),
            certificates.key(Host.MONITOR).toString(),
            folder().resolve("cas").toString());
    lab().local("chmod", "600", folder().resolve("cas/monitor.key").toString());
    put("icinga2.conf", configuration(shipped));
    lab().local("chown", "-R", "nagios:nagios", folder().toString());
  }

  /** The admin's own part, and the package as it is. */
  private String configuration(Path shipped) {
    return """
        const NodeName = "monitor"
        const ZoneName = NodeName
        const PluginDir = "/usr/lib/nagios/plugins"
        const CasFailoverDir = "HERE/cas"
        const CasFailoverInterval = INTERVAL
        include <itl>
        include <plugins>
        object Endpoint NodeName { }
        object Zone ZoneName { endpoints = [ NodeName ] }
        object CheckerComponent "checker" { }
        object NotificationComponent "notification" { }
        object FileLogger "main" {
          severity = "information"
          path = "HERE/LogDir/icinga2.log"
        }
        object ExternalCommandListener "command" { command_path = "HERE/icinga2.cmd" }
        object CompatLogger "compatlog" { log_dir = "HERE/compat" }
        object StatusDataWriter "statusdata" {
          status_path = "HERE/status.dat"
          objects_path = "HERE/objects.cache"
          update_interval = 1s
        }
        object CheckCommand "site-alive" {
          command = [ "/bin/sh", "-c", "ping -n -q -c 1 -W 1 $$1 || exit 2", "ping", "$address$" ]
        }
        include "SHIPPED/cas-failover.conf"
        HOSTS"""
        .replace("HOSTS", host(Host.EXCH_A, Host.EXCH_B) + host(Host.EXCH_B, Host.EXCH_A))
        .replace("HERE", folder().toString())
        .replace("SHIPPED", shipped.toString())
        .replace("INTERVAL", interval.toMillis() + "ms");
  }

  /** A host as an admin has it, with the one variable. Check_ping would take 3 s for a dead one. */
  private static String host(Host host, Host peer) {
    return """
        object Host "NAME" {
          address = "ADDRESS"
          check_command = "site-alive"
          check_interval = CasFailoverInterval
          retry_interval = CasFailoverInterval
          max_check_attempts = 3
          vars.cas_failover = { ip = "CAS_IP", peer = "PEER" }
        }
        """
        .replace("NAME", host.label())
        .replace("ADDRESS", host.address())
        .replace("CAS_IP", Host.CAS_IP)
        .replace("PEER", peer.label());
  }
}
