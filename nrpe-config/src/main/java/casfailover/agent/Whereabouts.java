package casfailover.agent;

import casfailover.check.CasIpFacts;
import casfailover.config.Settings;
import casfailover.decide.Decision.Act;
import casfailover.keep.View;
import casfailover.pair.MacAddress;
import casfailover.pair.Pair;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Unknown;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the address is: what the agents say, what the wire says, and what people said of it. */
final class Whereabouts {

  private final Settings settings;
  private final ZoneId zone;
  private final Dashboard dashboard;

  Whereabouts(Settings settings, ZoneId zone, Dashboard dashboard) {
    this.settings = settings;
    this.zone = zone;
    this.dashboard = dashboard;
  }

  CasIpFacts facts(View v) {
    Optional<CasIpFacts.Holding> holding = holding(v);
    return new CasIpFacts(
        pair(),
        wire(v, holding),
        holding,
        v.unreached(),
        v.memory()
            .place()
            .kept()
            .filter(kept -> holding.filter(h -> h.node().equals(kept.node())).isPresent())
            .map(kept -> somebody(kept.author())),
        v.memory().acknowledgement().word().map(word -> somebody(word.author())),
        dashboard.shown(zone),
        v.vacantSince().map(Moment::wall),
        onItsWay(v),
        waiting(v),
        CheckFacts.LOOK_MAX_AGE);
  }

  private static String somebody(String author) {
    return author.isEmpty() ? "a person" : author;
  }

  private Optional<String> onItsWay(View v) {
    return v.ceded()
        ? Optional.of(
            "%s hands %s over to %s"
                .formatted(pair().self().name(), pair().casIp(), pair().peer().name()))
        : Optional.empty();
  }

  private CasIpFacts.Wire wire(View v, Optional<CasIpFacts.Holding> holding) {
    Optional<Sighting> look = v.sighting(Guard.WIRE);
    if (look.isPresent() && holding.isPresent() && isFromBefore(look.get(), v)) {
      return new CasIpFacts.Wire.Asked(look.get().begun(), List.of(machine(v, holding.get())));
    }
    if (look.isEmpty()) {
      return new CasIpFacts.Wire.NotAsked("not looked at yet");
    }
    if (look.get() instanceof Unknown unknown) {
      return new CasIpFacts.Wire.NotAsked(unknown.why());
    }
    List<CasIpFacts.Machine> machines = new ArrayList<>();
    if (v.stance() == Stance.HOLDS) {
      machines.add(machine(v, holding.orElseThrow()));
    }
    if (look.get() instanceof Seen seen && seen.finding() instanceof Neighbours neighbours) {
      Optional<MacAddress> peer = v.peer().flatMap(PeerReport::mac);
      for (MacAddress mac : neighbours.macs()) {
        // Until the peer has told its own, a machine nobody knows counts as the peer: see the
        // keeper.
        boolean isPeer = peer.map(mac::equals).orElse(neighbours.macs().size() == 1);
        machines.add(
            new CasIpFacts.Machine(
                isPeer ? Optional.of(pair().peer().name()) : Optional.empty(), mac));
      }
    }
    return new CasIpFacts.Wire.Asked(look.get().begun(), machines);
  }

  /** What answered before the address came to where it is does not tell who answers now. */
  private static boolean isFromBefore(Sighting look, View v) {
    return v.arrived()
        .filter(since -> v.at().within(CheckFacts.LOOK_MAX_AGE, since))
        .filter(since -> look.begun().since(since).isNegative())
        .isPresent();
  }

  private CasIpFacts.Machine machine(View v, CasIpFacts.Holding holding) {
    boolean here = holding.node().equals(pair().self().name());
    Optional<MacAddress> mac = here ? v.setup().mac() : v.peer().flatMap(PeerReport::mac);
    return new CasIpFacts.Machine(
        Optional.of(holding.node()), mac.orElse(new MacAddress("00:00:00:00:00:00")));
  }

  private Optional<CasIpFacts.Holding> holding(View v) {
    if (v.stance() == Stance.HOLDS) {
      return Optional.of(
          holding(
              pair().self().name(),
              v.since().orElse(v.at().wall()),
              v.how(),
              pair().peer().name()));
    }
    return v.sighting(Guard.PEER_AGENT)
        .flatMap(Whereabouts::said)
        .filter(report -> report.stance() == Stance.HOLDS)
        .map(
            report ->
                holding(
                    report.node(),
                    report.since().orElse(v.at().wall()),
                    report.how(),
                    pair().self().name()));
  }

  /** What the peer's agent says now; what it said before it fell silent is no longer so. */
  private static Optional<PeerReport> said(Sighting sighting) {
    return sighting instanceof Seen seen && seen.finding() instanceof PeerReport report
        ? Optional.of(report)
        : Optional.empty();
  }

  private static CasIpFacts.Holding holding(String node, Instant since, String how, String other) {
    return new CasIpFacts.Holding(
        node, since, how, how.equals("failover") ? other + " silent" : "");
  }

  private String waiting(View v) {
    String self = pair().self().name();
    boolean holds = v.decision().act() == Act.HOLD;
    return holds ? self + " waits: " + v.reason().what() : self + " stands by";
  }

  private Pair pair() {
    return settings.pair();
  }
}
