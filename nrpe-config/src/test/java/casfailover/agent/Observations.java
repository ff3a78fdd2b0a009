package casfailover.agent;

import casfailover.sight.Finding;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the looks of an agent found, and when each of them was last there. */
final class Observations {

  private final Supplier<Moment> clock;
  private final Map<Guard, Moment> last = new ConcurrentHashMap<>();

  Observations(Supplier<Moment> clock) {
    this.clock = clock;
  }

  Sighting of(Guard guard, boolean seen, Finding finding) {
    Moment at = clock.get();
    note(guard, at);
    return seen ? new Sighting.Seen(at, at, finding) : new Sighting.Silent(at, at, finding);
  }

  /** A look was there at a moment. */
  void note(Guard guard, Moment at) {
    last.put(guard, at);
  }

  Optional<Moment> last(Guard guard) {
    return Optional.ofNullable(last.get(guard));
  }
}
