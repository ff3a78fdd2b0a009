package casfailover.lab;

import java.nio.file.Path;
import java.util.List;

/**
 * The certificates of the pair and its monitor, made by {@code cas-agent init-tls} and handed out
 * as it says: the servers' in the folder that {@code tls_dir} names, the monitor's in one of its
 * own.
 */
final class Certificates {
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
      rm "$4/ca.key"
      """;

  private final Path servers;
  private final Path monitor;

  /** Those of a lab, made or not. */
  Certificates(Ground ground) {
    this.servers = ground.folder().resolve("tls");
    this.monitor = ground.folder().resolve("tls-monitor");
  }

  /**
   * Makes them.
   *
   * @param config the settings of the pair, with {@link #folder()} as {@code tls_dir}
   */
  void make(Lab lab, Path config) {
    lab.local(
        "sh",
        "-c",
        MAKE,
        "certificates",
        lab.ground().distribution().resolve("bin/cas-agent").toString(),
        config.toString(),
        Agent.USER,
        servers.toString(),
        monitor.toString());
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
