package casfailover.keep;

import casfailover.decide.Evidence.Look;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import casfailover.sight.Sighting.Unknown;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** What is seen of the gateway, by ping, by ARP or by both. */
final class Gateway {

  private final LastLooks looks;
  private final Run silent;
  private Optional<Moment> heardBefore = Optional.empty();

  /**
   * A gateway of which nothing was seen yet.
   *
   * @param longestGap the time between two looks that breaks a silence
   */
  Gateway(LastLooks looks, Duration longestGap) {
    this.looks = looks;
    this.silent = new Run(longestGap);
  }

  void saw(Sighting sighting) {
    silent.add(sighting, sighting instanceof Silent);
  }

  void forgetRun() {
    silent.end();
  }

  /** It is asked in another way from now on, or another one is. */
  void changed() {
    heardBefore =
        EnumSet.of(Guard.GATEWAY_PING, Guard.GATEWAY_ARP).stream()
            .flatMap(guard -> looks.seen(guard).stream())
            .max(Comparator.comparing(Moment::monotonic));
    silent.end();
  }

  /**
   * Whether the gateway answers, for one who has the address: what was heard right before the
   * settings changed counts as long as it would have, since the first new answer takes a moment.
   */
  Look lookOfHolder(Duration seenWithin, Moment now) {
    boolean before = heardBefore.filter(at -> now.within(seenWithin, at)).isPresent();
    return before ? Look.SEEN : look(seenWithin, now);
  }

  /** Whether the gateway answers; either way of asking is enough, silence needs all. */
  Look look(Duration seenWithin, Moment now) {
    List<Guard> guards = guards();
    for (Guard guard : guards) {
      if (looks.seen(guard).filter(at -> now.since(at).compareTo(seenWithin) <= 0).isPresent()) {
        return Look.SEEN;
      }
    }
    Duration silence = looks.setup().timing().silence();
    for (Guard guard : guards) {
      boolean heardLately = looks.seen(guard).filter(at -> now.within(silence, at)).isPresent();
      if (heardLately || !looks.silentNow(guard, now)) {
        return Look.UNKNOWN;
      }
    }
    return Look.SILENT;
  }

  private List<Guard> guards() {
    if (!looks.setup().arpsGateway()) {
      return List.of(Guard.GATEWAY_PING);
    }
    return looks.setup().pingsGateway()
        ? List.of(Guard.GATEWAY_PING, Guard.GATEWAY_ARP)
        : List.of(Guard.GATEWAY_ARP);
  }

  /** The answer in one, for those who report it. */
  Sighting sighting(Moment now) {
    Sighting newest = new Unknown(now, now, "not asked yet");
    for (Guard guard : guards()) {
      Optional<Sighting> last = looks.last(guard);
      if (last.isPresent()
          && last.get() instanceof Seen seen
          && now.within(looks.setup().timing().silence(), seen.ended())) {
        return seen;
      }
      newest = last.orElse(newest);
    }
    return newest;
  }

  /** Whether it has been silent for us for a time without a break. */
  boolean silentFor(Duration time, Moment now) {
    return silent.length(now).compareTo(time) >= 0;
  }
}
