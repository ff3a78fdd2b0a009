package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Both agents on their servers and nothing beside them: no Exchange, no monitor, no mail server.
 * They look around and talk to each other as ever, and answer NRPE.
 */
final class AgentPair implements Contender {
  static final String LABEL = "cas-agent";

  static final int PORT = 5666;

  private final Path config;
  private final Agent measured;
  private final Agent other;

  /**
   * A pair, not started yet.
   *
   * @param certificates empty for plain NRPE; need not be made yet
   */
  AgentPair(Lab lab, Optional<Certificates> certificates) {
    this.config = lab.ground().folder().resolve("cas-failover.cfg");
    Path state = lab.ground().made(lab.ground().folder().resolve("state"));
    String access =
        certificates.map(c -> "tls_dir=" + c.folder()).orElse("action_clients=allowed_hosts");
    try {
      Files.writeString(
          config,
          """
          server[exch-a]=%s
          server[exch-b]=%s
          cas_ip=%s/24
          gateway=%s
          allowed_hosts=%s,%s
          %s
          server_port=%d
          dag=none
          mail_from=cas@example.net
          mail_to=admin@example.net
          smtp_host=%s:25
          state_dir=%s
          """
              .formatted(
                  Host.EXCH_A.address(),
                  Host.EXCH_B.address(),
                  Host.CAS_IP,
                  Host.GATEWAY.address(),
                  Host.MONITOR.address(),
                  Host.CLIENT.address(),
                  access,
                  PORT,
                  Host.MAIL.address(),
                  state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.measured = new Agent(lab, Host.EXCH_B, config, state);
    this.other = new Agent(lab, Host.EXCH_A, config, state);
  }

  /** Starts both agents. */
  void start() {
    startOther();
    measured.start();
  }

  /** Starts the one that is not measured. */
  void startOther() {
    other.start();
  }

  void stop() {
    measured.stop();
    other.stop();
  }

  Path config() {
    return config;
  }

  Agent measured() {
    return measured;
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public Host host() {
    return measured.node();
  }

  @Override
  public int port() {
    return PORT;
  }

  @Override
  public String command() {
    return "check_gateway";
  }

  /** Nothing is taken off for what the agent does beside: looking around goes on all the time. */
  @Override
  public double cpuMillis() {
    return CpuTime.millis(measured.process().toHandle());
  }
}
