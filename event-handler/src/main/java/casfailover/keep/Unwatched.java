package casfailover.keep;

import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;

/** Notices that the monitors ask no more, so that nobody would report a failure; told once. */
final class Unwatched {

  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final Mind mind;
  private final Account account;
  private Optional<Moment> last = Optional.empty();

  Unwatched(Mind mind, Account account) {
    this.mind = mind;
    this.account = account;
  }

  /** A monitor asked how the failover stands. */
  void asked(Moment now) {
    last = Optional.of(now);
  }

  void look(Moment now) {
    if (last.filter(at -> !now.within(SILENCE, at)).isPresent()) {
      mind.then(mind.newsroom().unwatched(last.get(), account.view(now)));
      last = Optional.empty();
    }
  }
}
