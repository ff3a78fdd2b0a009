package casfailover.keep;

import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.Optional;

/** How long one and the same answer has come without a break. */
final class Run {

  private final Duration longestGap;
  private Optional<Moment> since = Optional.empty();
  private Optional<Moment> until = Optional.empty();

  /**
   * A run that has not begun.
   *
   * @param longestGap the time from the end of one look to the start of the next that breaks it
   */
  Run(Duration longestGap) {
    this.longestGap = longestGap;
  }

  /** Goes on with a look that confirmed, or ends with one that did not. */
  void add(Sighting look, boolean confirms) {
    if (!confirms) {
      end();
      return;
    }
    boolean goesOn =
        until.isPresent() && look.begun().since(until.get()).compareTo(longestGap) <= 0;
    if (!goesOn) {
      since = Optional.of(look.begun());
    }
    until = Optional.of(look.ended());
  }

  void end() {
    since = Optional.empty();
    until = Optional.empty();
  }

  /** The start of the first look of the run. */
  Optional<Moment> since() {
    return since;
  }

  /** How long it has lasted; nothing if it has not begun. */
  Duration length(Moment now) {
    return since.map(now::since).orElse(Duration.ZERO);
  }
}
