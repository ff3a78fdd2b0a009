package casfailover.keep;

import casfailover.sight.Moment;
import java.util.Optional;

/** A time in which something that failed is not tried again. */
final class Pause {

  private Optional<Moment> end = Optional.empty();

  void until(Moment moment) {
    end = Optional.of(moment);
  }

  boolean isOver(Moment now) {
    return end.filter(at -> now.since(at).isNegative()).isEmpty();
  }
}
