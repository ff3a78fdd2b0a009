package casfailover.keep;

import casfailover.decide.Databases;
import casfailover.decide.Details;
import casfailover.decide.Evidence.Look;
import casfailover.pair.Pair;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.stream.Collectors;

/** Puts into words, for people, what is known at a moment. */
final class Wording {

  private final Pledge pledge;
  private final Sights sights;

  Wording(Pledge pledge, Sights sights) {
    this.pledge = pledge;
    this.sights = sights;
  }

  /**
   * What a reason can speak of.
   *
   * @param waitLeft how long something still has to be waited for
   * @param waitFor why
   * @param coolDownLeft what is left of the cool-down
   */
  Details details(Duration waitLeft, String waitFor, Duration coolDownLeft, Moment now) {
    Setup setup = pledge.setup();
    Pair pair = setup.pair();
    return new Details(
        pair.self().name(),
        pair.peer().name(),
        pair.casIp().toString(),
        pair.gateway().toString(),
        sights.server(now) == Look.SEEN
            ? pair.peer() + " does not have the address"
            : pair.peer() + " is silent",
        said(Guard.PEER_PING) + ", " + said(Guard.PEER_SERVICE) + ", " + said(Guard.PEER_AGENT),
        sights.gateway().sighting(now).detail(),
        wireWords(),
        databaseWords(),
        said(Guard.OWN_SERVICE),
        waitLeft,
        waitFor,
        coolDownLeft,
        setup.settings() + " here, " + sights.report().map(PeerReport::settings).orElse("?"));
  }

  private String said(Guard guard) {
    Sighting sighting = sights.all().get(guard);
    return sighting == null ? "not asked yet" : sighting.detail();
  }

  private String wireWords() {
    String peerMac =
        sights
            .report()
            .flatMap(PeerReport::mac)
            .map(m -> ", " + pledge.setup().pair().peer() + " has " + m)
            .orElse("");
    return said(Guard.WIRE) + peerMac;
  }

  private String databaseWords() {
    if (!pledge.setup().dag()) {
      return "";
    }
    Sighting sighting = sights.all().get(Guard.DATABASES);
    if (sighting instanceof Sighting.Seen seen && seen.finding() instanceof DagReading reading) {
      Databases.Count count =
          Databases.Count.of(reading, pledge.setup().pair(), pledge.setup().databases());
      String missing = count.missing().stream().limit(5).collect(Collectors.joining(", "));
      return count.here()
          + " of "
          + count.all()
          + (count.here() > 0 && !missing.isEmpty() ? ", missing " + missing : "")
          + (missing.isEmpty()
              ? ""
              : reading
                  .maintenance(pledge.setup().pair().self().name())
                  .map(m -> "; " + m)
                  .orElse(""));
    }
    return said(Guard.DATABASES);
  }
}
