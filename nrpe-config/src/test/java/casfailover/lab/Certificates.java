package casfailover.lab;

import java.nio.file.Path;
import java.util.List;

/**
 * The certificates of the pair and its monitor, made by {@code cas-agent init-tls} and handed out
 * as it says: the servers' in the folder that {@code tls_dir} names, a monitor's in one of its own.
 */
final class Certificates {
  /** The name of a second monitor, which knows nothing of the first. */
  static final String SECOND = "second-monitor";

  /**
   * Who makes them is root; the keys go to the owner of the folder, and the monitor's to nagios.
   */
  private static final String MAKE =
      """
      set -eu
      install -d -m 755 -o "$3" -g "$3" "$4"
      "$1" --config "$2" init-tls --monitor-user nagios
      install -d -m 755 "$5"
      cp "$4/ca.pem" "$5/"
      mv "$4/monitor.pem" "$4/monitor.key" "$5/"
      # "Offline": nobody signs another one here.
      install -d -m 700 "$6"
      mv "$4/ca.key" "$6/"
      """;

  /** A second monitor comes later: the key of the authority is brought back for that long. */
  private static final String ADD =
      """
      set -eu
      cp "$6/ca.key" "$4/"
      "$1" --config "$2" init-tls --also "$7" --monitor-user "$3"
      rm "$4/ca.key"
      install -d -m 755 "$5"
      cp "$4/ca.pem" "$5/"
      mv "$4/$7.pem" "$5/monitor.pem"
      mv "$4/$7.key" "$5/monitor.key"
      """;

  private final Path servers;
  private final Path monitor;
  private final Path offline;

  /** Those of a lab, made or not. */
  Certificates(Ground ground) {
    this(ground, "tls-monitor");
  }

  private Certificates(Ground ground, String monitor) {
    this.servers = ground.folder().resolve("tls");
    this.monitor = ground.folder().resolve(monitor);
    this.offline = ground.folder().resolve("tls-offline");
  }

  /** The same with those of a second monitor, made or not. */
  static Certificates ofSecondMonitor(Ground ground) {
    return new Certificates(ground, "tls-" + SECOND);
  }

  /**
   * Makes them.
   *
   * @param config the settings of the pair, with {@link #folder()} as {@code tls_dir}
   */
  void make(Lab lab, Path config) {
    run(lab, MAKE, config, Agent.USER);
  }

  /** Makes those of a second monitor, where the others are made. */
  void add(Lab lab, Path config) {
    run(lab, ADD, config, "nagios");
  }

  private void run(Lab lab, String script, Path config, String user) {
    lab.local(
        "sh",
        "-c",
        script,
        "certificates",
        lab.ground().distribution().resolve("bin/cas-agent").toString(),
        config.toString(),
        user,
        servers.toString(),
        monitor.toString(),
        offline.toString(),
        SECOND);
  }

  /** What the servers' settings name {@code tls_dir}. */
  Path folder() {
    return servers;
  }

  /** What a host has: its certificate, its key, and the authority's certificate. */
  private Path folder(Host host) {
    return host == Host.MONITOR ? monitor : servers;
  }

  Path authority(Host host) {
    return folder(host).resolve("ca.pem");
  }

  Path certificate(Host host) {
    return folder(host).resolve(host.label() + ".pem");
  }

  Path key(Host host) {
    return folder(host).resolve(host.label() + ".key");
  }

  /** What check_nrpe on the monitor is told, as in the shipped {@code $USER20$}. */
  List<String> checkNrpeOptions() {
    return List.of(
        "-S",
        "TLSv1.2+",
        "-C",
        certificate(Host.MONITOR).toString(),
        "-K",
        key(Host.MONITOR).toString(),
        "-A",
        authority(Host.MONITOR).toString());
  }
}
