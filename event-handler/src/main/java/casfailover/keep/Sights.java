package casfailover.keep;

import casfailover.decide.Databases;
import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wire;
import casfailover.decide.Holding;
import casfailover.pair.Epoch;
import casfailover.pair.MacAddress;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import casfailover.sight.Sighting.Unknown;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was seen last, since when it has been so, and what that means at a moment. */
final class Sights {

  private static final Duration LATELY = Duration.ofSeconds(3);
  private static final Duration DATABASES_GAP = Looking.DATABASES_AT_REST.multipliedBy(3);

  private final Map<Guard, Sighting> last = new EnumMap<>(Guard.class);
  private final Map<Guard, Moment> lastSeen = new EnumMap<>(Guard.class);
  private final Run wireSilent = new Run(LATELY);
  private final Run notMe = new Run(LATELY);
  private final Run databasesHere = new Run(DATABASES_GAP);
  private final Run gatewaySilent = new Run(LATELY);
  private Optional<PeerReport> report = Optional.empty();
  private Optional<Seen> lastReading = Optional.empty();
  private Optional<Moment> agentClaimed = Optional.empty();
  private Setup setup;

  Sights(Setup setup) {
    this.setup = setup;
  }

  void reload(Setup changed) {
    setup = changed;
  }

  void saw(Guard guard, Sighting sighting) {
    Sighting before = last.get(guard);
    if (sighting instanceof Silent
        && before != null
        && sighting.begun().monotonic().compareTo(before.begun().monotonic()) < 0) {
      return; // a look that began later is back already
    }
    last.put(guard, sighting);
    if (sighting instanceof Seen seen) {
      lastSeen.put(guard, sighting.ended());
      lastReading = guard == Guard.DATABASES ? Optional.of(seen) : lastReading;
    }
    switch (guard) {
      case WIRE -> wireSilent.add(sighting, sighting instanceof Silent);
      case PEER_AGENT -> sawAgent(sighting);
      case GATEWAY_PING, GATEWAY_ARP -> gatewaySilent.add(sighting, sighting instanceof Silent);
      default -> {}
    }
  }

  private void sawAgent(Sighting sighting) {
    Optional<PeerReport> said = said(sighting);
    notMe.add(sighting, said.filter(r -> r.stance() == Stance.NOT_ME).isPresent());
    if (said.isPresent()) {
      report = said;
      if (said.get().stance() != Stance.NOT_ME) {
        agentClaimed = Optional.of(sighting.ended());
      }
    }
  }

  /** Notes whether the newest reading of the databases finds them here. */
  void sawDatabases(Sighting sighting, boolean here) {
    databasesHere.add(sighting, here);
  }

  /** Begins all waiting anew, as after a start. */
  void forgetRuns() {
    wireSilent.end();
    notMe.end();
    databasesHere.end();
    gatewaySilent.end();
  }

  /** What the wire said while the address was ours says nothing about others. */
  void addressWasHere() {
    wireSilent.end();
  }

  Map<Guard, Sighting> all() {
    return last;
  }

  /** The last reading of the databases that came, however old. */
  Optional<Seen> lastReading() {
    return lastReading;
  }

  Optional<PeerReport> report() {
    return report;
  }

  /** When the peer's ping, its client access or its agent last answered. */
  Optional<Moment> peerHeard() {
    Optional<Moment> latest = Optional.empty();
    for (Guard guard : Set.of(Guard.PEER_PING, Guard.PEER_SERVICE, Guard.PEER_AGENT)) {
      Moment seen = lastSeen.get(guard);
      if (seen != null
          && (latest.isEmpty() || seen.monotonic().compareTo(latest.get().monotonic()) > 0)) {
        latest = Optional.of(seen);
      }
    }
    return latest;
  }

  /** Whether the peer's server is seen; silent only if every way of asking it stayed silent. */
  Look server(Moment now) {
    if (peerSeenWithin(setup.timing().silence(), now)) {
      return Look.SEEN;
    }
    boolean allSilent =
        silentNow(Guard.PEER_PING, now)
            && silentNow(Guard.PEER_SERVICE, now)
            && silentNow(Guard.PEER_AGENT, now);
    return allSilent ? Look.SILENT : Look.UNKNOWN;
  }

  private boolean silentNow(Guard guard, Moment now) {
    return last.get(guard) instanceof Silent s && endedLately(s, now);
  }

  /** Whether a look ended so short a time ago that an address may be taken on it. */
  private boolean endedLately(Sighting sighting, Moment now) {
    return now.since(sighting.ended()).compareTo(setup.timing().evidenceMaxAge()) <= 0;
  }

  boolean peerSeenWithin(Duration time, Moment now) {
    return peerHeard().filter(heard -> now.within(time, heard)).isPresent();
  }

  /** What the peer's agent says; unknown if it was not asked lately. */
  PeerAgent agent(Moment now) {
    Sighting sighting = last.get(Guard.PEER_AGENT);
    if (sighting == null || sighting instanceof Unknown || !endedLately(sighting, now)) {
      return PeerAgent.UNKNOWN;
    }
    Optional<PeerReport> said = said(sighting);
    if (said.isEmpty()) {
      return sighting instanceof Silent ? PeerAgent.SILENT : PeerAgent.UNKNOWN;
    }
    return switch (said.get().stance()) {
      case NOT_ME -> PeerAgent.NOT_ME;
      case BEGUN -> PeerAgent.BEGUN;
      case HOLDS ->
          switch (said.get().serves()) {
            case SEEN -> PeerAgent.HOLDS_AND_SERVES;
            case SILENT -> PeerAgent.HOLDS_WITHOUT_SERVING;
            case UNKNOWN -> PeerAgent.UNKNOWN;
          };
    };
  }

  /** What the peer's agent says, in the words of the table for a holder. */
  Holding.Agent agentForHolder(Epoch ours, Moment now) {
    Sighting sighting = last.get(Guard.PEER_AGENT);
    if (sighting == null || now.since(sighting.ended()).compareTo(setup.timing().silence()) > 0) {
      return Holding.Agent.SILENT;
    }
    Optional<PeerReport> said = said(sighting);
    if (said.isEmpty()) {
      return Holding.Agent.SILENT;
    }
    boolean outranks =
        said.get().stance() == Stance.HOLDS
            && said.get().epoch().outranks(ours, setup.pair().preferredOwner());
    return outranks ? Holding.Agent.OUTRANKS_US : Holding.Agent.ANSWERS;
  }

  private static Optional<PeerReport> said(Sighting sighting) {
    return sighting instanceof Seen seen && seen.finding() instanceof PeerReport r
        ? Optional.of(r)
        : Optional.empty();
  }

  /**
   * Who answers on the wire. A machine nobody knows counts as the peer while its MAC is unknown.
   */
  Wire wire(Moment now) {
    Sighting sighting = last.get(Guard.WIRE);
    if (sighting == null || sighting.age(now).compareTo(setup.timing().evidenceMaxAge()) > 0) {
      return Wire.UNKNOWN;
    }
    return wireOf(sighting);
  }

  /** The newest answer of the wire, at most three seconds old, for one who takes nothing on it. */
  Wire wireLately(Moment now) {
    Sighting sighting = last.get(Guard.WIRE);
    return sighting == null || sighting.age(now).compareTo(LATELY) > 0
        ? Wire.UNKNOWN
        : wireOf(sighting);
  }

  /** The same, of looks that began after a moment. */
  Wire wireSince(Moment since, Moment now) {
    Sighting sighting = last.get(Guard.WIRE);
    return sighting == null || sighting.begun().monotonic().compareTo(since.monotonic()) < 0
        ? Wire.UNKNOWN
        : wireLately(now);
  }

  private Wire wireOf(Sighting sighting) {
    if (sighting instanceof Silent) {
      return Wire.SILENT;
    }
    if (sighting instanceof Seen seen && seen.finding() instanceof Neighbours n) {
      Optional<MacAddress> peer = report.flatMap(PeerReport::mac);
      boolean stranger = peer.isPresent() && n.macs().stream().anyMatch(m -> !m.equals(peer.get()));
      return stranger ? Wire.STRANGER : Wire.PEER;
    }
    return Wire.UNKNOWN;
  }

  /** Whether the gateway answers; either way of asking is enough, silence needs all. */
  Look gateway(Duration seenWithin, Moment now) {
    boolean seen = false;
    boolean silent = true;
    for (Guard guard : gatewayGuards()) {
      Moment heard = lastSeen.get(guard);
      seen |= heard != null && now.since(heard).compareTo(seenWithin) <= 0;
      boolean heardLately = heard != null && now.within(setup.timing().silence(), heard);
      silent &= silentNow(guard, now) && !heardLately;
    }
    return seen ? Look.SEEN : silent ? Look.SILENT : Look.UNKNOWN;
  }

  private Set<Guard> gatewayGuards() {
    if (!setup.arpsGateway()) {
      return Set.of(Guard.GATEWAY_PING);
    }
    return setup.pingsGateway()
        ? Set.of(Guard.GATEWAY_PING, Guard.GATEWAY_ARP)
        : Set.of(Guard.GATEWAY_ARP);
  }

  /** The answer of the gateway in one, for those who report it. */
  Sighting gatewaySighting(Moment now) {
    Sighting newest = new Unknown(now, now, "not asked yet");
    for (Guard guard : gatewayGuards()) {
      Sighting sighting = last.get(guard);
      if (sighting instanceof Seen && now.within(setup.timing().silence(), sighting.ended())) {
        return sighting;
      }
      newest = sighting == null ? newest : sighting;
    }
    return newest;
  }

  Look ownService(Moment now) {
    Sighting sighting = last.get(Guard.OWN_SERVICE);
    return sighting == null || !endedLately(sighting, now)
        ? Look.UNKNOWN
        : Look.valueOf(Answer.of(sighting).name());
  }

  /** The newest answer of our own client access, for one who takes nothing on it. */
  Answer servesAsFarAsKnown(Moment now) {
    Sighting sighting = last.get(Guard.OWN_SERVICE);
    return sighting == null || now.since(sighting.ended()).compareTo(LATELY) > 0
        ? Answer.UNKNOWN
        : Answer.of(sighting);
  }

  /** The reading of the databases, if it is young enough to act on. */
  Optional<DagReading> reading(Moment now) {
    return last.get(Guard.DATABASES) instanceof Seen seen
            && seen.finding() instanceof DagReading reading
            && seen.age(now).compareTo(setup.timing().dagMaxAge()) <= 0
        ? Optional.of(reading)
        : Optional.empty();
  }

  /** Whether a silent peer leaves us the right to the address, asked since it was last heard. */
  Holding.Right right(Moment now) {
    if (!setup.dag()) {
      return Holding.Right.NOT_ASKED;
    }
    Optional<Moment> heard = peerHeard();
    Sighting quorum = last.get(Guard.QUORUM);
    boolean quorumCounts = quorum != null && askedSince(quorum, heard, now);
    if (quorumCounts && quorum instanceof Silent) {
      return Holding.Right.LOST;
    }
    Sighting databases = last.get(Guard.DATABASES);
    Optional<DagReading> reading =
        databases != null && askedSince(databases, heard, now) ? reading(now) : Optional.empty();
    if (reading.isEmpty()) {
      return Holding.Right.UNKNOWN;
    }
    if (Databases.Count.of(reading.get(), setup.pair(), setup.databases()).onlyElsewhere()) {
      return Holding.Right.LOST;
    }
    return quorumCounts && quorum instanceof Seen ? Holding.Right.CONFIRMED : Holding.Right.UNKNOWN;
  }

  private boolean askedSince(Sighting sighting, Optional<Moment> heard, Moment now) {
    return sighting.age(now).compareTo(setup.timing().dagMaxAge()) <= 0
        && heard.filter(h -> sighting.begun().monotonic().compareTo(h.monotonic()) < 0).isEmpty();
  }

  /** How long the wire has been silent without a break. */
  Duration wireSilentFor(Moment now) {
    return wireSilent.length(now);
  }

  Optional<Moment> wireSilentSince() {
    return wireSilent.since();
  }

  Duration databasesHereFor(Moment now) {
    return databasesHere.length(now);
  }

  /**
   * How long the peer cannot have had the address as far as it can be heard: since its agent began
   * to say so, or since it was last heard of at all.
   */
  Duration peerQuietFor(Moment now, Moment start) {
    if (agent(now) == PeerAgent.NOT_ME) {
      return notMe.length(now);
    }
    Optional<Moment> agentHeard = Optional.ofNullable(lastSeen.get(Guard.PEER_AGENT));
    Optional<Moment> heard = server(now) == Look.SEEN ? agentHeard : peerHeard();
    Moment since = heard.orElse(start);
    return now.since(
        agentClaimed
            .filter(claimed -> claimed.monotonic().compareTo(since.monotonic()) > 0)
            .orElse(since));
  }

  /** Whether the gateway has been silent for us for a time without a break. */
  boolean gatewaySilentFor(Duration time, Moment now) {
    return gatewaySilent.length(now).compareTo(time) >= 0;
  }
}
