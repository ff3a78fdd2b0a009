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
  private static final Duration REACH_AT_REST = Duration.ofSeconds(60);

  private static final Duration LOST = Duration.ofSeconds(90);

  private static final int AT_ONCE = 3;

  private final Map<Guard, Moment> begun = new EnumMap<>(Guard.class);
  private final Map<Guard, Integer> running = new EnumMap<>(Guard.class);

  /** What to look at now. */
  List<Guard> due(Moment now, Timing timing, Set<Guard> wanted, boolean alert) {
    List<Guard> due = new ArrayList<>();
    for (Guard guard : wanted) {
      Moment before = begun.get(guard);
      boolean lost = before != null && now.since(before).compareTo(LOST) > 0;
      boolean exchange = guard == Guard.DATABASES || guard == Guard.QUORUM;
      int atOnce = alert && !exchange ? AT_ONCE : 1;
      boolean free = lost || running.getOrDefault(guard, 0) < atOnce;
      if (free && (before == null || !now.within(interval(guard, timing, alert), before))) {
        begun.put(guard, now);
        running.put(guard, lost ? 1 : running.getOrDefault(guard, 0) + 1);
        due.add(guard);
      }
    }
    return due;
  }

  /** Begins every interval anew, so that the announcement of the address comes first. */
  void pause(Moment now) {
    begun.replaceAll((guard, before) -> now);
  }

  /** They are asked something else from now on: the next look is due. */
  void anew(Set<Guard> guards) {
    begun.keySet().removeAll(guards);
  }

  /** A look came to its end. */
  void ended(Guard guard) {
    running.computeIfPresent(guard, (g, looks) -> Math.max(0, looks - 1));
  }

  private static Duration interval(Guard guard, Timing timing, boolean alert) {
    return switch (guard) {
      case DATABASES, QUORUM -> alert ? part(timing.dagMaxAge(), 2) : DATABASES_AT_REST;
      case WIRE, OWN_SERVICE, PEER_SERVICE, GATEWAY_ARP ->
          alert ? part(timing.evidenceMaxAge(), 4) : Duration.ofSeconds(1);
      case PEER_AGENT -> part(timing.evidenceMaxAge(), alert ? 4 : 1);
      case PEER_PING, GATEWAY_PING -> Duration.ofSeconds(1);
      case REACH -> alert ? timing.evidenceMaxAge() : REACH_AT_REST;
    };
  }

  /** A part, without the decimals of any length of Duration.dividedBy: asked very often. */
  private static Duration part(Duration whole, int parts) {
    return Duration.ofNanos(whole.toNanos() / parts);
  }
}
