package casfailover.keep;

import java.time.Duration;
import java.util.Optional;

/** How many reminders are due of something that lasts, also while their interval is changed. */
final class Reminders {

  private Duration from;
  private long before;
  private Optional<Duration> interval = Optional.empty();

  /**
   * No reminder yet.
   *
   * @param first how long it must have lasted for number 0
   */
  Reminders(Duration first) {
    this.from = first;
  }

  /**
   * The number of the last reminder that is due, counted from 0. Numbers never go back; after a
   * change the next one comes a whole new interval later.
   *
   * @param lasted how long it has lasted, at least as long as for the first one
   */
  long due(Duration lasted, Duration every) {
    if (interval.filter(last -> !last.equals(every)).isPresent()) {
      before = number(lasted, interval.get());
      from = lasted;
    }
    interval = Optional.of(every);
    return number(lasted, every);
  }

  private long number(Duration lasted, Duration every) {
    return before + lasted.minus(from).dividedBy(every);
  }
}
