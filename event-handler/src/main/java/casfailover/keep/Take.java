package casfailover.keep;

import casfailover.decide.Decision;
import casfailover.decide.Decision.Act;
import casfailover.decide.Evidence.Home;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Reason;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How the address comes: the journal says so first, and what is seen then decides again. */
final class Take {

  private static final Duration BOTH_BEGAN = Duration.ofSeconds(5);

  private final Mind mind;
  private final Account account;
  private final Answers answers;
  private final Stray stray;
  private final Departure departure;
  private final Receiving receiving;
  private final Looking looking;
  private final Pause pause;
  private int failedAdds;

  Take(
      Mind mind,
      Account account,
      Answers answers,
      Stray stray,
      Departure departure,
      Receiving receiving,
      Looking looking,
      Pause pause) {
    this.mind = mind;
    this.account = account;
    this.answers = answers;
    this.stray = stray;
    this.departure = departure;
    this.receiving = receiving;
    this.looking = looking;
    this.pause = pause;
  }

  /** Decides whether the address, which is not here, is to come. */
  void stand(Moment now) {
    Recollection memory = mind.memory();
    Wishes wishes = mind.wishes();
    boolean wanted =
        memory.intent().armed()
            || wishes.order().isPresent()
            || mind.judge().home(memory) == Home.OURS;
    wishes.note(wanted, now);
    if (!wanted) {
      mind.troubles().addressWorks();
    }
    Decision decision = mind.conclude(mind.judge().standingBy(memory, wishes, now)).decision();
    boolean may = pause.isOver(now) && !mind.stopping();
    if (decision.act() == Act.TAKE && may && !wishes.beingWritten()) {
      begin(now);
      return;
    }
    if (may && !wishes.beingWritten() && handover(now, decision)) {
      return;
    }
    String trouble = mind.troubles().ofAddress();
    if (decision.act() == Act.TAKE && !trouble.isEmpty()) {
      Decision held = new Decision(Act.HOLD, decision.row(), Optional.empty());
      mind.conclude(new Verdict(held, new Reason(trouble, "")));
    }
    answers.standing(now);
    mind.then(mind.newsroom().whileStanding(now, mind.verdict(), memory, account));
  }

  /** Whether the peer, which has the address, is to hand it over. */
  private boolean handover(Moment now, Decision decision) {
    if (decision.act() == Act.HANDOVER) {
      Optional<Wishes.StandingOrder> order = mind.wishes().order();
      if (order.isPresent()) {
        mind.wishes().orderAnswered();
        receiving.request(now, Receiving.Request.of(order.get()));
      } else {
        receiving.relieve(now, mind.verdict().reason().text()).ifPresent(this::holdBack);
      }
    }
    return mind.phase() instanceof Phase.Beginning || receiving.decide(now);
  }

  /** The handover that is due cannot begin. */
  private void holdBack(String why) {
    Verdict due = mind.verdict();
    mind.conclude(
        new Verdict(
            new Decision(Act.HOLD, due.decision().row(), Optional.empty()),
            new Reason(due.reason().text() + "; " + why, "")));
  }

  private void begin(Moment now) {
    Recollection memory = mind.memory();
    Optional<Wishes.StandingOrder> order = mind.wishes().order();
    boolean home = mind.judge().home(memory) == Home.OURS;
    How how = order.isPresent() ? How.ORDERED : home ? How.HOME : How.FAILOVER;
    String incident =
        memory.intent().armed() && !memory.incident().isEmpty()
            ? memory.incident()
            : mind.nextIncident(now);
    View seen = account.view(now);
    Entry.Begun begun =
        new Entry.Begun(
            mind.nextEpoch(),
            how,
            incident,
            order.filter(o -> o.order().evenIfDatabases()).isPresent(),
            mind.verdict().reason().text(),
            seen.guards());
    mind.become(new Phase.Beginning(begun, seen, now));
    mind.write(begun);
    looking.anew(Set.of(Guard.PEER_AGENT));
  }

  /** The begin could not be written, so the address is not touched. */
  void notBegun(Moment now, Entry.Begun begun) {
    if (begun.how() == How.ADOPTED) {
      stray.standBack(now);
    } else {
      mind.become(new Phase.Standing());
      pause.until(now.plus(Mind.RETRY));
    }
  }

  /** Commits a begin that is written, at once or as soon as it can be decided. */
  void goOn(Moment now, Phase.Beginning beginning) {
    // The term of an earlier take may still be in memory while that of this one is written.
    Entry.Begun begun = beginning.begun();
    if (mind.memory().term().filter(t -> t.epoch().equals(begun.epoch())).isPresent()) {
      commit(now, begun, beginning);
    }
  }

  /** The begin is written: the newest sightings decide again, and nothing is looked at anew. */
  private void commit(Moment now, Entry.Begun begun, Phase.Beginning beginning) {
    if (mind.wishes().beingWritten()) {
      // An event changes the intent first; its entry is on the disk in a moment.
      return;
    }
    if (begun.how() == How.ADOPTED) {
      stray.commit(now, begun, beginning);
      return;
    }
    if (begun.how() == How.HANDOVER) {
      receiving.commit(now, begun, beginning);
      return;
    }
    if (mind.sights().mustAskAgentAfter(beginning.since(), now)) {
      // It may have begun as well: each shows its begin and then asks, so that one of them sees.
      return;
    }
    Verdict verdict = mind.conclude(mind.judge().standingBy(mind.memory(), mind.wishes(), now));
    if (verdict.decision().act() == Act.TAKE && !mind.stopping()) {
      Duration lease = mind.pledge().kept().lease();
      mind.become(new Phase.Adding(begun, beginning.evidence(), now, lease));
      mind.then(new Effect.Add(lease, now.plus(mind.pledge().kept().evidenceMaxAge())));
      return;
    }
    boolean bothBegan = mind.sights().agent(now) == PeerAgent.BEGUN;
    boolean otherGivesUp =
        bothBegan
            && mind.judge().home(mind.memory()) == Home.OURS
            && now.within(BOTH_BEGAN, beginning.since());
    if (!otherGivesUp || mind.stopping()) {
      if (bothBegan && !mind.judge().hadItLast(mind.memory())) {
        // Where both give up they must not begin at the same moment again, and for ever.
        pause.until(now.plus(mind.pledge().takeWait()).plus(Pause.AFTER_YOU));
      }
      Entry.GaveUp gaveUp = new Entry.GaveUp(begun.epoch(), verdict.reason().text());
      mind.become(new Phase.Leaving(gaveUp, now, now));
      mind.write(gaveUp);
    }
  }

  /** The add, or the renewal that adopts, came to its end. */
  void added(Moment now, Phase.Adding adding, Input.Result result) {
    Entry.Begun begun = adding.begun();
    if (result instanceof Input.Result.Failed failed) {
      mind.troubles().address("cannot take " + mind.casIp() + ": " + failed.why());
      pause.until(now.plus(pauseAfterFailure()));
      giveUp(now, begun, failed.why());
      return;
    }
    boolean adopted = begun.how() == How.ADOPTED;
    Tenure tenure =
        new Tenure(
            now,
            adopted ? Optional.empty() : Optional.of(adding.evidence()),
            adding.lifetime(),
            adding.commit());
    if (!tenure.broken(now) && tenure.announcing().due(now)) {
      // Later than that it may be somebody else's, and the network must not be told otherwise.
      mind.then(new Effect.Announce());
    }
    mind.troubles().addressWorks();
    failedAdds = 0;
    looking.pause(now);
    mind.become(new Phase.Holding(tenure));
    mind.write(new Entry.Taken(begun.epoch(), begun.how(), begun.incident()));
  }

  private void giveUp(Moment now, Entry.Begun begun, String why) {
    if (begun.how() == How.ADOPTED) {
      stray.giveUp(now, begun, why);
      return;
    }
    answers.all(now, Outcome.FAILED, mind.troubles().ofAddress());
    departure.undo(now, new Entry.GaveUp(begun.epoch(), why));
  }

  /** Longer after each failure in a row, so that what never works does not fill the journal. */
  private Duration pauseAfterFailure() {
    Duration longer = Mind.RETRY.multipliedBy(1L << Math.min(failedAdds, 5));
    failedAdds++;
    return longer;
  }
}
