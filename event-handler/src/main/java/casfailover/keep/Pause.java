package casfailover.keep;

import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;

/** A time in which something that failed is not tried again. */
final class Pause {

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
