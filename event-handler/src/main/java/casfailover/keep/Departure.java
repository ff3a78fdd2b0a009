package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;

/** How the address goes: the journal says so first, and it is tried until it is gone. */
final class Departure {

  private final Mind mind;
  private final Account account;

  Departure(Mind mind, Account account) {
    this.mind = mind;
    this.account = account;
  }

  void leave(Moment now, boolean byPerson, String why) {
    Epoch epoch = mind.memory().term().map(Recollection.Term::epoch).orElse(mind.memory().known());
    Entry.Releasing releasing = new Entry.Releasing(epoch, byPerson, why);
    mind.become(new Phase.Leaving(released(releasing), now, now));
    mind.takenUnwritten(Optional.empty());
    mind.write(releasing);
    tell(now, releasing);
  }

  /** The last process had begun to remove the address: what let it go must not be forgotten. */
  void goOn(Moment now, Entry.Releasing releasing) {
    mind.become(new Phase.Leaving(released(releasing), now, now));
    mind.then(new Effect.Delete());
    tell(now, releasing);
  }

  static Entry.Released released(Entry.Releasing releasing) {
    return new Entry.Released(releasing.epoch(), releasing.byPerson(), releasing.why());
  }

  private void tell(Moment now, Entry.Releasing releasing) {
    if (!releasing.byPerson() && !mind.stopping()) {
      mind.then(mind.newsroom().released(releasing.epoch(), releasing.why(), account.view(now)));
    }
  }

  /** Undoes an add that may have happened, or half happened. */
  void undo(Moment now, Entry.GaveUp gaveUp) {
    mind.become(new Phase.Leaving(gaveUp, now, now));
    mind.then(new Effect.Delete());
  }

  /** It is tried to be gone: what remains is to write so, or to try again after a while. */
  void removed(Moment now, Phase.Leaving leaving, Input.Result result) {
    if (result instanceof Input.Result.Failed failed) {
      mind.troubles().address("cannot remove " + mind.casIp() + ": " + failed.why());
      mind.become(new Phase.Leaving(leaving.last(), leaving.since(), now.plus(Mind.RETRY)));
    } else {
      mind.write(leaving.last());
    }
  }

  void retry(Moment now, Phase.Leaving leaving) {
    if (leaving.retryAt().monotonic().compareTo(leaving.since().monotonic()) > 0
        && now.since(leaving.retryAt()).compareTo(Duration.ZERO) >= 0) {
      mind.become(new Phase.Leaving(leaving.last(), now, now));
      mind.then(new Effect.Delete());
    }
  }

  /** Its last entry is written, or lost for good. */
  void over(Entry last) {
    if (mind.phase() instanceof Phase.Leaving leaving && leaving.last().equals(last)) {
      if (leaving.last() instanceof Entry.Released) {
        mind.sights().neighbourhood().forgetRun();
        mind.troubles().addressWorks();
      }
      mind.troubles().reachWorks();
      mind.become(new Phase.Standing());
      String text = mind.self() + " has let " + mind.casIp() + " go";
      mind.callers().departed().forEach(ticket -> mind.tell(ticket, Outcome.DONE, text));
    }
  }
}
