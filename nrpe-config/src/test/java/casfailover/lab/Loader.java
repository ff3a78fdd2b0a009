package casfailover.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The {@link NrpeLoad} on the monitor, which stays warm from one measurement to the next. */
final class Loader implements AutoCloseable {

  /** How a request travels. */
  enum Transport {
    PLAIN("plain"),
    TLS("TLS"),
    MUTUAL("mutual TLS");

    private final String label;

    Transport(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  Loader(Lab lab, Certificates certificates) {
    // Each request leaves a port of this host unusable for a while.
    lab.must(
        Host.MONITOR,
        "sh",
        "-c",
        "cd /proc/sys/net/ipv4 && echo 1024 65535 > ip_local_port_range && echo 1 > tcp_tw_reuse");
    this.process =
        lab.talk(
            Host.MONITOR,
            lab.ground()
                .fastJava(
                    "NrpeLoad",
                    certificates.certificate(Host.MONITOR).toString(),
                    certificates.key(Host.MONITOR).toString()));
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Lets so many clients ask a server for a time; all must be answered with OK. */
  Load load(Contender server, Transport transport, int clients, Duration time) {
    String answer = ask(server, transport, clients, time);
    if (answer.startsWith("failed")) {
      throw new CannotRun(
          "%s, %d clients by %s: %s".formatted(server.label(), clients, transport.label(), answer));
    }
    return Load.read(answer);
  }

  /** Waits until a server that was just started answers with OK. */
  void awaitAnswering(Contender server, Transport transport) {
    Instant end = Instant.now().plus(START);
    String answer = ask(server, transport, 1, Duration.ZERO);
    while (answer.startsWith("failed")) {
      if (Instant.now().isAfter(end)) {
        throw new CannotRun(
            "%s does not answer within %d s: %s"
                .formatted(server.label(), START.toSeconds(), answer));
      }
      Site.watch(Duration.ofMillis(100));
      answer = ask(server, transport, 1, Duration.ZERO);
    }
  }

  private String ask(Contender server, Transport transport, int clients, Duration time) {
    try {
      orders.write(
          "%s %d %s %d %d %s\n"
              .formatted(
                  server.host().address(),
                  server.port(),
                  transport,
                  clients,
                  time.toMillis(),
                  server.command()));
      orders.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new CannotRun("the clients ended: see logs/talk.log");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
