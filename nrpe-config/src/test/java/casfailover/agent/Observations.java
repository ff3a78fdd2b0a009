package casfailover.agent;

import casfailover.sight.Finding;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What exch-b's looks found, and when each of them was last there. */
final class Observations {

  private final Supplier<Moment> clock;
  private final Map<Guard, Moment> last = new ConcurrentHashMap<>();

  Observations(Supplier<Moment> clock) {
    this.clock = clock;
  }

  Sighting of(Guard guard, boolean seen, Finding finding) {
    Moment at = clock.get();
    last.put(guard, at);
    return seen ? new Sighting.Seen(at, at, finding) : new Sighting.Silent(at, at, finding);
  }

  Optional<Moment> last(Guard guard) {
    return Optional.ofNullable(last.get(guard));
  }
}
