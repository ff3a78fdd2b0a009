package casfailover.keep;

import casfailover.sight.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When the network is told where the address is: several times after it came, since a packet may be
 * lost; the same again after somebody is heard who was not, since they may have learnt otherwise
 * meanwhile; and slowly for as long as it stays, since whatever led a cache astray was perhaps
 * never seen here.
 */
final class Announcing {

  private static final List<Duration> AFTER =
      List.of(
          Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(2000));
  private static final Duration SLOWLY = Duration.ofSeconds(60);

  /** Whoever may have listened to another machine while they were not heard here. */
  enum Listener {
    PEER,
    GATEWAY,
    /** All the others: nobody else on the wire answers for the address. */
    WIRE
  }

  private Moment from;
  private int sent;
  private Moment next;
  private Set<Listener> heard = EnumSet.allOf(Listener.class);

  /** Begins at once. */
  Announcing(Moment now) {
    from = now;
    next = now;
  }

  /** Begins anew. */
  void again(Moment now) {
    from = now;
    sent = 0;
    next = now;
  }

  /** Says nothing for now, since somebody else may have a better right to the address. */
  void later(Moment now) {
    sent = AFTER.size();
    next = now.plus(SLOWLY);
  }

  /** Begins anew if anybody is heard who was not. */
  void hears(Set<Listener> listeners, Moment now) {
    if (!heard.equals(listeners)) {
      if (!heard.containsAll(listeners)) {
        again(now);
      }
      heard = Set.copyOf(listeners);
    }
  }

  /** Whether it is time, which is then over until the next time. */
  boolean due(Moment now) {
    if (now.since(next).isNegative()) {
      return false;
    }
    while (sent < AFTER.size() && !now.since(from.plus(AFTER.get(sent))).isNegative()) {
      sent++;
    }
    next = sent < AFTER.size() ? from.plus(AFTER.get(sent)) : now.plus(SLOWLY);
    return true;
  }

  /** The next time. */
  Moment next() {
    return next;
  }
}
