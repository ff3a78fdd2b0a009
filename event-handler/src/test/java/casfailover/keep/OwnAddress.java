package casfailover.keep;

import casfailover.sight.Moment;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The address on exch-b's interface, and what becomes of changes of it. */
final class OwnAddress {

  Optional<Moment> expiry = Optional.empty();

  /** Whether it is there for ever. */
  boolean persistent;

  boolean inspectable = true;
  boolean addFails;
  boolean renewals = true;
  boolean removals = true;
  int adds;

  /** How long it takes until the keeper hears of what became of it. */
  Duration answersLate = Duration.ZERO;

  private final Supplier<Moment> clock;

  OwnAddress(Supplier<Moment> clock) {
    this.clock = clock;
  }

  boolean isHere() {
    return persistent || expiry.filter(e -> !isOver(e)).isPresent();
  }

  private boolean isOver(Moment moment) {
    return clock.get().since(moment).compareTo(Duration.ZERO) > 0;
  }

  Presence presence() {
    if (!inspectable) {
      return new Presence.Unknown("ip: no such file");
    }
    return isHere() ? new Presence.Present("eth0", remaining()) : new Presence.Absent();
  }

  private Optional<Duration> remaining() {
    return persistent ? Optional.empty() : expiry.map(e -> e.since(clock.get()));
  }

  Input.Result apply(Effect.Apply change) {
    if (change instanceof Effect.Add add) {
      if (addFails || isOver(add.notAfter())) {
        return new Input.Result.Failed("ip addr add: exit code 2");
      }
      adds++;
      expiry = Optional.of(clock.get().plus(add.lifetime()));
    } else if (change instanceof Effect.Renew renew) {
      if (!renewals || isOver(renew.notAfter())) {
        return new Input.Result.Failed("ip addr change: exit code 2");
      }
      persistent = false;
      expiry = Optional.of(clock.get().plus(renew.lifetime()));
    } else if (!removals) {
      return new Input.Result.Failed("ip addr del: exit code 2");
    } else {
      persistent = false;
      expiry = Optional.empty();
    }
    return new Input.Result.Verified();
  }
}
