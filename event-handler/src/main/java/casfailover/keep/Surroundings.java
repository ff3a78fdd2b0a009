package casfailover.keep;

import casfailover.decide.Databases;
import casfailover.decide.Evidence.Home;
import casfailover.journal.Entry;
import casfailover.pair.Epoch;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Looks at the world as closely as the moment needs, and takes in what is seen. */
final class Surroundings {

  private static final Duration SHORT_BEFORE_COMMIT = Duration.ofMillis(100);

  private final Mind mind;
  private final Sights sights;
  private final Looking looking;
  private final Notes notes;
  private final PeerRestart peerRestart;
  private final Stay stay;
  private final Attention attention;
  private final Receiving receiving;

  Surroundings(
      Mind mind,
      Looking looking,
      Notes notes,
      PeerRestart peerRestart,
      Stay stay,
      Attention attention,
      Receiving receiving) {
    this.mind = mind;
    this.sights = mind.sights();
    this.looking = looking;
    this.notes = notes;
    this.peerRestart = peerRestart;
    this.stay = stay;
    this.attention = attention;
    this.receiving = receiving;
  }

  void saw(Moment now, Guard guard, Sighting sighting) {
    looking.ended(guard);
    sights.saw(guard, sighting);
    if (guard == Guard.REACH) {
      mind.holding().ifPresent(tenure -> tenure.confirmation().saw(sighting));
    }
    if (guard == Guard.DATABASES) {
      boolean here =
          sighting instanceof Sighting.Seen seen
              && seen.finding() instanceof DagReading reading
              && mind.judge().databases(reading, mind.wishes(), now) == Databases.HERE;
      sights.dag().sawHere(sighting, here);
      if (here && mind.holding().filter(t -> mind.term().evenIfDatabases()).isPresent()) {
        notes.note(now, new Entry.RightRegained());
      }
    }
    sights.report().ifPresent(report -> learn(now, report));
    if (guard == Guard.PEER_AGENT
        && sighting instanceof Sighting.Seen seen
        && seen.finding() instanceof PeerReport report) {
      mind.pledge().heard(report);
      peerRestart.heard(now, sighting, report);
      stay.heard(now);
      attention.heard(now);
    }
  }

  /** What the peer says of the terms before must be known after a crash. */
  private void learn(Moment now, PeerReport report) {
    Epoch ours = mind.memory().known();
    boolean higher = report.known().outranks(ours, mind.setup().pair().preferredOwner());
    if (report.remembers() && (higher || !mind.memory().remembers())) {
      notes.note(now, new Entry.Learned(higher ? report.known() : ours));
    }
  }

  void lookAround(Moment now) {
    Phase phase = mind.phase();
    boolean justBegun =
        phase instanceof Phase.Beginning b && now.within(SHORT_BEFORE_COMMIT, b.since());
    if (justBegun) {
      look(now, EnumSet.of(Guard.PEER_AGENT), true); // it may have begun, too
    }
    if (justBegun || isUrgent(now, phase)) {
      return; // what else decides was seen already, and nothing may slow the take
    }
    Set<Guard> all = guards(now);
    Set<Guard> still = EnumSet.noneOf(Guard.class);
    if (phase instanceof Phase.Holding h && h.tenure().settled()) {
      // A holder needs its right, and no more than a look now and then at the rest.
      still = EnumSet.of(Guard.WIRE, Guard.OWN_SERVICE, Guard.GATEWAY_ARP);
      still.retainAll(all);
      all.removeAll(still);
    }
    look(now, all, alert(now));
    look(now, still, false);
    mind.holding()
        .ifPresent(tenure -> look(now, EnumSet.of(Guard.REACH), !tenure.confirmation().reached()));
  }

  /** Whether nobody has the address, or will in a moment, and somebody is about to. */
  private static boolean isUrgent(Moment now, Phase phase) {
    return phase instanceof Phase.Adding
        || phase instanceof Phase.Ceding
        || (phase instanceof Phase.Asking a && now.within(SHORT_BEFORE_COMMIT, a.since()))
        || (phase instanceof Phase.Ceded c && now.within(SHORT_BEFORE_COMMIT, c.since()))
        || (phase instanceof Phase.Leaving l && l.last() instanceof Entry.HandedOver);
  }

  private void look(Moment now, Set<Guard> guards, boolean alert) {
    for (Guard guard : looking.due(now, mind.pledge().kept(), guards, alert)) {
      mind.then(new Effect.LookAt(guard));
    }
  }

  /** What there is to look at; the pings run by themselves. */
  private Set<Guard> guards(Moment now) {
    Set<Guard> all =
        EnumSet.complementOf(EnumSet.of(Guard.PEER_PING, Guard.GATEWAY_PING, Guard.REACH));
    if (!mind.setup().dag()) {
      all.removeAll(EnumSet.of(Guard.DATABASES, Guard.QUORUM));
    }
    if (!mind.setup().arpsGateway() || pingSeesGateway(now)) {
      all.remove(Guard.GATEWAY_ARP);
    }
    return all;
  }

  private boolean pingSeesGateway(Moment now) {
    return mind.setup().pingsGateway()
        && sights.all().get(Guard.GATEWAY_PING) instanceof Sighting.Seen seen
        && now.within(mind.setup().timing().evidenceMaxAge(), seen.ended());
  }

  /** Whether anything is wanted or wrong, so that what is seen must never be old. */
  private boolean alert(Moment now) {
    Phase phase = mind.phase();
    Sighting ping = sights.all().get(Guard.PEER_PING);
    boolean missedPing = ping instanceof Sighting.Silent || ping instanceof Sighting.Unknown;
    boolean vacantHome =
        phase instanceof Phase.Standing
            && mind.judge().home(mind.memory()) == Home.OURS
            && sights.report().filter(r -> r.stance() != Stance.HOLDS).isPresent();
    boolean moving =
        phase instanceof Phase.Beginning
            || phase instanceof Phase.Asking
            || phase instanceof Phase.Ceded;
    return missedPing
        || receiving.asked()
        || vacantHome
        || moving
        || mind.memory().intent().armed()
        || mind.wishes().wanted(now)
        || (phase instanceof Phase.Holding h && !h.tenure().settled());
  }
}
