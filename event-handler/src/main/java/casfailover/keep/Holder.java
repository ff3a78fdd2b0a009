package casfailover.keep;

import casfailover.decide.Decision.Act;
import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.Wire;
import casfailover.decide.Reason;
import casfailover.decide.Row;
import casfailover.handover.Cause;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** How the address is kept while it is here: by right, and by a lease that is renewed. */
final class Holder {

  private final Mind mind;
  private final Account account;
  private final Answers answers;
  private final Departure departure;
  private final Giving giving;
  private final Pause takePause;
  private final OwnRestart ownRestart;

  Holder(
      Mind mind,
      Account account,
      Answers answers,
      Departure departure,
      Giving giving,
      Pause takePause,
      OwnRestart ownRestart) {
    this.mind = mind;
    this.account = account;
    this.answers = answers;
    this.departure = departure;
    this.giving = giving;
    this.takePause = takePause;
    this.ownRestart = ownRestart;
  }

  void hold(Moment now, Tenure tenure) {
    if (mind.memory().term().isEmpty()) {
      return;
    }
    mind.wishes().note(false, now);
    settle(now, tenure);
    if (!(mind.phase() instanceof Phase.Holding)) {
      return;
    }
    Verdict verdict = mind.conclude(judge(now, tenure));
    if (verdict.decision().row() == Row.RIGHT_UNKNOWN_GATEWAY_SILENT && mind.hasJustWoken(now)) {
      // Nobody was silent, it did not listen. It looks first, and the lease is not renewed for
      // that.
      return;
    }
    if (verdict.decision().givesUp()) {
      departure.leave(now, false, verdict.reason().text());
      return;
    }
    ownRestart.hold(now, tenure);
    if (mind.stopping()) {
      if (ownRestart.leavesAlone(now) || ownRestart.isRenewing()) {
        return; // it outlives this process, and the next one adopts it
      }
    }
    if (mind.stopping() && !giving.beforeStop(now)) {
      departure.leave(now, false, "the service on " + mind.self() + " stops");
      return;
    }
    if (verdict.decision().act() == Act.HANDOVER) {
      giving.offer(now, Cause.GATEWAY);
    }
    if (verdict.decision().act() == Act.DEFEND) {
      tenure.defend(now);
      mind.then(new Effect.Announce());
    }
    tellTheNetwork(now, tenure);
    tellPeople(now, tenure, verdict);
    Timing kept = mind.pledge().kept();
    boolean renews = verdict.decision().act() != Act.KEEP_UNRENEWED;
    if (renews && tenure.renewalDue(kept, now) && !ownRestart.leavesAlone(now)) {
      tenure.renewalBegins(kept.lease());
      mind.then(new Effect.Renew(kept.lease(), now, tenure.expiry()));
    }
    if (mind.term().taken() || mind.takenUnwritten().isPresent()) {
      answers.all(now, Outcome.DONE, mind.self() + " has " + mind.casIp());
    }
    writeTakenAgain(now);
  }

  private void tellTheNetwork(Moment now, Tenure tenure) {
    Announcing announcing = tenure.announcing();
    Set<Announcing.Listener> listeners = listeners(now);
    announcing.hears(listeners, now);
    if (!listeners.contains(Announcing.Listener.WIRE)) {
      return; // against another machine it is defended once, and no war is begun
    }
    if (announcing.due(now)) {
      mind.then(new Effect.Announce());
    }
    Duration tick = mind.pledge().kept().tick();
    if (announcing.next().since(now).compareTo(tick) < 0) {
      mind.then(new Effect.WakeAt(announcing.next()));
    }
  }

  /** Who would hear an announcement now. */
  private Set<Announcing.Listener> listeners(Moment now) {
    Duration silence = mind.pledge().kept().silence();
    Set<Announcing.Listener> listeners = EnumSet.noneOf(Announcing.Listener.class);
    if (mind.sights().peerSeenWithin(silence, now)) {
      listeners.add(Announcing.Listener.PEER);
    }
    if (mind.sights().gateway().look(silence, now) == Look.SEEN) {
      listeners.add(Announcing.Listener.GATEWAY);
    }
    if (!mind.sights().neighbourhood().anybodyAnswers(now)) {
      listeners.add(Announcing.Listener.WIRE);
    }
    return listeners;
  }

  /** What a holder cannot mend by itself is told once in a term. */
  private void tellPeople(Moment now, Tenure tenure, Verdict verdict) {
    mind.troubles().reachWorks();
    if (tenure.confirmation().isOverdue(now)) {
      String complaint =
          Confirmation.complaint(
              mind.self(), mind.casIp(), Optional.ofNullable(mind.sights().all().get(Guard.REACH)));
      mind.troubles().reach(complaint);
      alarm(now, News.Kind.UNREACHED, new Reason(complaint, ""));
    }
    if (!mind.setup().pair().selfIsPreferred()) {
      Duration every = mind.setup().timing().remindEvery();
      mind.then(mind.newsroom().whileAway(now, mind.memory(), every, () -> account.view(now)));
    }
    Row row = verdict.decision().row();
    if (row == Row.STRANGER_ANSWERS_TOO || row == Row.PEER_ANSWERS_TOO) {
      alarm(now, News.Kind.ANOTHER_ANSWERS, verdict.reason());
    }
  }

  private void alarm(Moment now, News.Kind kind, Reason reason) {
    mind.then(mind.newsroom().alarm(kind, mind.term().epoch(), reason, account.view(now)));
  }

  /** Right after the add, anybody else who answers has it, and we have not. */
  private void settle(Moment now, Tenure tenure) {
    Wire wire = mind.sights().neighbourhood().wireSince(tenure.from(), now);
    if (wire == Wire.SILENT) {
      tenure.settle();
      tenure.wireSilent(now);
    } else if (wire != Wire.UNKNOWN && !tenure.settled()) {
      takePause.until(now.plus(mind.setup().timing().takeWait()).plus(afterYou()));
      departure.leave(
          now, false, "somebody else answered for " + mind.casIp() + " right after it was added");
    }
  }

  /** Where both added at the same moment, they must not do so again: one lets the other begin. */
  private Duration afterYou() {
    return mind.setup().pair().selfIsPreferred() ? Duration.ZERO : Pause.AFTER_YOU;
  }

  /**
   * What was young enough until the settings changed may be too old by the new ones, and the next
   * look is only on its way: by that alone the address is not given up at once.
   */
  private Verdict judge(Moment now, Tenure tenure) {
    Verdict verdict = judge(mind.pledge().kept(), now, tenure);
    Optional<Timing> before = mind.pledge().keptBefore(now);
    if (before.isPresent() && verdict.decision().row() == Row.RIGHT_UNKNOWN_GATEWAY_SILENT) {
      return judge(before.get(), now, tenure);
    }
    mind.pledge().settle();
    return verdict;
  }

  private Verdict judge(Timing kept, Moment now, Tenure tenure) {
    return mind.judge()
        .holding(
            kept,
            mind.memory(),
            mind.term(),
            tenure.broken(now),
            tenure.from(),
            tenure.defended(),
            now);
  }

  private void writeTakenAgain(Moment now) {
    if (mind.takenUnwritten().filter(at -> !now.within(Mind.RETRY, at)).isPresent()) {
      mind.takenUnwritten(Optional.empty());
      Recollection.Term term = mind.term();
      mind.write(new Entry.Taken(term.epoch(), term.how(), term.incident()));
    }
  }

  void renewed(Moment now, Effect.Renew renew, Input.Result result, Tenure tenure) {
    if (result instanceof Input.Result.Failed failed) {
      tenure.renewalFailed(now);
      mind.troubles().address("cannot renew " + mind.casIp() + ": " + failed.why());
    } else if (!tenure.broken(now)) {
      // Later than that, the kernel may have dropped it before, and the renewal added it anew.
      tenure.renewed(renew.lifetime(), renew.begun());
      mind.troubles().addressWorks();
    }
    ownRestart.renewed(now, renew, result);
  }

  /**
   * The take is in the journal, so people may be told of it.
   *
   * @param cutOff how long nobody had the address, if that was measured
   */
  void tellOfTake(Moment now, Optional<Duration> cutOff) {
    Recollection.Term term = mind.term();
    Optional<View> evidence = mind.holding().flatMap(Tenure::evidence);
    if (term.how() != How.ADOPTED) {
      View view = evidence.orElseGet(() -> account.view(now));
      mind.then(mind.newsroom().taken(term, view, mind.memory(), cutOff));
    }
  }
}
