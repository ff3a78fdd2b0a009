package casfailover.keep;

import casfailover.pair.Timing;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;

/** The time in which a server has the address, with what keeps it alive. */
final class Tenure {

  private final Moment from;
  private final Optional<View> evidence;
  private Duration lifetime;
  private Duration longestLifetime;
  private Moment renewedAt;
  private boolean renewing;
  private boolean settled;
  private Optional<Moment> failedAt = Optional.empty();
  private final Announcing announcing;
  private final Confirmation confirmation;
  private Optional<Moment> defendedAt = Optional.empty();

  /**
   * A tenure that has just begun.
   *
   * @param from from when on an answer on the wire is somebody else's
   * @param evidence what was known when the take was decided; empty for an address that was here
   * @param lifetime the lifetime last given to the address
   * @param renewedAt when that lifetime was asked for
   */
  Tenure(Moment from, Optional<View> evidence, Duration lifetime, Moment renewedAt) {
    this.from = from;
    this.evidence = evidence;
    this.lifetime = lifetime;
    this.longestLifetime = lifetime;
    this.renewedAt = renewedAt;
    this.settled = evidence.isEmpty();
    this.announcing = new Announcing(from);
    this.confirmation = new Confirmation(from);
  }

  Moment from() {
    return from;
  }

  /** When the network is told of it. */
  Announcing announcing() {
    return announcing;
  }

  /** Whether anybody outside has reached it. */
  Confirmation confirmation() {
    return confirmation;
  }

  Optional<View> evidence() {
    return evidence;
  }

  /** Whether the kernel may have dropped the address by now, or a clock was set meanwhile. */
  boolean broken(Moment now) {
    return now.boot().minus(renewedAt.boot()).compareTo(lifetime) > 0
        || now.since(renewedAt).compareTo(lifetime) > 0
        || now.discord(renewedAt).compareTo(lifetime) > 0;
  }

  /** From when on a renewal might add an address that the kernel has dropped. */
  Moment expiry() {
    return renewedAt.plus(lifetime);
  }

  /**
   * The longest lifetime that the address may have; a renewal that failed may have come through.
   */
  Duration longestLifetime() {
    return longestLifetime;
  }

  boolean renewing() {
    return renewing;
  }

  /**
   * Whether a quarter of what the address has to live, or is to get, has passed; at once where it
   * has more than it is to get.
   */
  boolean renewalDue(Timing kept, Moment now) {
    boolean longer = longestLifetime.compareTo(kept.lease()) > 0;
    Duration quarter = Duration.ofNanos(lifetime.toNanos() / 4);
    Duration every = quarter.compareTo(kept.renew()) < 0 ? quarter : kept.renew();
    Duration pause = Duration.ofNanos(kept.tick().toNanos() / 2);
    boolean again = failedAt.filter(at -> now.within(pause, at)).isEmpty();
    return !renewing && again && (longer || now.since(renewedAt).compareTo(every) >= 0);
  }

  void renewalBegins(Duration given) {
    renewing = true;
    if (given.compareTo(longestLifetime) > 0) {
      longestLifetime = given;
    }
  }

  /** It is tried again at the next tick. */
  void renewalFailed(Moment now) {
    renewing = false;
    failedAt = Optional.of(now);
  }

  /** A renewal that came before the lifetime ran out, counted from when it was asked for. */
  void renewed(Duration given, Moment begun) {
    renewing = false;
    failedAt = Optional.empty();
    lifetime = given;
    longestLifetime = given;
    renewedAt = begun;
  }

  /** Whether the wire stayed silent after the address was added. */
  boolean settled() {
    return settled;
  }

  void settle() {
    settled = true;
  }

  boolean defended() {
    return defendedAt.isPresent();
  }

  void defend(Moment now) {
    defendedAt = Optional.of(now);
  }

  /** A machine that has been quiet for a minute may be answered again. */
  void wireSilent(Moment now) {
    if (defendedAt.filter(at -> now.since(at).compareTo(Duration.ofMinutes(1)) > 0).isPresent()) {
      defendedAt = Optional.empty();
    }
  }
}
