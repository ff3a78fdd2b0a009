package casfailover.simulation;

import casfailover.decide.Evidence.Look;
import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.keep.Effect;
import casfailover.pair.Timing;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds each question for the address against what the target had seen when it asked, and each add
 * that follows against the answer.
 */
final class Handovers {

  /**
   * A question for the release.
   *
   * @param until when its grant ends
   * @param released whether the answer was that the address is gone
   */
  record Asked(Question.Release question, Moment until, boolean released) {}

  private final Auditor audit;

  Handovers(Auditor audit) {
    this.audit = audit;
  }

  void asks(Machine m, Question.Release question) {
    Dossier d = audit.of(m);
    Timing timing = m.timing();
    Moment now = m.now();
    Duration young = timing.evidenceMaxAge();
    if (!d.seenWithin(Guard.GATEWAY_PING, young, now)
        && !d.seenWithin(Guard.GATEWAY_ARP, young, now)) {
      wrong(m, "the gateway was not seen lately");
    }
    if (!(d.last(Guard.OWN_SERVICE).orElse(null) instanceof Seen)
        || !d.seenWithin(Guard.OWN_SERVICE, young, now)) {
      wrong(m, "its own client access: " + d.last(Guard.OWN_SERVICE));
    }
    Optional<Sighting> wire = d.last(Guard.WIRE);
    if (wire.filter(s -> s.age(now).compareTo(young) <= 0 && names(s, m.other())).isEmpty()) {
      wrong(m, "the wire: " + wire);
    }
    Optional<Sighting> agent = d.last(Guard.PEER_AGENT);
    boolean holds =
        agent
            .filter(s -> now.since(s.ended()).compareTo(young) <= 0)
            .filter(s -> s instanceof Seen seen && holdsIn(seen, question))
            .isPresent();
    if (!holds) {
      wrong(m, "the peer's agent: " + agent);
    }
    boolean evenIf = d.begunLast.filter(b -> b.evenIfDatabases()).isPresent();
    if (m.world.site.dag() && !evenIf && databases(m, d, now) != Look.SEEN) {
      wrong(m, "the databases: " + d.last(Guard.DATABASES));
    }
    d.asked = Optional.of(new Asked(question, now.plus(question.grant()), false));
  }

  private static boolean names(Sighting wire, Machine other) {
    return wire instanceof Seen seen
        && seen.finding() instanceof Neighbours n
        && n.macs().contains(other.mac);
  }

  private static boolean holdsIn(Seen said, Question.Release question) {
    return said.finding() instanceof PeerReport r
        && r.stance() == PeerReport.Stance.HOLDS
        && r.epoch().equals(question.epoch());
  }

  private static Look databases(Machine m, Dossier d, Moment now) {
    Sighting last = d.last(Guard.DATABASES).orElse(null);
    if (!(last instanceof Seen seen)
        || last.age(now).compareTo(m.timing().dagMaxAge()) > 0
        || !(seen.finding() instanceof DagReading reading)) {
      return Look.UNKNOWN;
    }
    long good = reading.copies().stream().filter(c -> c.on(m.name) && c.good()).count();
    return good == reading.byDatabase().size() ? Look.SEEN : Look.SILENT;
  }

  void answered(Machine m, Question question, Answer answer) {
    Dossier d = audit.of(m);
    d.asked =
        d.asked.map(
            a ->
                a.question().equals(question)
                    ? new Asked(a.question(), a.until(), answer instanceof Answer.Released)
                    : a);
  }

  void adds(Machine m, Effect.Add add) {
    Optional<Asked> asked = audit.of(m).asked;
    if (asked.filter(Asked::released).isEmpty()) {
      wrong(m, "nobody said that it is gone: " + asked);
    } else if (add.notAfter().since(asked.get().until()).compareTo(Duration.ZERO) > 0) {
      wrong(m, "it may add until after the end of its grant");
    }
    if (m.other().hasAddress() && !audit.of(m.other()).planted) {
      wrong(m, "the other still has it");
    }
  }

  private void wrong(Machine m, String what) {
    audit.violated(Rule.EVIDENCE, m.name + " has it handed over on this: " + what);
  }
}
