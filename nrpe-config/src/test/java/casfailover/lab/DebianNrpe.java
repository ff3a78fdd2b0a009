package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Debian's C nrpe, which answers with check_dummy: the anchor that our own server stands beside.
 *
 * <p>It forks twice for each request and does not wait for the process that does the work. So it
 * runs in a process namespace of its own, whose first process, a shell, inherits and waits for
 * every orphan: what the shell and nrpe have used is what all of them used.
 */
final class DebianNrpe implements Contender {
  static final String LABEL = "C nrpe";

  private static final int PORT = 5667;
  private static final String PROGRAM = "/usr/sbin/nrpe";
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** The shell and nrpe: whoever is there beside them works on a request. */
  private static final int AT_REST = 2;

  private final Lab lab;
  private final Host host;
  private final Optional<Certificates> certificates;
  private final Process process;

  private DebianNrpe(Lab lab, Host host, Optional<Certificates> certificates) {
    this.lab = lab;
    this.host = host;
    this.certificates = certificates;
    this.process = start();
  }

  static DebianNrpe started(Lab lab, Host host, Optional<Certificates> certificates) {
    return new DebianNrpe(lab, host, certificates);
  }

  private Process start() {
    String name = "c-nrpe-" + (certificates.isPresent() ? "tls" : "plain");
    Path config = lab.ground().folder().resolve(name + ".cfg");
    try {
      Files.writeString(config, settings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lab.start(
        host,
        name,
        "unshare",
        "--pid",
        "--fork",
        "--kill-child",
        "sh",
        "-c",
        "\"$@\" & wait",
        "sh",
        PROGRAM,
        "--config=" + config,
        "--no-forking",
        certificates.isPresent() ? "-4" : "--no-ssl");
  }

  /** Debian's own settings, but for a queue that 32 clients fit into: its own 5 drops the rest. */
  private String settings() {
    String tls =
        certificates
            .map(
                c ->
                    """
                    ssl_cert_file=%s
                    ssl_privatekey_file=%s
                    ssl_cacert_file=%s
                    ssl_client_certs=1
                    """
                        .formatted(c.certificate(host), c.key(host), c.authority(host)))
            .orElse("");
    return """
        server_port=%d
        listen_queue_size=512
        nrpe_user=nagios
        nrpe_group=nagios
        allowed_hosts=%s
        command[check_dummy]=/usr/lib/nagios/plugins/check_dummy 0 ok
        %s"""
        .formatted(PORT, Host.MONITOR.address(), tls);
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public int port() {
    return PORT;
  }

  @Override
  public String command() {
    return "check_dummy";
  }

  @Override
  public double cpuMillis() {
    Instant end = Instant.now().plus(QUIET);
    List<ProcessHandle> running = process.descendants().toList();
    while (running.size() > AT_REST && Instant.now().isBefore(end)) {
      Site.watch(Duration.ofMillis(20));
      running = process.descendants().toList();
    }
    if (running.size() != AT_REST) {
      throw new CannotRun(
          "%s has %d processes after %d s without a request, instead of %d"
              .formatted(label(), running.size(), QUIET.toSeconds(), AT_REST));
    }
    return running.stream().mapToDouble(CpuTime::millis).sum();
  }

  /** {@code unshare} takes no other signal, and the kernel ends with it all that it started. */
  void stop() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
