package casfailover.keep;

import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The last answer of each guard, and when each was last seen. */
final class LastLooks {

  private final Map<Guard, Sighting> last = new EnumMap<>(Guard.class);
  private final Map<Guard, Moment> seen = new EnumMap<>(Guard.class);
  private final Map<Guard, Moment> askedAnew = new EnumMap<>(Guard.class);
  private Setup setup;

  LastLooks(Setup setup) {
    this.setup = setup;
  }

  Setup setup() {
    return setup;
  }

  void reload(Setup changed) {
    setup = changed;
  }

  /**
   * A guard is asked something else, or elsewhere, from now on: what is on its way is no answer to
   * it, nor is what it said, except that the peer was heard, and where the databases were.
   */
  void anew(Guard guard, Moment now) {
    askedAnew.put(guard, now);
    switch (guard) {
      case GATEWAY_PING, GATEWAY_ARP, OWN_SERVICE, WIRE, REACH -> {
        seen.remove(guard);
        last.remove(guard);
      }
      case PEER_PING, PEER_SERVICE, PEER_AGENT -> {
        if (last.get(guard) instanceof Silent) {
          last.remove(guard);
        }
      }
      case DATABASES, QUORUM -> {}
    }
  }

  /**
   * Whether a look began before the question changed, or comes of a silence that began before the
   * look whose answer is there already.
   */
  boolean isOvertaken(Guard guard, Sighting sighting) {
    Moment anew = askedAnew.get(guard);
    if (anew != null && sighting.begun().monotonic().compareTo(anew.monotonic()) < 0) {
      return true;
    }
    return sighting instanceof Silent
        && last(guard)
            .filter(l -> sighting.begun().monotonic().compareTo(l.begun().monotonic()) < 0)
            .isPresent();
  }

  void add(Guard guard, Sighting sighting) {
    last.put(guard, sighting);
    if (sighting instanceof Seen) {
      seen.put(guard, sighting.ended());
    }
  }

  Map<Guard, Sighting> all() {
    return last;
  }

  Optional<Sighting> last(Guard guard) {
    return Optional.ofNullable(last.get(guard));
  }

  /** When a guard was last seen. */
  Optional<Moment> seen(Guard guard) {
    return Optional.ofNullable(seen.get(guard));
  }

  /** The last answer of a guard, if its look ended at most a time ago. */
  Optional<Sighting> endedWithin(Duration time, Guard guard, Moment now) {
    return last(guard).filter(sighting -> now.since(sighting.ended()).compareTo(time) <= 0);
  }

  /** Whether a guard is silent, by a look so young that an address may be taken on it. */
  boolean silentNow(Guard guard, Moment now) {
    return endedWithin(setup.timing().evidenceMaxAge(), guard, now)
        .filter(Silent.class::isInstance)
        .isPresent();
  }
}
