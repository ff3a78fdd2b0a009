package casfailover.keep;

import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wire;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.keep.Reply.Outcome;
import casfailover.sight.Moment;
import casfailover.takeover.Presence;
import java.time.Duration;

/** An address that is here though we did not take it: it goes, stays untouched, or becomes ours. */
final class Stray {

  private final Mind mind;
  private final Sights sights;
  private final Account account;
  private final Answers answers;
  private final Departure departure;
  private final Pause pause;

  Stray(Mind mind, Account account, Answers answers, Departure departure, Pause pause) {
    this.mind = mind;
    this.sights = mind.sights();
    this.account = account;
    this.answers = answers;
    this.departure = departure;
    this.pause = pause;
  }

  void meet(Moment now, Presence.Present here) {
    if (mind.memory().paused()) {
      mind.become(new Phase.Untouched());
    } else if (here.remaining().isPresent() || somebodyElseHas(now)) {
      departure.leave(now, false, "it was on " + mind.self() + " without having been taken");
    } else {
      mind.become(new Phase.Untouched());
    }
  }

  private boolean somebodyElseHas(Moment now) {
    return sights.peerHolds(now)
        || sights.agent(now) == PeerAgent.BEGUN
        || sights.neighbourhood().anybodyAnswers(now);
  }

  /** Begins to make it ours, once nothing speaks against it. */
  void adopt(Moment now) {
    if (mind.memory().paused() || mind.stopping()) {
      answers.all(now, Outcome.ALREADY, mind.self() + " has " + mind.casIp() + " already");
      return;
    }
    if (somebodyElseHas(now)) {
      String trouble =
          "another machine has "
              + mind.casIp()
              + " too, so "
              + mind.self()
              + " does not adopt its own";
      mind.troubles().address(trouble);
      answers.all(now, Outcome.HELD, trouble);
      return;
    }
    boolean known =
        sights.neighbourhood().wireLately(now) == Wire.SILENT
            && sights.agent(now) != PeerAgent.UNKNOWN;
    if (!known || !pause.isOver(now)) {
      answers.afterFirstLooks(
          now,
          Outcome.HELD,
          mind.self() + " has " + mind.casIp() + " and cannot tell yet whether another has it too");
      return;
    }
    Entry.Begun begun =
        new Entry.Begun(
            mind.nextEpoch(),
            How.ADOPTED,
            mind.nextIncident(now),
            false,
            "it was on " + mind.self() + " already");
    mind.become(new Phase.Beginning(begun, account.view(now), now));
    mind.write(begun);
  }

  /** The begin is written: the newest sightings decide again. */
  void commit(Moment now, Entry.Begun begun, Phase.Beginning beginning) {
    boolean go = !somebodyElseHas(now) && sights.neighbourhood().wireLately(now) == Wire.SILENT;
    if (go && !mind.stopping()) {
      Duration lease = mind.pledge().kept().lease();
      Moment notAfter = now.plus(mind.pledge().kept().evidenceMaxAge());
      mind.become(new Phase.Adding(begun, beginning.evidence(), now, lease));
      mind.then(new Effect.Renew(lease, now, notAfter));
    } else {
      standBack(now);
      mind.write(new Entry.GaveUp(begun.epoch(), "another machine may have it too"));
    }
  }

  /** An address that was here before stays: it only did not get its lifetime. */
  void giveUp(Moment now, Entry.Begun begun, String why) {
    standBack(now);
    answers.all(now, Outcome.FAILED, mind.troubles().ofAddress());
    mind.write(new Entry.GaveUp(begun.epoch(), why));
  }

  void standBack(Moment now) {
    mind.become(new Phase.Untouched());
    pause.until(now.plus(Mind.RETRY));
  }
}
