package casfailover.simulation;

import casfailover.decide.Databases;
import casfailover.journal.Entry;
import casfailover.keep.Effect;
import casfailover.pair.Epoch;
import casfailover.pair.Timing;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import casfailover.sight.Sighting.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Holds each take against what the agent had seen when it took. */
final class Takes {

  private final Auditor audit;
  private final Handovers handovers;

  Takes(Auditor audit, Handovers handovers) {
    this.audit = audit;
    this.handovers = handovers;
  }

  void judge(Machine m, Effect.Add add) {
    Dossier d = audit.of(m);
    Timing timing = m.timing();
    Moment now = m.now();
    Optional<Entry.Begun> begun = d.begunLast;
    if (begun.isEmpty()) {
      audit.violated(Rule.JOURNAL, m.name + " takes, and no begin is written");
      return;
    }
    if (begun.get().how() == Entry.How.HANDOVER) {
      handovers.adds(m, add);
      return;
    }
    boolean ordered = begun.get().how() == Entry.How.ORDERED;
    // What was let go for a handover that came to nothing comes back, paused or not.
    if (d.memory.paused() && !ordered && !d.handedOver) {
      audit.violated(Rule.PAUSE_HOLDS, m.name + " takes although it is paused");
    }
    Duration young = timing.evidenceMaxAge();
    Duration addUntil = add.notAfter().since(now);
    if (addUntil.compareTo(young) > 0) {
      audit.violated(Rule.EVIDENCE, m.name + " gives itself " + addUntil + " until the add");
    }
    if (!d.seenWithin(Guard.GATEWAY_PING, young, now)
        && !d.seenWithin(Guard.GATEWAY_ARP, young, now)) {
      wrong(m, "the gateway was not seen lately");
    }
    Optional<Sighting> wire = d.last(Guard.WIRE);
    if (wire.filter(s -> s instanceof Silent && s.age(now).compareTo(young) <= 0).isEmpty()) {
      wrong(m, "the wire: " + wire);
    }
    if (!d.seenWithin(Guard.OWN_SERVICE, young, now)
        || !(d.last(Guard.OWN_SERVICE).orElse(null) instanceof Seen)) {
      wrong(m, "its own client access: " + d.last(Guard.OWN_SERVICE));
    }
    Optional<Sighting> agent =
        d.last(Guard.PEER_AGENT).filter(s -> now.since(s.ended()).compareTo(young) <= 0);
    boolean saysNo = agent.filter(s -> s instanceof Seen seen && notMe(seen)).isPresent();
    boolean saysNothing =
        agent
            .filter(s -> s instanceof Silent || (s instanceof Seen said && Dossier.isUnsure(said)))
            .isPresent();
    if (!saysNo && !saysNothing) {
      wrong(m, "the peer's agent: " + d.last(Guard.PEER_AGENT));
    }
    boolean serverSeen =
        d.seenWithin(Guard.PEER_PING, timing.silence(), now)
            || d.seenWithin(Guard.PEER_SERVICE, timing.silence(), now)
            || d.seenWithin(Guard.PEER_AGENT, timing.silence(), now);
    if (!serverSeen && !saysNo) {
      for (Guard guard : List.of(Guard.PEER_PING, Guard.PEER_SERVICE)) {
        Optional<Sighting> last = d.last(guard);
        if (last.isEmpty()
            || last.get() instanceof Unknown
            || now.since(last.get().ended()).compareTo(young) > 0) {
          wrong(m, "the peer: " + guard + " " + last);
        }
      }
    }
    if (serverSeen && !saysNo && d.agentSpokeWithin(timing.takeWait(), now)) {
      wrong(m, "the peer's agent, which may have begun before it fell silent");
    }
    boolean home = saysNo && wasLastOwner(m, agent);
    if (!home && !begun.get().evenIfDatabases() && m.world.site.dag()) {
      databases(m, d, now, serverSeen);
    }
  }

  /** Whether the highest term that it or its peer knows was its own. */
  private static boolean wasLastOwner(Machine m, Optional<Sighting> agent) {
    Epoch known = m.agent.brain().view(m.now()).memory().known();
    Epoch heard =
        agent.orElse(null) instanceof Seen seen && seen.finding() instanceof PeerReport r
            ? r.known()
            : Epoch.NONE;
    Epoch last = heard.outranks(known, m.setup().pair().preferredOwner()) ? heard : known;
    return last.equals(Epoch.NONE)
        ? m.setup().pair().selfIsPreferred()
        : last.node().equals(m.name);
  }

  private static boolean notMe(Seen seen) {
    return seen.finding() instanceof PeerReport r && r.stance() == PeerReport.Stance.NOT_ME;
  }

  private void databases(Machine m, Dossier d, Moment now, boolean serverSeen) {
    Optional<Sighting> last = d.last(Guard.DATABASES);
    if (last.isEmpty()
        || !(last.get() instanceof Seen seen)
        || last.get().age(now).compareTo(m.timing().dagMaxAge()) > 0
        || !(seen.finding() instanceof DagReading reading)) {
      wrong(m, "the databases: " + last);
      return;
    }
    Databases where = Databases.of(reading, m.setup().pair(), List.of(), false, true);
    boolean fine = where == Databases.HERE || (where == Databases.AT_PEER && serverSeen);
    if (!fine) {
      wrong(m, "the databases are " + where);
    }
  }

  private void wrong(Machine m, String what) {
    audit.violated(Rule.EVIDENCE, m.name + " takes on this: " + what);
  }
}
