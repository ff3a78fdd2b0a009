package casfailover.keep;

import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;

/** A time in which something that failed is not tried again. */
final class Pause {

  /** How much longer one waits who lets the other begin first: by then it has, and says so. */
  static final Duration AFTER_YOU = Duration.ofSeconds(2);

  private Optional<Moment> end = Optional.empty();

  /** Lasts until a moment at least: a longer pause that runs already is not cut short. */
  void until(Moment moment) {
    end =
        end.filter(at -> at.since(moment).compareTo(Duration.ZERO) > 0)
            .or(() -> Optional.of(moment));
  }

  boolean isOver(Moment now) {
    return end.filter(at -> now.since(at).isNegative()).isEmpty();
  }
}
