package casfailover.keep;

import casfailover.decide.Evidence.Wire;
import casfailover.pair.MacAddress;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import java.time.Duration;
import java.util.Optional;

/** Who answers on the wire for the address. */
final class Neighbourhood {

  private final LastLooks looks;
  private final Duration lately;
  private final Run silent;
  private Optional<MacAddress> peerMac = Optional.empty();

  /**
   * A wire on which nobody looked yet.
   *
   * @param lately the time between two looks that breaks a silence, and for which an answer counts
   *     for one who takes nothing on it
   */
  Neighbourhood(LastLooks looks, Duration lately) {
    this.looks = looks;
    this.lately = lately;
    this.silent = new Run(lately);
  }

  void saw(Sighting sighting) {
    silent.add(sighting, sighting instanceof Silent);
  }

  /** The peer's agent told its hardware address, or no longer knows it. */
  void peerSaid(PeerReport report) {
    peerMac = report.mac();
  }

  /** What was silent before, as while the address was ours, says nothing about others. */
  void forgetRun() {
    silent.end();
  }

  /**
   * Who answers on the wire. A machine nobody knows counts as the peer while its MAC is unknown.
   */
  Wire wire(Moment now) {
    return wireWithin(looks.setup().timing().evidenceMaxAge(), now);
  }

  /** The newest answer of the wire, at most a little old, for one who takes nothing on it. */
  Wire wireLately(Moment now) {
    return wireWithin(lately, now);
  }

  private Wire wireWithin(Duration time, Moment now) {
    return looks
        .last(Guard.WIRE)
        .filter(sighting -> sighting.age(now).compareTo(time) <= 0)
        .map(this::wireOf)
        .orElse(Wire.UNKNOWN);
  }

  /** Whether another machine answered for the address a moment ago. */
  boolean anybodyAnswers(Moment now) {
    Wire wire = wireLately(now);
    return wire == Wire.PEER || wire == Wire.STRANGER;
  }

  /** The newest answer of the wire as well, of looks that began after a moment. */
  Wire wireSince(Moment since, Moment now) {
    return looks
        .last(Guard.WIRE)
        .filter(sighting -> sighting.begun().monotonic().compareTo(since.monotonic()) >= 0)
        .map(sighting -> wireLately(now))
        .orElse(Wire.UNKNOWN);
  }

  private Wire wireOf(Sighting sighting) {
    if (sighting instanceof Silent) {
      return Wire.SILENT;
    }
    if (sighting instanceof Seen seen && seen.finding() instanceof Neighbours n) {
      boolean stranger =
          peerMac.isPresent() && n.macs().stream().anyMatch(m -> !m.equals(peerMac.get()));
      return stranger ? Wire.STRANGER : Wire.PEER;
    }
    return Wire.UNKNOWN;
  }

  /** How long the wire has been silent without a break. */
  Duration silentFor(Moment now) {
    return silent.length(now);
  }

  Optional<Moment> silentSince() {
    return silent.since();
  }
}
