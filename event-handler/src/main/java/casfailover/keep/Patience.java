package casfailover.keep;

import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;

/** How long a handover whose checklist is not good is worth looking at again. */
final class Patience {

  /** The longest that anybody is kept waiting; the first looks may take so long. */
  private static final Duration FIRST_LOOKS = Duration.ofSeconds(3);

  /** What was seen against it may be from before it was asked, or one answer that was only lost. */
  private static final Duration STEADY = Duration.ofSeconds(1);

  private Optional<Moment> againstSince = Optional.empty();

  /** Something else is looked at from now on. */
  void anew() {
    againstSince = Optional.empty();
  }

  /** Whether it lasts with a list that is not good, and that somebody has waited for since then. */
  boolean lasts(Checklist list, Moment since, Moment now) {
    againstSince = list.open() ? Optional.empty() : Optional.of(againstSince.orElse(now));
    boolean steady = againstSince.filter(at -> !now.within(STEADY, at)).isPresent();
    return !steady && now.within(FIRST_LOOKS, since);
  }
}
