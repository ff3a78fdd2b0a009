package casfailover.agent;

import static org.awaitility.Awaitility.await;

import casfailover.config.ActionClients;
import casfailover.config.Settings;
import casfailover.journal.Entry;
import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.Reply;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Two whole agents that hear each other over NRPE with mutual TLS on loopback, in one world whose
 * clock is turned by hand; exch-a has the address.
 */
final class TwoAgents implements AutoCloseable {

  static final Duration STEP = Duration.ofSeconds(1);

  final WiredAgent a;
  final WiredAgent b;
  final List<Throwable> broken = new CopyOnWriteArrayList<>();
  final Papers papers;
  final NrpeClient client = NrpeClient.alone();
  private final AtomicLong reads = new AtomicLong();
  private volatile Moment now =
      new Moment(
          Duration.ofSeconds(1000),
          Duration.ofSeconds(1000),
          Instant.parse("2026-11-22T19:30:00Z"));

  TwoAgents(Path folder) throws IOException {
    Settings ofB = settings(folder, "exch-b");
    papers = new Papers(folder.resolve("tls"), List.of(ofB.pair().self(), ofB.pair().peer()));
    a = new WiredAgent(this, settings(folder, "exch-a"), (byte) 11, term());
    b = new WiredAgent(this, ofB, (byte) 12, known());
    a.addresses.put(Example.CAS_IP, Optional.of(ofB.timing().lease()));
    a.start();
    b.start();
    passUntil(
        "both look around",
        () ->
            a.ask("status").contains("exch-b   stands by")
                && b.ask("status").contains("exch-a   HOLDS")
                && b.ask("peer_report").contains("ready=true"));
    passUntil("exch-a hears of that", a::lookedAround);
  }

  private static List<Entry> term() {
    Epoch first = new Epoch(1, "exch-a");
    return List.of(
        new Entry.Installed(),
        new Entry.Resumed("jane", ""),
        new Entry.Begun(first, Entry.How.HOME, "2026-11-22-1", false, "cold start"),
        new Entry.Taken(first, Entry.How.HOME, "2026-11-22-1"),
        new Entry.Posted("2026-11-22-1.takeover-1@exch-a"));
  }

  private static List<Entry> known() {
    return List.of(
        new Entry.Installed(),
        new Entry.Resumed("jane", ""),
        new Entry.Learned(new Epoch(1, "exch-a")));
  }

  private static Settings settings(Path folder, String self) {
    Example example = Example.in(folder.resolve(self));
    return (self.equals("exch-a") ? example.ofTheOther() : example)
        .withClients(new ActionClients.Certificates(List.of("exch-a", "exch-b", "monitor")))
        .settings();
  }

  Moment now() {
    return now;
  }

  /** Two things that happen one after the other never happen at the same time. */
  Moment read() {
    return now.plus(Duration.ofNanos(reads.incrementAndGet()));
  }

  /** Lets time pass until something is so. */
  void passUntil(String what, BooleanSupplier so) {
    for (int step = 0; step < 400; step++) {
      if (so.getAsBoolean()) {
        return;
      }
      now = now.plus(STEP);
      awaitLooks(so);
    }
    throw new AssertionError(
        "it never came to this: " + what + "\n" + a.ask("status") + b.ask("status") + broken);
  }

  /** Time must not run ahead of the looks, nor of a move, in which there are none. */
  private void awaitLooks(BooleanSupplier so) {
    await()
        .atMost(World.PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> so.getAsBoolean() || (a.isAtRest() && b.isAtRest()));
  }

  /** The answer to what the monitor orders; time passes meanwhile. */
  Reply order(WiredAgent at, String command, String... words) {
    CompletableFuture<Reply> coming = at.tell("monitor", command, words);
    passUntil("an answer to " + command, coming::isDone);
    return coming.join();
  }

  @Override
  public void close() {
    a.close();
    b.close();
    client.close();
  }
}
