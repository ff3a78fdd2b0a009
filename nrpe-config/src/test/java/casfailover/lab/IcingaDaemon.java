package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One daemon of Icinga 2, with its folder, on one machine. */
final class IcingaDaemon {
  private final Lab lab;
  private final Host host;
  private final Path folder;
  private final Daemon daemon;

  IcingaDaemon(Lab lab, Host host, Path folder) {
    this.lab = lab;
    this.host = host;
    this.folder = folder;
    this.daemon = new Daemon(lab, host, folder.getFileName().toString());
  }

  Host host() {
    return host;
  }

  Path folder() {
    return folder;
  }

  /** What Icinga calls {@code DataDir}. */
  Path data() {
    return folder.resolve("DataDir");
  }

  /** The log in the form of Nagios. */
  Path log() {
    return folder.resolve("compat/icinga.log");
  }

  /** The pipe for commands. */
  Path commands() {
    return folder.resolve("icinga2.cmd");
  }

  /** Makes its folders, with what the package needs beside its configuration. */
  void prepare(Certificates certificates) {
    for (String sub :
        List.of("ConfigDir", "DataDir", "LogDir", "CacheDir", "SpoolDir", "run", "compat", "cas")) {
      lab.ground().made(folder.resolve(sub));
    }
    lab.local(
        "cp",
        lab.ground().distribution().resolve("icinga2/cas-notify").toString(),
        certificates.authority(Host.MONITOR).toString(),
        certificates.certificate(Host.MONITOR).toString(),
        certificates.key(Host.MONITOR).toString(),
        folder.resolve("cas").toString());
    lab.local("chmod", "600", folder.resolve("cas/monitor.key").toString());
  }

  /** Writes what it reads at its start. */
  void configure(String text) {
    try {
      Files.writeString(main(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it has been given what to read. */
  boolean configured() {
    return Files.exists(main());
  }

  private Path main() {
    return folder.resolve("icinga2.conf");
  }

  /** Has its configuration checked, and starts. */
  void start() {
    lab.local("chown", "-R", "nagios:nagios", folder.toString());
    String verdict = lab.must(host, daemonCommand("-C"));
    if (verdict.contains("warning/") || verdict.contains("critical/")) {
      throw new CannotRun("icinga2 daemon -C warns:\n" + verdict);
    }
    daemon.start(daemonCommand());
  }

  void stop() {
    daemon.stop();
  }

  private String[] daemonCommand(String... more) {
    List<String> all = new ArrayList<>(List.of("daemon", "-c", main().toString()));
    all.addAll(Arrays.asList(more));
    return command(all.toArray(String[]::new));
  }

  /** One of its programs, as its user and in its folders. */
  String[] command(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=nagios",
                "--regid=nagios",
                "--init-groups",
                program().toString()));
    all.addAll(Arrays.asList(words));
    for (String place : List.of("ConfigDir", "DataDir", "LogDir", "CacheDir", "SpoolDir")) {
      all.add("-D" + place + "=" + folder.resolve(place));
    }
    all.add("-DZonesDir=" + folder.resolve("ConfigDir/zones.d"));
    all.add("-DInitRunDir=" + folder.resolve("run"));
    all.add("-DRunAsUser=nagios");
    all.add("-DRunAsGroup=nagios");
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
}
