package casfailover.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of the certificates of a server: looked at once an hour. */
public final class CertificateWatch {

  private static final Duration FRESH = Duration.ofHours(1);

  private final Look look;
  private Optional<Seen> last = Optional.empty();

  /** A way to look at them. */
  @FunctionalInterface
  public interface Look {

    /** How they are now; empty without TLS. */
    Optional<Health> at(Instant now);
  }

  private record Seen(Optional<Health> health, Instant at) {}

  /** One that has not looked yet. */
  public CertificateWatch(Look look) {
    this.look = look;
  }

  /** How they were at most an hour ago; empty without TLS. */
  public synchronized Optional<Health> health(Instant now) {
    Seen seen =
        last.filter(s -> Duration.between(s.at(), now).abs().compareTo(FRESH) < 0)
            .orElseGet(() -> new Seen(look.at(now), now));
    last = Optional.of(seen);
    return seen.health();
  }
}
