package casfailover.keep;

import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time after a take from the other server in which none may follow. It runs by the clock that
 * nobody sets; only how much of it passed before this program started is told by the wall clock.
 */
final class CoolDown {

  private Optional<Moment> begun;

  /**
   * A cool-down that may have begun before this program did.
   *
   * @param lastTake when the last take was written; a time to come tells that a clock was set
   */
  CoolDown(Optional<Instant> lastTake, Moment start) {
    begun =
        lastTake
            .map(at -> Duration.between(at, start.wall()))
            .filter(passed -> !passed.isNegative())
            .map(passed -> start.plus(passed.negated()));
  }

  /** The address was taken from the other server. */
  void begin(Moment now) {
    begun = Optional.of(now);
  }

  /** How much of it is left; zero if it is over. */
  Duration left(Duration whole, Moment now) {
    return begun
        .map(at -> whole.minus(now.since(at)))
        .filter(left -> !left.isNegative())
        .orElse(Duration.ZERO);
  }
}
