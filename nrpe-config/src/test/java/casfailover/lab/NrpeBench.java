package casfailover.lab;

import casfailover.lab.Loader.Transport;
import casfailover.lab.Rounds.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a request costs our server, beside Debian's C nrpe with check_dummy in the same run: one
 * connection and one full handshake for each request. The servers take turns, so that what else the
 * machine does hits both; a figure is the median of the rounds. A server in service has answered
 * for months: ours is measured after its first ten thousand requests of each kind.
 */
final class NrpeBench {
  private static final Duration ROUND = Duration.ofMillis(1800);

  /** What a server has answered before it is measured: one in service has answered many more. */
  private static final int WARM_UP = 10_000;

  private static final Duration WARM_UP_PORTION = Duration.ofSeconds(2);
  private static final Duration UNDER_IDLE = Duration.ofSeconds(1);
  private static final int FEW = 8;
  private static final int MANY = 32;
  private static final List<Integer> CLIENTS = List.of(1, FEW, MANY);
  private static final int IDLE = 3000;

  private final Lab lab;
  private final Consumer<String> tell;
  private final Certificates certificates;
  private final Rounds rounds = new Rounds();

  /** The loads beside idle connections, where there is no other server to compare with. */
  private final Rounds underIdle = new Rounds();

  NrpeBench(Lab lab, Consumer<String> tell) {
    this.lab = lab;
    this.tell = tell;
    this.certificates = new Certificates(lab.ground());
    // The plain pair comes first and needs none, but its clients are started with theirs.
    certificates.make(lab, new AgentPair(lab, Optional.of(certificates)).config());
  }

  Measured measure(int count) {
    try (Loader loader = new Loader(lab, certificates)) {
      compare(loader, Optional.empty(), List.of(Transport.PLAIN), count);
      compare(loader, Optional.of(certificates), List.of(Transport.TLS, Transport.MUTUAL), count);
    }
    return new Measured(
        """
        %s

        Beside %d idle and trickling connections:
        %s
        cas-agent was warm: %d requests of each kind before, not counted. C nrpe compiles nothing
        while it runs, and had %d s of them. What an agent does beside answering counts with it."""
            .formatted(
                rounds.table(), IDLE, underIdle.table(), WARM_UP, WARM_UP_PORTION.toSeconds()),
        Stream.concat(rounds.figures().stream(), underIdle.figures().stream()).toList(),
        goals());
  }

  private void compare(
      Loader loader, Optional<Certificates> tls, List<Transport> transports, int count) {
    AgentPair ours = new AgentPair(lab, tls);
    ours.start();
    DebianNrpe theirs = DebianNrpe.started(lab, ours.host(), tls);
    Transport first = transports.get(0);
    for (Contender server : List.of(ours, theirs)) {
      loader.awaitAnswering(server, first);
      loader.load(server, first, FEW, WARM_UP_PORTION);
    }
    transports.forEach(transport -> warmUp(loader, ours, transport));
    for (int round = 1; round <= count; round++) {
      for (Transport transport : transports) {
        for (int clients : transport == Transport.MUTUAL ? List.of(FEW) : CLIENTS) {
          for (Contender server : List.of(ours, theirs)) {
            add(rounds, loader, server, transport, clients, ROUND);
          }
        }
      }
      tell.accept("nrpe: round " + round + " of " + count + " done, " + first.label());
    }
    theirs.stop();
    besideIdle(loader, ours, first, count);
    ours.stop();
  }

  private void warmUp(Loader loader, Contender server, Transport transport) {
    long asked = 0;
    while (asked < WARM_UP) {
      asked += loader.load(server, transport, FEW, WARM_UP_PORTION).requests();
    }
    tell.accept("nrpe: warm after " + asked + " requests, " + transport.label());
  }

  private static void add(
      Rounds to, Loader loader, Contender server, Transport transport, int clients, Duration time) {
    double before = server.cpuMillis();
    Load load = loader.load(server, transport, clients, time);
    to.add(new Rounds.Row(transport, clients, server.label()), server.cpuMillis() - before, load);
  }

  /** Asks while connections from another host are open and say nothing, or a byte a second. */
  private void besideIdle(Loader loader, Contender server, Transport transport, int count) {
    List<String> words = new ArrayList<>();
    words.add(server.host().address());
    words.add(Integer.toString(server.port()));
    words.add(Integer.toString(IDLE));
    if (transport != Transport.PLAIN) {
      words.add("tls");
    }
    Process idle =
        lab.talk(Host.CLIENT, lab.ground().java("IdleLoad", words.toArray(String[]::new)));
    try {
      String ready = idle.inputReader().readLine();
      if (!"READY".equals(ready)) {
        throw new CannotRun(IDLE + " idle connections cannot be opened: " + ready);
      }
      for (int round = 1; round <= count; round++) {
        add(underIdle, loader, server, transport, FEW, UNDER_IDLE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      idle.destroy();
      idle.onExit().join();
    }
  }

  private List<Goal> goals() {
    return List.of(
        Goal.atLeast("nrpe-plain-cpu-ratio", cheaper(Transport.PLAIN), 25),
        Goal.atLeast("nrpe-tls-cpu-ratio", cheaper(Transport.TLS), 4),
        Goal.atMost("nrpe-p99-32-ratio", slower(), 1),
        Goal.atMost("nrpe-under-idle-ms", late(), 1000));
  }

  /** How many times as much processor time C nrpe needs. */
  private double cheaper(Transport transport) {
    return rounds.median(transport, FEW, DebianNrpe.LABEL, Metric.CPU)
        / rounds.median(transport, FEW, AgentPair.LABEL, Metric.CPU);
  }

  /** How many times as long the slowest requests take with us, plain or by TLS. */
  private double slower() {
    return Stream.of(Transport.PLAIN, Transport.TLS)
        .mapToDouble(
            transport ->
                rounds.median(transport, MANY, AgentPair.LABEL, Metric.P99)
                    / rounds.median(transport, MANY, DebianNrpe.LABEL, Metric.P99))
        .max()
        .orElseThrow();
  }

  /** What one of a hundred requests took longer than beside idle connections, plain or by TLS. */
  private double late() {
    return Stream.of(Transport.PLAIN, Transport.TLS)
        .mapToDouble(transport -> underIdle.median(transport, FEW, AgentPair.LABEL, Metric.P99))
        .max()
        .orElseThrow();
  }
}
