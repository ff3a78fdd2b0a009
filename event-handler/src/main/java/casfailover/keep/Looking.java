package casfailover.keep;

import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says when to look again. The pings run by themselves.
 *
 * <p>At rest it looks now and then, so that the checks have something to say. Once anything is
 * wanted or the peer misses a ping, it looks without a break, so that what is seen is never too old
 * to act on; then looks overlap, since one alone takes long enough for its answer to be old before
 * the next. Exchange is asked one question at a time.
 */
final class Looking {

  /** From one reading of the databases to the next while nothing is wrong. */
  static final Duration DATABASES_AT_REST = Duration.ofSeconds(15);

  /** From one look at the way to our address to the next, once somebody has found it. */
  private static final long REACH_AT_REST = Duration.ofSeconds(60).toNanos();

  private static final long LOST = Duration.ofSeconds(90).toNanos();

  /**
   * From one question to the peer's agent to the next at the most, so that two that have the
   * address and hear each other are one again within a second, however old evidence may be.
   */
  private static final long AGENT_AT_REST = Duration.ofMillis(500).toNanos();

  private static final long ONE_SECOND = Duration.ofSeconds(1).toNanos();

  private static final int AT_ONCE = 3;

  /** When the last look of each began, in nanoseconds of the monotonic clock. */
  private final Map<Guard, Long> begun = new EnumMap<>(Guard.class);

  private final Map<Guard, Integer> running = new EnumMap<>(Guard.class);

  /** What to look at now. */
  List<Guard> due(Moment now, Timing timing, Set<Guard> wanted, boolean alert) {
    List<Guard> due = new ArrayList<>();
    long time = now.monotonic().toNanos();
    for (Guard guard : wanted) {
      Long before = begun.get(guard);
      if (before != null && time - before < interval(guard, timing, alert)) {
        continue;
      }
      boolean lost = before != null && time - before > LOST;
      boolean exchange = guard == Guard.DATABASES || guard == Guard.QUORUM;
      int atOnce = alert && !exchange ? AT_ONCE : 1;
      boolean free = lost || running.getOrDefault(guard, 0) < atOnce;
      if (free) {
        begun.put(guard, time);
        running.put(guard, lost ? 1 : running.getOrDefault(guard, 0) + 1);
        due.add(guard);
      }
    }
    return due;
  }

  /** Begins every interval anew, so that the announcement of the address comes first. */
  void pause(Moment now) {
    long time = now.monotonic().toNanos();
    begun.replaceAll((guard, before) -> time);
  }

  /** They are asked something else from now on: the next look is due. */
  void anew(Set<Guard> guards) {
    begun.keySet().removeAll(guards);
  }

  /** A look came to its end. */
  void ended(Guard guard) {
    running.computeIfPresent(guard, (g, looks) -> Math.max(0, looks - 1));
  }

  /** In nanoseconds. */
  private static long interval(Guard guard, Timing timing, boolean alert) {
    return switch (guard) {
      case DATABASES, QUORUM ->
          alert ? timing.dagMaxAge().toNanos() / 2 : DATABASES_AT_REST.toNanos();
      case WIRE, OWN_SERVICE, PEER_SERVICE, GATEWAY_ARP ->
          alert ? timing.evidenceMaxAge().toNanos() / 4 : ONE_SECOND;
      case PEER_AGENT ->
          alert
              ? timing.evidenceMaxAge().toNanos() / 4
              : Math.min(AGENT_AT_REST, timing.evidenceMaxAge().toNanos());
      case PEER_PING, GATEWAY_PING -> ONE_SECOND;
      case REACH -> alert ? timing.evidenceMaxAge().toNanos() : REACH_AT_REST;
    };
  }
}
