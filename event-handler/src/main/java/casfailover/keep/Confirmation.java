package casfailover.keep;

import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether somebody outside has found the way to the address since it came. That nobody has is no
 * reason to let it go, since nobody else would serve the better for it: a person has to look.
 */
final class Confirmation {

  /** All announcements are out by then, and whoever missed them has asked again. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Moment from;
  private boolean reached;

  Confirmation(Moment from) {
    this.from = from;
  }

  /** Takes in a look, unless it began before the address was here. */
  void saw(Sighting look) {
    reached |=
        look instanceof Sighting.Seen && look.begun().monotonic().compareTo(from.monotonic()) >= 0;
  }

  boolean reached() {
    return reached;
  }

  /** Whether it should have come by now. */
  boolean isOverdue(Moment now) {
    return !reached && !now.within(PATIENCE, from);
  }

  /** What a person has to know, if it is overdue. */
  static String complaint(String self, String casIp, Optional<Sighting> look) {
    return self
        + " has "
        + casIp
        + ", but nobody outside has reached it yet ("
        + look.map(Sighting::detail).orElse("nobody was asked")
        + ")";
  }
}
