package casfailover.keep;

import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * Notices that no monitor asks, so that nobody would report a failure; told once. From the start on
 * one is waited for; while the server is paused or watches by itself, only one that asked before.
 */
final class Unwatched {

  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final Mind mind;
  private final Account account;
  private Optional<Moment> silentSince;
  private boolean asked;

  Unwatched(Mind mind, Account account, Moment start) {
    this.mind = mind;
    this.account = account;
    this.silentSince = Optional.of(start);
  }

  /** A monitor asked how the failover stands. */
  void asked(Moment now) {
    silentSince = Optional.of(now);
    asked = true;
  }

  void look(Moment now) {
    boolean nobodyMust = mind.memory().paused() || mind.setup().selfWatch();
    if (nobodyMust && !asked) {
      silentSince = silentSince.map(before -> now);
    } else if (silentSince.filter(since -> !now.within(SILENCE, since)).isPresent()) {
      mind.then(mind.newsroom().unwatched(silentSince.get(), account.view(now)));
      silentSince = Optional.empty();
    }
  }
}
