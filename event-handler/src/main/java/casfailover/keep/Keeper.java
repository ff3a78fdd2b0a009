package casfailover.keep;

import casfailover.decide.Databases;
import casfailover.decide.Decision;
import casfailover.decide.Decision.Act;
import casfailover.decide.Event;
import casfailover.decide.Evidence.Home;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wire;
import casfailover.decide.Reason;
import casfailover.decide.Row;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.journal.Recollection;
import casfailover.keep.Judge.Verdict;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.pair.Epoch;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the address where it must be. Every input may lead to effects; the step after a {@link
 * Effect.Write} starts only when its entry is written, so that a crash can fall between any two
 * steps and the next start goes on from the journal.
 *
 * <p>Not for use by two threads at a time.
 */
public final class Keeper {

  private static final Duration COLD_LOOKS = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration BOTH_BEGAN = Duration.ofSeconds(5);
  private static final Duration LOST_LOOK = Duration.ofSeconds(30);
  private static final Duration SHORT_BEFORE_COMMIT = Duration.ofMillis(100);

  private Setup setup;
  private Recollection memory;
  private final Sights sights;
  private final Wishes wishes;
  private final Looking looking = new Looking();
  private final Callers callers = new Callers();
  private final Newsroom newsroom = new Newsroom();
  private final List<Event> beingWritten = new ArrayList<>();
  private final List<Effect> out = new ArrayList<>();
  private Phase phase = new Phase.Starting();
  private Judge judge;
  private Verdict verdict;
  private Moment last;
  private Optional<Moment> inspected = Optional.empty();
  private Optional<Moment> inspecting = Optional.empty();
  private Optional<Moment> servedSince = Optional.empty();
  private Optional<Moment> takeAgainAt = Optional.empty();
  private Optional<Moment> takenUnwritten = Optional.empty();
  private Optional<Moment> noteAgainAt = Optional.empty();
  private int failedAdds;
  private boolean noting;
  private boolean stopping;
  private String trouble = "";
  private String addressTrouble = "";

  /**
   * A keeper that remembers what its journal tells and has seen nothing yet.
   *
   * @param start the moment from which on waiting times count
   */
  public Keeper(Setup setup, Recollection memory, Moment start) {
    this.setup = setup;
    this.memory = memory;
    this.sights = new Sights(setup);
    this.wishes = new Wishes(memory.intent(), start);
    this.judge = new Judge(setup, sights, start);
    this.last = start;
    this.verdict =
        new Verdict(
            new Decision(Act.STAND_BY, Row.NOTHING_ARMED, Optional.empty()),
            new Reason("has only just started", ""));
  }

  /** Takes in what happened, and says what to do next, in order. */
  public List<Effect> on(Moment now, Input input) {
    noticeGap(now);
    absorb(now, input);
    act(now);
    lookAround(now);
    last = now;
    List<Effect> effects = List.copyOf(out);
    out.clear();
    return effects;
  }

  /** After standing still for as long as a lease, nothing that was seen or waited for counts. */
  private void noticeGap(Moment now) {
    Duration lease = setup.timing().lease();
    if (now.since(last).compareTo(lease) > 0 || now.discord(last).compareTo(lease) > 0) {
      sights.forgetRuns();
      judge = new Judge(setup, sights, now);
    }
  }

  private void absorb(Moment now, Input input) {
    if (input instanceof Input.Heard heard) {
      hear(now, heard.ticket(), heard.event());
    } else if (input instanceof Input.Polled polled) {
      wishes.polled(polled.monitor(), polled.level());
    } else if (input instanceof Input.Ordered ordered) {
      order(now, ordered.ticket(), ordered.order());
    } else if (input instanceof Input.Saw saw) {
      saw(now, saw.guard(), saw.sighting());
    } else if (input instanceof Input.Written written) {
      written(now, written.entry());
    } else if (input instanceof Input.NotWritten lost) {
      notWritten(now, lost.entry(), lost.why());
    } else if (input instanceof Input.Done done) {
      done(now, done.change(), done.result());
    } else if (input instanceof Input.Found found) {
      found(now, found.presence());
    } else if (input instanceof Input.Posted posted) {
      out.add(new Effect.Write(new Entry.Posted(posted.letter())));
    } else if (input instanceof Input.NotPosted lost) {
      trouble = "cannot keep a mail: " + lost.why();
      newsroom.notPosted(lost.news(), now);
    } else if (input instanceof Input.Reloaded reloaded) {
      setup = reloaded.setup();
      sights.reload(setup);
      judge = judge.with(setup);
    } else if (input instanceof Input.Stopping) {
      stopping = true;
    }
  }

  // ---- What others say

  private void hear(Moment now, Ticket ticket, Event event) {
    if (repeats(event)) {
      callers.awaitDecision(ticket, now);
      return;
    }
    boolean mattered = wishes.heard(event, now);
    boolean changes =
        switch (event.meaning()) {
          case ARM -> event.subject() != Event.Subject.CAS_IP || nobodyHolds(now);
          case END -> memory.remembersProblem(event) || !beingWritten.isEmpty();
          case PRE_ARM, NOTHING -> false;
        };
    if (changes) {
      String incident =
          event.meaning() == Event.Meaning.ARM && !memory.intent().armed()
              ? memory.nextIncident(today(now))
              : "";
      beingWritten.add(event);
      callers.awaitEntry(write(new Entry.Heard(event, incident)), ticket);
      return;
    }
    String text =
        switch (event.meaning()) {
          case ARM -> "somebody has " + casIp() + ", so this event asks for nothing";
          case PRE_ARM -> "looks closely at " + peer() + " from now on";
          case END -> mattered ? "looks no closer than usual any more" : "nothing was wanted";
          case NOTHING -> "a state of " + event.state() + " asks for nothing";
        };
    boolean held = event.meaning() == Event.Meaning.PRE_ARM;
    tell(ticket, held ? Outcome.HELD : Outcome.DONE, text);
  }

  /** Whether an event equals the last one of its source, also one on its way to the disk. */
  private boolean repeats(Event event) {
    return beingWritten.stream()
        .filter(event::sameSource)
        .reduce((earlier, later) -> later)
        .map(event::repeats)
        .orElseGet(() -> memory.repeats(event));
  }

  private boolean nobodyHolds(Moment now) {
    boolean here = !(phase instanceof Phase.Standing || phase instanceof Phase.Starting);
    PeerAgent agent = sights.agent(now);
    boolean there = agent == PeerAgent.HOLDS_AND_SERVES || agent == PeerAgent.HOLDS_WITHOUT_SERVING;
    Wire wire = sights.wireLately(now);
    return !here && !there && wire != Wire.PEER && wire != Wire.STRANGER;
  }

  private void order(Moment now, Ticket ticket, Order order) {
    if (order instanceof Order.Take take) {
      if (phase instanceof Phase.Holding || phase instanceof Phase.Untouched) {
        tell(ticket, Outcome.DONE, self() + " has " + casIp() + " already");
      } else if (wishes.order().isPresent()) {
        tell(ticket, Outcome.HELD, "another takeover was ordered a moment ago and is not decided");
      } else {
        wishes.ordered(new Wishes.StandingOrder(ticket, take, now));
      }
    } else if (order instanceof Order.Release) {
      orderRelease(now, ticket, order.who());
    } else if (order instanceof Order.Pause) {
      callers.awaitEntry(
          write(new Entry.Paused(order.who().author(), order.who().comment())), ticket);
    } else if (order instanceof Order.Resume) {
      callers.awaitEntry(
          write(new Entry.Resumed(order.who().author(), order.who().comment())), ticket);
    }
  }

  private void orderRelease(Moment now, Ticket ticket, Order.Who who) {
    String why = "ordered" + (who.author().isEmpty() ? "" : " by " + who.author());
    if (phase instanceof Phase.Beginning || phase instanceof Phase.Adding) {
      tell(ticket, Outcome.HELD, "a takeover is under way; order it again when it is over");
    } else if (phase instanceof Phase.Starting) {
      tell(ticket, Outcome.HELD, self() + " has only just started; order it again in a moment");
    } else if (phase instanceof Phase.Standing || leavesUnordered()) {
      callers.awaitEntry(write(new Entry.Released(memory.known(), true, why)), ticket);
    } else {
      callers.awaitDeparture(ticket);
      if (!(phase instanceof Phase.Leaving)) {
        leave(now, true, why);
      }
    }
  }

  /** Whether the address goes without a person's word, so that it might come back by itself. */
  private boolean leavesUnordered() {
    return phase instanceof Phase.Leaving leaving
        && !(leaving.last() instanceof Entry.Released released && released.byPerson());
  }

  // ---- What is seen

  private void saw(Moment now, Guard guard, Sighting sighting) {
    looking.ended(guard);
    sights.saw(guard, sighting);
    if (guard == Guard.DATABASES) {
      boolean here =
          sighting instanceof Sighting.Seen seen
              && seen.finding() instanceof DagReading reading
              && judge.databases(reading, wishes, now) == Databases.HERE;
      sights.sawDatabases(sighting, here);
      if (here && holding().filter(t -> term().evenIfDatabases()).isPresent()) {
        note(now, new Entry.RightRegained());
      }
    }
    sights.report().ifPresent(report -> learn(now, report));
  }

  /** What the peer says of the terms before must be known after a crash. */
  private void learn(Moment now, PeerReport report) {
    boolean higher = report.known().outranks(memory.known(), setup.pair().preferredOwner());
    if (report.remembers() && (higher || !memory.remembers())) {
      note(now, new Entry.Learned(higher ? report.known() : memory.known()));
    }
  }

  /** Writes what will come up again if it cannot be written; one such entry at a time. */
  private void note(Moment now, Entry entry) {
    if (!noting && isOver(noteAgainAt, now)) {
      noting = true;
      write(entry);
    }
  }

  private static boolean isOver(Optional<Moment> until, Moment now) {
    return until.filter(at -> now.since(at).isNegative()).isEmpty();
  }

  private void found(Moment now, Presence presence) {
    Moment asked = inspecting.orElse(now);
    inspecting = Optional.empty();
    inspected = Optional.of(now);
    if (phase instanceof Phase.Starting) {
      start(now, asked, presence);
    } else if (presence instanceof Presence.Present p && phase instanceof Phase.Standing) {
      meetStray(now, p);
    } else if (presence instanceof Presence.Absent && phase instanceof Phase.Holding) {
      leave(now, false, "somebody removed the address from " + self());
    } else if (presence instanceof Presence.Absent && phase instanceof Phase.Untouched) {
      phase = new Phase.Standing();
    }
  }

  /** Goes on from where the journal and the interface say that the last process ended. */
  private void start(Moment now, Moment asked, Presence presence) {
    if (presence instanceof Presence.Unknown unknown) {
      addressTrouble = "cannot tell whether " + self() + " has " + casIp() + ": " + unknown.why();
      answerAll(now, Outcome.HELD, addressTrouble);
      return;
    }
    addressTrouble = "";
    Optional<Recollection.Term> term = memory.term();
    Optional<Entry.Releasing> releasing = memory.releasing();
    phase = new Phase.Standing();
    if (term.filter(Recollection.Term::taken).isPresent()) {
      // The last process may have died before it could tell anybody.
      tellOfTake(now);
    }
    if (presence instanceof Presence.Present here) {
      if (releasing.isPresent()) {
        goOnLeaving(now, releasing.get());
      } else if (term.isEmpty()) {
        meetStray(now, here);
      } else {
        adopt(now, asked, here, term.get());
      }
      return;
    }
    String why = "it was gone when the agent of " + self() + " started";
    if (releasing.isPresent()) {
      write(released(releasing.get()));
    } else if (term.isPresent()) {
      write(
          term.get().taken()
              ? new Entry.Released(term.get().epoch(), false, why)
              : new Entry.GaveUp(term.get().epoch(), why));
    }
  }

  /** The last process had begun to remove the address: what let it go must not be forgotten. */
  private void goOnLeaving(Moment now, Entry.Releasing releasing) {
    phase = new Phase.Leaving(released(releasing), now, now);
    out.add(new Effect.Delete());
    tellOfRelease(now, releasing);
  }

  private static Entry.Released released(Entry.Releasing releasing) {
    return new Entry.Released(releasing.epoch(), releasing.byPerson(), releasing.why());
  }

  /**
   * What is left of a lifetime was told some time after it was asked for, so it counts from then.
   */
  private void adopt(Moment now, Moment asked, Presence.Present here, Recollection.Term term) {
    Duration lease = setup.timing().lease();
    Moment renewedAt =
        here.remaining().map(left -> asked.plus(left).plus(lease.negated())).orElse(asked);
    Tenure tenure = new Tenure(now, Optional.empty(), lease, renewedAt);
    phase = new Phase.Holding(tenure);
    boolean later = memory.known().outranks(term.epoch(), setup.pair().preferredOwner());
    if (!later && !tenure.broken(now)) {
      out.add(new Effect.Announce());
    }
    if (!term.taken()) {
      write(new Entry.Taken(term.epoch(), term.how(), term.incident()));
    }
  }

  /** An address that is here though we did not take it. */
  private void meetStray(Moment now, Presence.Present here) {
    if (memory.paused()) {
      phase = new Phase.Untouched();
    } else if (here.remaining().isPresent() || somebodyElseHas(now)) {
      leave(now, false, "it was on " + self() + " without having been taken");
    } else {
      phase = new Phase.Untouched();
    }
  }

  private boolean somebodyElseHas(Moment now) {
    PeerAgent agent = sights.agent(now);
    Wire wire = sights.wireLately(now);
    return agent == PeerAgent.HOLDS_AND_SERVES
        || agent == PeerAgent.HOLDS_WITHOUT_SERVING
        || agent == PeerAgent.BEGUN
        || wire == Wire.PEER
        || wire == Wire.STRANGER;
  }

  // ---- What was done

  private void written(Moment now, Entry entry) {
    memory = memory.after(now, entry);
    trouble = "";
    List<Ticket> tickets = callers.written(entry);
    if (entry instanceof Entry.Heard heard) {
      beingWritten.remove(heard.event());
      tickets.forEach(ticket -> callers.awaitDecision(ticket, now));
    } else if (entry instanceof Entry.Begun begun && phase instanceof Phase.Beginning beginning) {
      commit(now, begun, beginning);
    } else if (entry instanceof Entry.Taken) {
      tellOfTake(now);
    } else if (entry instanceof Entry.Releasing && phase instanceof Phase.Leaving) {
      out.add(new Effect.Delete());
    } else if (entry instanceof Entry.Released || entry instanceof Entry.GaveUp) {
      departed(entry);
      tickets.forEach(
          ticket ->
              tell(ticket, Outcome.DONE, self() + " will not take " + casIp() + " by itself"));
    } else if (entry instanceof Entry.Paused) {
      tickets.forEach(
          t -> tell(t, Outcome.DONE, self() + " is paused: it takes and moves nothing by itself"));
    } else if (entry instanceof Entry.Resumed) {
      tickets.forEach(t -> tell(t, Outcome.DONE, self() + " is armed"));
    } else if (entry instanceof Entry.Learned
        || entry instanceof Entry.RightRegained
        || entry instanceof Entry.Ended) {
      noting = false;
    }
  }

  private void notWritten(Moment now, Entry entry, String why) {
    trouble = "cannot write the journal: " + why;
    for (Ticket ticket : callers.written(entry)) {
      tell(ticket, Outcome.FAILED, trouble);
    }
    if (entry instanceof Entry.Heard heard) {
      beingWritten.remove(heard.event());
    } else if (entry instanceof Entry.Begun begun) {
      standBack(now, begun);
      answerAll(now, Outcome.FAILED, trouble);
    } else if (entry instanceof Entry.Taken) {
      takenUnwritten = Optional.of(now);
    } else if (entry instanceof Entry.Releasing && phase instanceof Phase.Leaving) {
      // An address that must go goes, written or not: the lease would take it all the same.
      out.add(new Effect.Delete());
    } else if (entry instanceof Entry.Released || entry instanceof Entry.GaveUp) {
      memory = memory.after(now, entry);
      departed(entry);
    } else if (entry instanceof Entry.Learned
        || entry instanceof Entry.RightRegained
        || entry instanceof Entry.Ended) {
      noting = false;
      noteAgainAt = Optional.of(now.plus(RETRY));
    }
  }

  /** A take came to nothing before the address was touched. */
  private void standBack(Moment now, Entry.Begun begun) {
    phase = begun.how() == How.ADOPTED ? new Phase.Untouched() : new Phase.Standing();
    takeAgainAt = Optional.of(now.plus(RETRY));
  }

  private void done(Moment now, Effect.Apply change, Input.Result result) {
    if (change instanceof Effect.Renew renew && phase instanceof Phase.Holding h) {
      renewed(now, renew, result, h.tenure());
    } else if (change instanceof Effect.Delete && phase instanceof Phase.Leaving leaving) {
      if (result instanceof Input.Result.Failed failed) {
        addressTrouble = "cannot remove " + casIp() + ": " + failed.why();
        phase = new Phase.Leaving(leaving.last(), leaving.since(), now.plus(RETRY));
      } else {
        write(leaving.last());
      }
    } else if (phase instanceof Phase.Adding adding && !(change instanceof Effect.Delete)) {
      added(now, adding, result);
    }
  }

  private void renewed(Moment now, Effect.Renew renew, Input.Result result, Tenure tenure) {
    if (result instanceof Input.Result.Failed failed) {
      tenure.renewalFailed();
      addressTrouble = "cannot renew " + casIp() + ": " + failed.why();
    } else if (!tenure.broken(now)) {
      // Later than that, the kernel may have dropped it before, and the renewal added it anew.
      tenure.renewed(renew.lifetime(), renew.begun());
      addressTrouble = "";
    }
  }

  private void added(Moment now, Phase.Adding adding, Input.Result result) {
    Entry.Begun begun = adding.begun();
    if (result instanceof Input.Result.Failed failed) {
      addressTrouble = "cannot take " + casIp() + ": " + failed.why();
      takeAgainAt = Optional.of(now.plus(pauseAfterFailure()));
      giveUp(now, begun, failed.why());
      return;
    }
    boolean adopted = begun.how() == How.ADOPTED;
    Tenure tenure =
        new Tenure(
            now,
            adopted ? Optional.empty() : Optional.of(adding.evidence()),
            setup.timing().lease(),
            adding.commit());
    if (!tenure.broken(now)) {
      // Later than that it may be somebody else's, and the network must not be told otherwise.
      out.add(new Effect.Announce());
    }
    addressTrouble = "";
    failedAdds = 0;
    looking.pause(now);
    phase = new Phase.Holding(tenure);
    write(new Entry.Taken(begun.epoch(), begun.how(), begun.incident()));
  }

  /** Longer after each failure in a row, so that what never works does not fill the journal. */
  private Duration pauseAfterFailure() {
    Duration pause = RETRY.multipliedBy(1L << Math.min(failedAdds, 5));
    failedAdds++;
    return pause;
  }

  // ---- What must be done

  private void act(Moment now) {
    if (phase instanceof Phase.Standing) {
      stand(now);
    } else if (phase instanceof Phase.Untouched) {
      convert(now);
    } else if (phase instanceof Phase.Beginning beginning && isWritten(beginning.begun())) {
      commit(now, beginning.begun(), beginning);
    } else if (phase instanceof Phase.Holding h) {
      hold(now, h.tenure());
    } else if (phase instanceof Phase.Leaving leaving
        && leaving.retryAt().monotonic().compareTo(leaving.since().monotonic()) > 0
        && now.since(leaving.retryAt()).compareTo(Duration.ZERO) >= 0) {
      phase = new Phase.Leaving(leaving.last(), now, now);
      out.add(new Effect.Delete());
    }
    endServedIntent(now);
    out.addAll(newsroom.again(now));
    boolean idle = phase instanceof Phase.Standing || phase instanceof Phase.Untouched;
    if (stopping && (idle || phase instanceof Phase.Starting)) {
      answerAll(now, Outcome.FAILED, "the service stops");
      out.add(new Effect.Rest());
    }
  }

  /** The term of an earlier take may still be in memory while that of this one is written. */
  private boolean isWritten(Entry.Begun begun) {
    return memory.term().filter(term -> term.epoch().equals(begun.epoch())).isPresent();
  }

  private void stand(Moment now) {
    boolean wanted =
        memory.intent().armed() || wishes.order().isPresent() || judge.home(memory) == Home.OURS;
    wishes.note(wanted, now);
    addressTrouble = wanted ? addressTrouble : "";
    verdict = judge.standingBy(memory, wishes, now);
    boolean may = isOver(takeAgainAt, now) && !stopping;
    if (verdict.decision().act() == Act.TAKE && may && beingWritten.isEmpty()) {
      begin(now);
      return;
    }
    if (verdict.decision().act() == Act.TAKE && !addressTrouble.isEmpty()) {
      Decision held = new Decision(Act.HOLD, verdict.decision().row(), Optional.empty());
      verdict = new Verdict(held, new Reason(addressTrouble, ""));
    }
    answerStanding(now);
    out.addAll(newsroom.whileStanding(verdict, view(now)));
  }

  private void begin(Moment now) {
    boolean armed = memory.intent().armed();
    How how = wishes.order().isPresent() ? How.ORDERED : armed ? How.FAILOVER : How.HOME;
    String incident =
        armed && !memory.incident().isEmpty() ? memory.incident() : memory.nextIncident(today(now));
    Entry.Begun begun =
        new Entry.Begun(
            nextEpoch(),
            how,
            incident,
            wishes.order().filter(o -> o.order().evenIfDatabases()).isPresent(),
            verdict.reason().text());
    phase = new Phase.Beginning(begun, view(now), now);
    write(begun);
  }

  /** A number that no term had, also none of ours that was begun and came to nothing. */
  private Epoch nextEpoch() {
    Epoch highest = highestKnown();
    return (memory.own().counter() > highest.counter() ? memory.own() : highest).next(self());
  }

  private Epoch highestKnown() {
    Epoch ours = memory.known();
    return sights
        .report()
        .filter(PeerReport::remembers)
        .map(PeerReport::known)
        .filter(theirs -> theirs.outranks(ours, setup.pair().preferredOwner()))
        .orElse(ours);
  }

  /** The begin is written: the newest sightings decide again, and nothing is looked at anew. */
  private void commit(Moment now, Entry.Begun begun, Phase.Beginning beginning) {
    if (!beingWritten.isEmpty()) {
      // An event changes the intent first; its entry is on the disk in a moment.
      return;
    }
    boolean convert = begun.how() == How.ADOPTED;
    verdict = convert ? verdict : judge.standingBy(memory, wishes, now);
    boolean go =
        convert
            ? !somebodyElseHas(now) && sights.wireLately(now) == Wire.SILENT
            : verdict.decision().act() == Act.TAKE;
    if (go && !stopping) {
      Duration lease = setup.timing().lease();
      phase = new Phase.Adding(begun, beginning.evidence(), now);
      out.add(
          convert
              ? new Effect.Renew(lease, now, now.plus(setup.timing().evidenceMaxAge()))
              : new Effect.Add(lease, now.plus(setup.timing().evidenceMaxAge())));
      return;
    }
    if (convert) {
      standBack(now, begun);
      write(new Entry.GaveUp(begun.epoch(), "another machine may have it too"));
      return;
    }
    boolean otherGivesUp =
        sights.agent(now) == PeerAgent.BEGUN
            && judge.home(memory) == Home.OURS
            && now.within(BOTH_BEGAN, beginning.since());
    if (!otherGivesUp || stopping) {
      Entry.GaveUp gaveUp = new Entry.GaveUp(begun.epoch(), verdict.reason().text());
      phase = new Phase.Leaving(gaveUp, now, now);
      write(gaveUp);
    }
  }

  private void convert(Moment now) {
    if (memory.paused() || stopping) {
      answerAll(now, Outcome.DONE, self() + " has " + casIp() + " already");
      return;
    }
    if (somebodyElseHas(now)) {
      addressTrouble =
          "another machine has " + casIp() + " too, so " + self() + " does not adopt its own";
      answerAll(now, Outcome.HELD, addressTrouble);
      return;
    }
    boolean known = sights.wireLately(now) == Wire.SILENT && sights.agent(now) != PeerAgent.UNKNOWN;
    if (!known || !isOver(takeAgainAt, now)) {
      String text = self() + " has " + casIp() + " and cannot tell yet whether another has it too";
      callers
          .decided(waited -> waited.compareTo(COLD_LOOKS) > 0, now)
          .forEach(ticket -> tell(ticket, Outcome.HELD, text));
      return;
    }
    Entry.Begun begun =
        new Entry.Begun(
            nextEpoch(),
            How.ADOPTED,
            memory.nextIncident(today(now)),
            false,
            "it was on " + self() + " already");
    phase = new Phase.Beginning(begun, view(now), now);
    write(begun);
  }

  private void hold(Moment now, Tenure tenure) {
    if (memory.term().isEmpty()) {
      return;
    }
    wishes.note(false, now);
    settle(now, tenure);
    if (!(phase instanceof Phase.Holding)) {
      return;
    }
    verdict =
        judge.holding(memory, term(), tenure.broken(now), tenure.from(), tenure.defended(), now);
    if (verdict.decision().givesUp()) {
      leave(now, false, verdict.reason().text());
      return;
    }
    if (stopping) {
      leave(now, false, "the service on " + self() + " stops");
      return;
    }
    if (verdict.decision().act() == Act.DEFEND) {
      tenure.defend(now);
      out.add(new Effect.Announce());
    }
    if (tenure.renewalDue(setup.timing().renew(), now)) {
      tenure.renewalBegins();
      out.add(new Effect.Renew(setup.timing().lease(), now, tenure.expiry()));
    }
    if (term().taken() || takenUnwritten.isPresent()) {
      answerAll(now, Outcome.DONE, self() + " has " + casIp());
    }
    if (takenUnwritten.filter(at -> !now.within(RETRY, at)).isPresent()) {
      takenUnwritten = Optional.empty();
      write(new Entry.Taken(term().epoch(), term().how(), term().incident()));
    }
  }

  /** Right after the add, anybody else who answers has it, and we have not. */
  private void settle(Moment now, Tenure tenure) {
    Wire wire = sights.wireSince(tenure.from(), now);
    if (wire == Wire.SILENT) {
      tenure.settle();
      tenure.wireSilent(now);
    } else if (wire != Wire.UNKNOWN && !tenure.settled()) {
      takeAgainAt = Optional.of(now.plus(setup.timing().takeWait()));
      leave(now, false, "somebody else answered for " + casIp() + " right after it was added");
    }
  }

  private void leave(Moment now, boolean byPerson, String why) {
    Epoch epoch = memory.term().map(Recollection.Term::epoch).orElse(memory.known());
    Entry.Releasing releasing = new Entry.Releasing(epoch, byPerson, why);
    phase = new Phase.Leaving(released(releasing), now, now);
    takenUnwritten = Optional.empty();
    write(releasing);
    tellOfRelease(now, releasing);
  }

  private void tellOfRelease(Moment now, Entry.Releasing releasing) {
    if (!releasing.byPerson() && !stopping) {
      out.addAll(newsroom.released(releasing.epoch(), releasing.why(), view(now)));
    }
  }

  /**
   * Undoes an add that may have happened, or half happened. An address that was here before stays:
   * it only did not get its lifetime.
   */
  private void giveUp(Moment now, Entry.Begun begun, String why) {
    if (begun.how() == How.ADOPTED) {
      standBack(now, begun);
      answerAll(now, Outcome.FAILED, addressTrouble);
      write(new Entry.GaveUp(begun.epoch(), why));
      return;
    }
    phase = new Phase.Leaving(new Entry.GaveUp(begun.epoch(), why), now, now);
    answerAll(now, Outcome.FAILED, addressTrouble);
    out.add(new Effect.Delete());
  }

  private void departed(Entry last) {
    if (phase instanceof Phase.Leaving leaving && leaving.last().equals(last)) {
      if (leaving.last() instanceof Entry.Released) {
        sights.addressWasHere();
        addressTrouble = "";
      }
      phase = new Phase.Standing();
      callers
          .departed()
          .forEach(ticket -> tell(ticket, Outcome.DONE, self() + " has let " + casIp() + " go"));
    }
  }

  /** The wish ends when the address has been served somewhere for a time without a break. */
  private void endServedIntent(Moment now) {
    boolean here =
        phase instanceof Phase.Holding h
            && h.tenure().settled()
            && sights.servesAsFarAsKnown(now) == PeerReport.Answer.SEEN;
    boolean there =
        phase instanceof Phase.Standing
            && sights.agent(now) == PeerAgent.HOLDS_AND_SERVES
            && sights.wire(now) == Wire.PEER;
    // What was served before the last event of a monitor is no answer to it.
    boolean counts = memory.intent().armed() && beingWritten.isEmpty() && (here || there);
    servedSince = counts ? Optional.of(servedSince.orElse(now)) : Optional.empty();
    boolean over =
        servedSince.filter(since -> !now.within(setup.timing().standDown(), since)).isPresent();
    if (over) {
      note(now, new Entry.Ended(casIp() + " was served without a break"));
    }
  }

  // ---- Answers

  /** Tells those who wait, unless what holds us is only that the first looks are not back yet. */
  private void answerStanding(Moment now) {
    Decision decision = verdict.decision();
    Reason reason = verdict.reason();
    boolean cold = decision.row().number() == 7 || decision.act() == Act.TAKE;
    for (Ticket ticket :
        callers.decided(waited -> !cold || waited.compareTo(COLD_LOOKS) > 0, now)) {
      boolean nothing = decision.act() == Act.STAND_BY || decision.act() == Act.END_INTENT;
      tell(ticket, nothing ? Outcome.DONE : Outcome.HELD, sentence(decision, reason));
    }
    Optional<Wishes.StandingOrder> order = wishes.order();
    if (order.isPresent()
        && (!cold || now.since(order.get().since()).compareTo(COLD_LOOKS.multipliedBy(3)) > 0)) {
      wishes.orderAnswered();
      tell(
          order.get().ticket(),
          Outcome.HELD,
          decision.act() == Act.HANDOVER
              ? peer() + " has " + casIp() + "; first, on " + peer() + ": cas-event-handler release"
              : sentence(decision, reason));
    }
  }

  private String sentence(Decision decision, Reason reason) {
    return switch (decision.act()) {
      case STAND_BY, END_INTENT -> self() + " stands by: " + reason.text();
      case SUSPEND -> self() + " waits: " + reason.text();
      default -> self() + " does not take " + casIp() + ": " + reason.text();
    };
  }

  private void answerAll(Moment now, Outcome outcome, String text) {
    callers.decided(waited -> true, now).forEach(ticket -> tell(ticket, outcome, text));
    wishes.order().ifPresent(order -> tell(order.ticket(), outcome, text));
    wishes.orderAnswered();
  }

  private void tell(Ticket ticket, Outcome outcome, String text) {
    out.add(new Effect.Tell(ticket, new Reply(outcome, text)));
  }

  private void tellOfTake(Moment now) {
    Recollection.Term term = term();
    Optional<View> evidence = holding().flatMap(Tenure::evidence);
    if (term.how() != How.ADOPTED) {
      out.addAll(newsroom.taken(term, evidence.orElse(view(now)), memory));
    }
  }

  private <E extends Entry> E write(E entry) {
    out.add(new Effect.Write(entry));
    return entry;
  }

  // ---- Looking around

  private void lookAround(Moment now) {
    boolean justBegun =
        phase instanceof Phase.Beginning b && now.within(SHORT_BEFORE_COMMIT, b.since());
    if (justBegun || phase instanceof Phase.Adding) {
      return; // what decides was seen already, and nothing may slow the take
    }
    boolean atRest = phase instanceof Phase.Standing || phase instanceof Phase.Untouched;
    Duration every =
        phase instanceof Phase.Starting
            ? setup.timing().tick()
            : atRest ? RETRY.multipliedBy(2) : RETRY;
    boolean may =
        !(phase instanceof Phase.Beginning
            || phase instanceof Phase.Adding
            || phase instanceof Phase.Leaving);
    boolean free = inspecting.filter(at -> now.within(LOST_LOOK, at)).isEmpty();
    if (may && free && inspected.filter(at -> now.within(every, at)).isEmpty()) {
      inspecting = Optional.of(now);
      out.add(new Effect.Inspect());
    }
    Set<Guard> all = EnumSet.complementOf(EnumSet.of(Guard.PEER_PING, Guard.GATEWAY_PING));
    if (!setup.dag()) {
      all.removeAll(EnumSet.of(Guard.DATABASES, Guard.QUORUM));
    }
    if (!setup.arpsGateway() || pingSeesGateway(now)) {
      all.remove(Guard.GATEWAY_ARP);
    }
    Set<Guard> still = EnumSet.noneOf(Guard.class);
    if (phase instanceof Phase.Holding h && h.tenure().settled()) {
      // A holder needs its right, and no more than a look now and then at the rest.
      still = EnumSet.of(Guard.WIRE, Guard.OWN_SERVICE, Guard.GATEWAY_ARP);
      still.retainAll(all);
      all.removeAll(still);
    }
    for (Guard guard : looking.due(now, setup.timing(), all, alert(now))) {
      out.add(new Effect.LookAt(guard));
    }
    for (Guard guard : looking.due(now, setup.timing(), still, false)) {
      out.add(new Effect.LookAt(guard));
    }
  }

  private boolean pingSeesGateway(Moment now) {
    return setup.pingsGateway()
        && sights.all().get(Guard.GATEWAY_PING) instanceof Sighting.Seen seen
        && now.within(setup.timing().evidenceMaxAge(), seen.ended());
  }

  /** Whether anything is wanted or wrong, so that what is seen must never be old. */
  private boolean alert(Moment now) {
    boolean missedPing = sights.all().get(Guard.PEER_PING) instanceof Sighting.Silent;
    boolean vacantHome =
        phase instanceof Phase.Standing
            && judge.home(memory) == Home.OURS
            && sights.report().filter(r -> r.stance() != Stance.HOLDS).isPresent();
    boolean moving = phase instanceof Phase.Beginning || phase instanceof Phase.Adding;
    return missedPing
        || vacantHome
        || moving
        || memory.intent().armed()
        || wishes.wanted(now)
        || (phase instanceof Phase.Holding h && !h.tenure().settled());
  }

  // ---- What others may know

  /** What the keeper knows and thinks at a moment. */
  public View view(Moment now) {
    // A take that is given up never was a term: it must not outrank one who has the address.
    boolean goes =
        phase instanceof Phase.Leaving leaving && leaving.last() instanceof Entry.Released;
    boolean here = goes || phase instanceof Phase.Holding || phase instanceof Phase.Untouched;
    Stance stance =
        here ? Stance.HOLDS : phase instanceof Phase.Standing ? Stance.NOT_ME : Stance.BEGUN;
    boolean vacant =
        phase instanceof Phase.Standing
            && sights.agent(now) != PeerAgent.HOLDS_AND_SERVES
            && sights.agent(now) != PeerAgent.HOLDS_WITHOUT_SERVING;
    Optional<Recollection.Term> term = memory.term().filter(t -> here);
    return new View(
        now,
        setup,
        stance,
        term.map(Recollection.Term::epoch).orElse(here ? Epoch.NONE : memory.own()),
        term.map(Recollection.Term::since),
        term.map(t -> t.how().name().toLowerCase(Locale.ROOT)).orElse(here ? "adopted" : ""),
        memory,
        sights.all(),
        sights.lastReading(),
        sights.report(),
        sights.peerHeard(),
        sights.gatewaySighting(now),
        vacant ? sights.wireSilentSince() : Optional.empty(),
        verdict.decision(),
        verdict.reason(),
        phase instanceof Phase.Standing && memory.intent().armed()
            ? wishes.wantedSince().map(now::since)
            : Optional.empty(),
        alarm());
  }

  private String alarm() {
    Act act = verdict.decision().act();
    if (!addressTrouble.isEmpty()) {
      return addressTrouble;
    }
    boolean wrong = act == Act.KEEP_AND_ALARM || act == Act.DEFEND;
    return trouble.isEmpty() && wrong ? verdict.reason().text() : trouble;
  }

  /** What the other agent is told when it asks. */
  public PeerReport report(Moment now) {
    View view = view(now);
    PeerReport.Answer gateway =
        PeerReport.Answer.valueOf(sights.gateway(setup.timing().silence(), now).name());
    PeerReport.Answer serves = sights.servesAsFarAsKnown(now);
    return new PeerReport(
        self(),
        view.stance(),
        serves,
        gateway,
        !memory.paused()
            && memory.remembers()
            && gateway == PeerReport.Answer.SEEN
            && serves == PeerReport.Answer.SEEN,
        memory.paused(),
        view.epoch(),
        highestKnown(),
        memory.remembers(),
        setup.mac(),
        view.since(),
        view.how(),
        setup.settings(),
        setup.version());
  }

  private Optional<Tenure> holding() {
    return phase instanceof Phase.Holding h ? Optional.of(h.tenure()) : Optional.empty();
  }

  private Recollection.Term term() {
    return memory.term().orElseThrow(() -> new IllegalStateException("holds without a term"));
  }

  private LocalDate today(Moment now) {
    return LocalDate.ofInstant(now.wall(), setup.zone());
  }

  private String self() {
    return setup.pair().self().name();
  }

  private String peer() {
    return setup.pair().peer().name();
  }

  private String casIp() {
    return setup.pair().casIp().toString();
  }
}
