package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;

/** Those who wait for an answer. Everyone gets one. */
final class Callers {

  private final List<Waiting> deciding = new ArrayList<>();
  private final IdentityHashMap<Entry, List<Ticket>> writing = new IdentityHashMap<>();
  private final List<Ticket> leaving = new ArrayList<>();

  private record Waiting(Ticket ticket, Moment since) {}

  /** Waits until it is decided what an event leads to. */
  void awaitDecision(Ticket ticket, Moment now) {
    deciding.add(new Waiting(ticket, now));
  }

  /** Waits until an entry is written. */
  void awaitEntry(Entry entry, Ticket ticket) {
    writing.computeIfAbsent(entry, e -> new ArrayList<>()).add(ticket);
  }

  /** Waits until the address is gone. */
  void awaitDeparture(Ticket ticket) {
    leaving.add(ticket);
  }

  /** Those who have waited for a decision for long enough. */
  List<Ticket> decided(Predicate<Duration> longEnough, Moment now) {
    List<Ticket> done = new ArrayList<>();
    deciding.removeIf(
        waiting -> {
          boolean over = longEnough.test(now.since(waiting.since()));
          if (over) {
            done.add(waiting.ticket());
          }
          return over;
        });
    return done;
  }

  /** Those who waited for an entry. */
  List<Ticket> written(Entry entry) {
    List<Ticket> done = writing.remove(entry);
    return done == null ? List.of() : done;
  }

  /** Those who waited for the address to go. */
  List<Ticket> departed() {
    List<Ticket> done = List.copyOf(leaving);
    leaving.clear();
    return done;
  }
}
