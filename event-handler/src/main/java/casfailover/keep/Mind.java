package casfailover.keep;

import casfailover.decide.Decision;
import casfailover.decide.Decision.Act;
import casfailover.decide.Reason;
import casfailover.decide.Row;
import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a keeper knows, where it stands, and what it wants done; shared by its parts. */
final class Mind {

  /** From a failure to the next try. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private final Pledge pledge;
  private final Sights sights;
  private final Wishes wishes;
  private final Callers callers = new Callers();
  private final Newsroom newsroom = new Newsroom();
  private final Troubles troubles = new Troubles();
  private final List<Effect> effects = new ArrayList<>();
  private final CoolDown coolDown;
  private Recollection memory;
  private Judge judge;
  private Phase phase = new Phase.Starting();
  private Verdict verdict =
      new Verdict(
          new Decision(Act.STAND_BY, Row.NOTHING_ARMED, Optional.empty()),
          new Reason("has only just started", ""));
  private Optional<Moment> takenUnwritten = Optional.empty();
  private Optional<Moment> wokenAt = Optional.empty();
  private boolean stopping;

  Mind(Setup setup, Recollection memory, Moment start) {
    this.pledge = new Pledge(setup);
    this.memory = memory;
    this.sights = new Sights(setup);
    this.wishes = new Wishes(memory.intent(), start);
    this.coolDown = new CoolDown(memory.lastTake(), start);
    this.judge = new Judge(pledge, sights, coolDown, start);
  }

  // ---- What it knows

  Setup setup() {
    return pledge.setup();
  }

  /** What the peer may count on while settings are exchanged. */
  Pledge pledge() {
    return pledge;
  }

  Sights sights() {
    return sights;
  }

  Wishes wishes() {
    return wishes;
  }

  Callers callers() {
    return callers;
  }

  Newsroom newsroom() {
    return newsroom;
  }

  Troubles troubles() {
    return troubles;
  }

  Judge judge() {
    return judge;
  }

  /** Nothing that was seen or waited for before counts. */
  void waitAnew(Moment now) {
    sights.forgetRuns();
    judge = new Judge(pledge, sights, coolDown, now);
  }

  /** The keeper stood still, so that what it saw is old, and goes on. */
  void wakes(Moment now) {
    wokenAt = Optional.of(now);
  }

  /** Whether it goes on only since a moment ago, so that the first new looks are on their way. */
  boolean hasJustWoken(Moment now) {
    return wokenAt.filter(at -> now.within(pledge.kept().evidenceMaxAge(), at)).isPresent();
  }

  Recollection memory() {
    return memory;
  }

  void remember(Moment now, Entry entry) {
    Optional<Instant> lastTake = memory.lastTake();
    memory = memory.after(now, entry);
    if (!memory.lastTake().equals(lastTake)) {
      coolDown.begin(now);
    }
  }

  // ---- Where it stands

  Phase phase() {
    return phase;
  }

  void become(Phase next) {
    phase = next;
  }

  Optional<Tenure> holding() {
    return phase instanceof Phase.Holding h ? Optional.of(h.tenure()) : Optional.empty();
  }

  Recollection.Term term() {
    return memory.term().orElseThrow(() -> new IllegalStateException("holds without a term"));
  }

  /** Since when the address is here without the journal knowing it. */
  Optional<Moment> takenUnwritten() {
    return takenUnwritten;
  }

  void takenUnwritten(Optional<Moment> since) {
    takenUnwritten = since;
  }

  Verdict verdict() {
    return verdict;
  }

  Verdict conclude(Verdict next) {
    verdict = next;
    return next;
  }

  boolean stopping() {
    return stopping;
  }

  void stop() {
    stopping = true;
  }

  /** A number that no term had, also none of ours that was begun and came to nothing. */
  Epoch nextEpoch() {
    Epoch highest = sights.highest(memory.known());
    return (memory.own().counter() > highest.counter() ? memory.own() : highest).next(self());
  }

  String nextIncident(Moment now) {
    return memory.nextIncident(LocalDate.ofInstant(now.wall(), setup().zone()));
  }

  // ---- What it wants done

  void then(Effect effect) {
    effects.add(effect);
  }

  void then(List<Effect> more) {
    effects.addAll(more);
  }

  <E extends Entry> E write(E entry) {
    then(new Effect.Write(entry));
    return entry;
  }

  void tell(Ticket ticket, Outcome outcome, String text) {
    if (!ticket.equals(Ticket.NOBODY)) {
      then(new Effect.Tell(ticket, new Reply(outcome, text)));
    }
  }

  /** Hands over what is to be done, in order. */
  List<Effect> handOver() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> all = List.copyOf(effects);
    effects.clear();
    return all;
  }

  // ---- Its words

  String self() {
    return setup().pair().self().name();
  }

  String peer() {
    return setup().pair().peer().name();
  }

  String casIp() {
    return setup().pair().casIp().toString();
  }
}
