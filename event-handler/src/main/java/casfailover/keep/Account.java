package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.pair.Epoch;
import casfailover.sight.Acknowledged;
import casfailover.sight.BackSoon;
import casfailover.sight.Kept;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What others may know of a keeper. */
final class Account {

  private final Mind mind;
  private final Sights sights;
  private final OwnRestart ownRestart;

  Account(Mind mind, OwnRestart ownRestart) {
    this.mind = mind;
    this.ownRestart = ownRestart;
    this.sights = mind.sights();
  }

  View view(Moment now) {
    Phase phase = mind.phase();
    Recollection memory = mind.memory();
    boolean vacant = stands() && !sights.peerHolds(now);
    return new View(
        now,
        mind.setup(),
        stance(),
        epoch(),
        since(),
        how(),
        memory,
        sights.all(),
        sights.dag().lastReading(),
        sights.report(),
        sights.peerHeard(),
        here() ? mind.holding().map(Tenure::from) : sights.peerHasItSince(),
        sights.gateway().sighting(now),
        phase instanceof Phase.Ceded,
        vacant ? sights.neighbourhood().silentSince() : Optional.empty(),
        mind.verdict().decision(),
        mind.verdict().reason(),
        mind.verdict().situation(),
        phase instanceof Phase.Standing && memory.intent().armed()
            ? mind.wishes().wantedSince().map(now::since)
            : Optional.empty(),
        mind.judge().barred(mind.wishes(), now),
        mind.judge().coolDownLeft(now),
        Optional.of(mind.troubles().ofReach()).filter(sentence -> !sentence.isEmpty()),
        mind.troubles().alarm(mind.verdict()));
  }

  private boolean here() {
    Phase phase = mind.phase();
    // A take that is given up never was a term: it must not outrank one who has the address.
    boolean goes =
        phase instanceof Phase.Leaving leaving && !(leaving.last() instanceof Entry.GaveUp);
    return goes
        || phase instanceof Phase.Holding
        || phase instanceof Phase.Ceding
        || phase instanceof Phase.Untouched;
  }

  /** Whether it has not looked yet, or tries in vain to remove what may be there. */
  private boolean isUnsure() {
    return mind.phase() instanceof Phase.Starting
        || (mind.phase() instanceof Phase.Leaving && !mind.troubles().ofAddress().isEmpty());
  }

  private boolean stands() {
    return mind.phase() instanceof Phase.Standing || mind.phase() instanceof Phase.Ceded;
  }

  private Stance stance() {
    if (isUnsure()) {
      return Stance.UNSURE;
    }
    if (here()) {
      return Stance.HOLDS;
    }
    return stands() ? Stance.NOT_ME : Stance.BEGUN;
  }

  /** The term in which the address is here. */
  private Optional<Recollection.Term> term() {
    return here() ? mind.memory().term() : Optional.empty();
  }

  private Epoch epoch() {
    return term().map(Recollection.Term::epoch).orElse(here() ? Epoch.NONE : mind.memory().own());
  }

  private Optional<Instant> since() {
    return term().map(Recollection.Term::since);
  }

  private String how() {
    return term().map(t -> t.how().name().toLowerCase(Locale.ROOT)).orElse(here() ? "adopted" : "");
  }

  /** What the other agent is told when it asks. */
  PeerReport report(Moment now) {
    Setup setup = mind.setup();
    Recollection memory = mind.memory();
    PeerReport.Answer gateway =
        PeerReport.Answer.valueOf(sights.gateway().look(setup.timing().silence(), now).name());
    PeerReport.Answer serves = sights.servesAsFarAsKnown(now);
    return new PeerReport(
        mind.self(),
        stance(),
        serves,
        gateway,
        !memory.paused()
            && memory.remembers()
            && gateway == PeerReport.Answer.SEEN
            && serves == PeerReport.Answer.SEEN,
        memory.paused(),
        epoch(),
        sights.highest(memory.known()),
        memory.remembers(),
        setup.mac(),
        since(),
        how(),
        mind.pledge().told(),
        setup.version(),
        new BackSoon(ownRestart.told(), memory.restarts().peers().map(Entry.PeerBackSoon::number)),
        memory.place().kept().map(k -> new Kept(k.number(), k.node(), k.author())),
        memory
            .acknowledgement()
            .word()
            .map(a -> new Acknowledged(a.number(), a.term(), a.at(), a.author(), a.comment())),
        term().map(Recollection.Term::incident).orElse(""),
        Optional.empty());
  }
}
