package casfailover.keep;

import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Holding;
import casfailover.pair.Epoch;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was seen last, since when it has been so, and what that means at a moment. */
final class Sights {

  private static final Duration LATELY = Duration.ofSeconds(3);

  private static final List<Guard> OF_PEER =
      List.of(Guard.PEER_PING, Guard.PEER_SERVICE, Guard.PEER_AGENT);

  private final LastLooks looks;
  private final Gateway gateway;
  private final Dag dag;
  private final Neighbourhood neighbourhood;
  private final Run notMe = new Run(LATELY);
  private Optional<PeerReport> report = Optional.empty();
  private Optional<Moment> agentSpoke = Optional.empty();
  private Optional<Moment> agentClaimed = Optional.empty();
  private Optional<PeersTerm> peersTerm = Optional.empty();

  /**
   * A term of the peer, and when its agent was first heard to say that it has the address in it.
   */
  private record PeersTerm(Epoch epoch, Moment since) {}

  Sights(Setup setup) {
    looks = new LastLooks(setup);
    gateway = new Gateway(looks, LATELY);
    dag = new Dag(looks);
    neighbourhood = new Neighbourhood(looks, LATELY);
  }

  /**
   * Goes by other settings.
   *
   * @param anew what is asked something else from now on
   */
  void reload(Setup changed, Set<Guard> anew, Moment now) {
    Setup before = looks.setup();
    looks.reload(changed);
    boolean gatewayAnew = anew.contains(Guard.GATEWAY_PING) || anew.contains(Guard.GATEWAY_ARP);
    if (gatewayAnew
        || before.pingsGateway() != changed.pingsGateway()
        || before.arpsGateway() != changed.arpsGateway()) {
      gateway.changed();
    }
    if (before.dag() != changed.dag() || !before.databases().equals(changed.databases())) {
      dag.forgetRun();
    }
    anew.forEach(guard -> looks.anew(guard, now));
  }

  void saw(Guard guard, Sighting sighting) {
    if (looks.isOvertaken(guard, sighting)) {
      return;
    }
    looks.add(guard, sighting);
    switch (guard) {
      case WIRE -> neighbourhood.saw(sighting);
      case PEER_AGENT -> sawAgent(sighting);
      case GATEWAY_PING, GATEWAY_ARP -> gateway.saw(sighting);
      case DATABASES -> dag.saw(sighting);
      default -> {}
    }
  }

  private void sawAgent(Sighting sighting) {
    Optional<PeerReport> said = said(sighting);
    notMe.add(sighting, said.filter(r -> r.stance() == Stance.NOT_ME).isPresent());
    if (said.isPresent()) {
      report = said;
      neighbourhood.peerSaid(said.get());
      Stance stance = said.get().stance();
      peersTerm =
          stance == Stance.HOLDS ? Optional.of(term(said.get(), sighting)) : Optional.empty();
      if (stance != Stance.UNSURE) {
        agentSpoke = Optional.of(sighting.ended());
      }
      if (stance == Stance.HOLDS || stance == Stance.BEGUN) {
        agentClaimed = Optional.of(sighting.ended());
      }
    }
  }

  private PeersTerm term(PeerReport said, Sighting sighting) {
    return peersTerm
        .filter(known -> known.epoch().equals(said.epoch()))
        .orElse(new PeersTerm(said.epoch(), sighting.ended()));
  }

  /** Since when the peer's agent has said that it has the address; empty if it said otherwise. */
  Optional<Moment> peerHasItSince() {
    return peersTerm.map(PeersTerm::since);
  }

  /** Begins all waiting anew, as after a start. */
  void forgetRuns() {
    neighbourhood.forgetRun();
    notMe.end();
    dag.forgetRun();
    gateway.forgetRun();
  }

  Map<Guard, Sighting> all() {
    return looks.all();
  }

  Gateway gateway() {
    return gateway;
  }

  Dag dag() {
    return dag;
  }

  Neighbourhood neighbourhood() {
    return neighbourhood;
  }

  Optional<PeerReport> report() {
    return report;
  }

  /** The highest term that is known: ours, unless the peer told of one that outranks it. */
  Epoch highest(Epoch ours) {
    return report
        .filter(PeerReport::remembers)
        .map(PeerReport::known)
        .filter(theirs -> theirs.outranks(ours, looks.setup().pair().preferredOwner()))
        .orElse(ours);
  }

  /** When the peer's ping, its client access or its agent last answered. */
  Optional<Moment> peerHeard() {
    Optional<Moment> latest = Optional.empty();
    for (Guard guard : OF_PEER) {
      Optional<Moment> seen = looks.seen(guard);
      if (seen.isPresent()
          && (latest.isEmpty() || seen.get().monotonic().compareTo(latest.get().monotonic()) > 0)) {
        latest = seen;
      }
    }
    return latest;
  }

  /** Whether the peer's server is seen; silent only if every way of asking it stayed silent. */
  Look server(Moment now) {
    if (peerSeenWithin(looks.setup().timing().silence(), now)) {
      return Look.SEEN;
    }
    boolean allSilent =
        looks.silentNow(Guard.PEER_PING, now)
            && looks.silentNow(Guard.PEER_SERVICE, now)
            && looks.silentNow(Guard.PEER_AGENT, now);
    return allSilent ? Look.SILENT : Look.UNKNOWN;
  }

  boolean peerSeenWithin(Duration time, Moment now) {
    return peerHeard().filter(heard -> now.within(time, heard)).isPresent();
  }

  /**
   * What the peer's agent says; unknown if it was not asked lately. One that is not sure whether it
   * has the address is as good as silent, since either way whatever it had ends with its lease.
   */
  PeerAgent agent(Moment now) {
    Duration young = looks.setup().timing().evidenceMaxAge();
    Optional<Sighting> sighting = looks.endedWithin(young, Guard.PEER_AGENT, now);
    Optional<PeerReport> said = sighting.flatMap(Sights::said);
    if (said.isEmpty()) {
      boolean silent = sighting.filter(Silent.class::isInstance).isPresent();
      return silent ? PeerAgent.SILENT : PeerAgent.UNKNOWN;
    }
    return switch (said.get().stance()) {
      case NOT_ME -> PeerAgent.NOT_ME;
      case BEGUN -> PeerAgent.BEGUN;
      case UNSURE -> PeerAgent.SILENT;
      case HOLDS ->
          switch (said.get().serves()) {
            case SEEN -> PeerAgent.HOLDS_AND_SERVES;
            case SILENT -> PeerAgent.HOLDS_WITHOUT_SERVING;
            case UNKNOWN -> PeerAgent.UNKNOWN;
          };
    };
  }

  /** What the peer's agent said, if it is young enough to act on. */
  Optional<PeerReport> saidJustNow(Moment now) {
    return agentLately(looks.setup().timing().evidenceMaxAge(), now);
  }

  /** What it said at most three seconds ago, for one who takes nothing on it. */
  Optional<PeerReport> saidLately(Moment now) {
    return agentLately(LATELY, now);
  }

  /** What it said last, at most three seconds ago, also if a later question to it was lost. */
  Optional<PeerReport> heardLately(Moment now) {
    return report.filter(r -> agentSpoke.filter(at -> now.within(LATELY, at)).isPresent());
  }

  /** What the peer's agent said in its last answer, if that is not older than a time. */
  Optional<PeerReport> agentLately(Duration time, Moment now) {
    return looks.endedWithin(time, Guard.PEER_AGENT, now).flatMap(Sights::said);
  }

  /** Whether the peer lives, and what its agent said or did not say was asked before a moment. */
  boolean mustAskAgentAfter(Moment moment, Moment now) {
    PeerAgent agent = agent(now);
    boolean lives = agent == PeerAgent.SILENT && server(now) == Look.SEEN;
    return (lives || agent == PeerAgent.NOT_ME)
        && looks
            .last(Guard.PEER_AGENT)
            .filter(said -> said.begun().monotonic().compareTo(moment.monotonic()) < 0)
            .isPresent();
  }

  /** Whether the peer's agent says that it has the address. */
  boolean peerHolds(Moment now) {
    PeerAgent agent = agent(now);
    return agent == PeerAgent.HOLDS_AND_SERVES || agent == PeerAgent.HOLDS_WITHOUT_SERVING;
  }

  /** What the peer's agent says, in the words of the table for a holder. */
  Holding.Agent agentForHolder(Epoch ours, Duration silence, Moment now) {
    Optional<PeerReport> said = agentLately(silence, now);
    if (said.isEmpty()) {
      return Holding.Agent.SILENT;
    }
    boolean outranks =
        said.get().stance() == Stance.HOLDS
            && said.get().epoch().outranks(ours, looks.setup().pair().preferredOwner());
    return outranks ? Holding.Agent.OUTRANKS_US : Holding.Agent.ANSWERS;
  }

  private static Optional<PeerReport> said(Sighting sighting) {
    return sighting instanceof Seen seen && seen.finding() instanceof PeerReport r
        ? Optional.of(r)
        : Optional.empty();
  }

  Look ownService(Moment now) {
    Duration young = looks.setup().timing().evidenceMaxAge();
    return Look.valueOf(ownServiceWithin(young, now).name());
  }

  /** The newest answer of our own client access, for one who takes nothing on it. */
  Answer servesAsFarAsKnown(Moment now) {
    return ownServiceWithin(LATELY, now);
  }

  private Answer ownServiceWithin(Duration time, Moment now) {
    return looks.endedWithin(time, Guard.OWN_SERVICE, now).map(Answer::of).orElse(Answer.UNKNOWN);
  }

  /**
   * How long the peer cannot have had the address as far as it can be heard: since its agent began
   * to say so, or since it was last heard of at all.
   */
  Duration peerQuietFor(Moment now, Moment start) {
    if (agent(now) == PeerAgent.NOT_ME) {
      return notMe.length(now);
    }
    Optional<Moment> heard = server(now) == Look.SEEN ? agentSpoke : peerHeard();
    Moment since = heard.orElse(start);
    return now.since(
        agentClaimed
            .filter(claimed -> claimed.monotonic().compareTo(since.monotonic()) > 0)
            .orElse(since));
  }
}
