package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.time.Duration;
import java.util.List;

/**
 * Keeps the address where it must be. Every input may lead to effects; the step after a {@link
 * Effect.Write} starts only when its entry is written, so that a crash can fall between any two
 * steps and the next start goes on from the journal.
 *
 * <p>Not for use by two threads at a time.
 */
public final class Keeper {

  private final Mind mind;
  private final Account account;
  private final Answers answers;
  private final Hearing hearing;
  private final SelfWatch selfWatch;
  private final Obedience obedience;
  private final Inspection inspection;
  private final Surroundings surroundings;
  private final Stray stray;
  private final Take take;
  private final Holder holder;
  private final Departure departure;
  private final Giving giving;
  private final Receiving receiving;
  private final Moves moves;
  private final Bookkeeping bookkeeping;
  private final Fulfilment fulfilment;
  private final Reloading reloading;
  private final OwnRestart ownRestart;
  private final PeerRestart peerRestart;
  private final Stay stay;
  private final Attention attention;
  private final Unwatched unwatched;
  private Moment last;

  /**
   * A keeper that remembers what its journal tells and has seen nothing yet.
   *
   * @param begin the moment from which on waiting times count
   */
  public Keeper(Setup setup, Recollection memory, Moment begin) {
    mind = new Mind(setup, memory, begin);
    Notes notes = new Notes(mind);
    ownRestart = new OwnRestart(mind, notes, begin);
    peerRestart = new PeerRestart(mind, notes, begin);
    stay = new Stay(mind, notes);
    account = new Account(mind, ownRestart);
    attention = new Attention(mind, notes, stay, account);
    unwatched = new Unwatched(mind, account, begin);
    answers = new Answers(mind);
    departure = new Departure(mind, account);
    hearing = new Hearing(mind);
    selfWatch = new SelfWatch(mind, hearing);
    giving = new Giving(mind);
    receiving = new Receiving(mind, account);
    moves = new Moves(mind, giving, receiving);
    obedience = new Obedience(mind, departure, moves, ownRestart, stay, attention);
    Pause takePause = new Pause();
    Looking looking = new Looking();
    stray = new Stray(mind, account, answers, departure, takePause);
    take = new Take(mind, account, answers, stray, departure, receiving, looking, takePause);
    holder = new Holder(mind, account, answers, departure, giving, takePause, ownRestart);
    Start start = new Start(mind, answers, holder, stray, departure, giving);
    inspection = new Inspection(mind, start, stray, departure);
    surroundings = new Surroundings(mind, looking, notes, peerRestart, stay, attention, receiving);
    bookkeeping =
        new Bookkeeping(
            mind,
            answers,
            notes,
            take,
            holder,
            departure,
            ownRestart,
            peerRestart,
            stay,
            attention,
            giving,
            receiving);
    fulfilment = new Fulfilment(mind, notes);
    reloading = new Reloading(mind, looking);
    last = begin;
  }

  /** Takes in what happened, and says what to do next, in order. */
  public List<Effect> on(Moment now, Input input) {
    noticeGap(now);
    absorb(now, input);
    act(now);
    reloading.vouch(now);
    inspection.inspect(now);
    surroundings.lookAround(now);
    last = now;
    return mind.handOver();
  }

  /** What the keeper knows and thinks at a moment. */
  public View view(Moment now) {
    return account.view(now);
  }

  /** What the other agent is told when it asks. */
  public PeerReport report(Moment now) {
    return account.report(now);
  }

  /** How often the keeper must hear of the time. */
  public Duration tick() {
    return mind.pledge().kept().tick();
  }

  /** After standing still for as long as a lease, nothing that was seen or waited for counts. */
  private void noticeGap(Moment now) {
    Duration lease = mind.pledge().kept().lease();
    if (now.since(last).compareTo(mind.pledge().kept().evidenceMaxAge()) > 0) {
      mind.wakes(now);
    }
    if (now.since(last).compareTo(lease) > 0 || now.discord(last).compareTo(lease) > 0) {
      mind.waitAnew(now);
    }
  }

  private void absorb(Moment now, Input input) {
    if (input instanceof Input.Heard heard) {
      hearing.hear(now, heard.ticket(), heard.event());
    } else if (input instanceof Input.Polled polled) {
      unwatched.asked(now);
      mind.wishes().polled(polled.monitor(), polled.level(), now);
    } else if (input instanceof Input.Watched) {
      unwatched.asked(now);
    } else if (input instanceof Input.Ordered ordered) {
      obedience.order(now, ordered.ticket(), ordered.order());
    } else if (input instanceof Input.PeerAsked asked) {
      moves.asked(now, asked.ticket(), asked.question());
    } else if (input instanceof Input.PeerAnswered answered) {
      moves.answered(now, answered.question(), answered.answer());
    } else if (input instanceof Input.Saw saw) {
      surroundings.saw(now, saw.guard(), saw.sighting());
    } else if (input instanceof Input.Written written) {
      bookkeeping.written(now, written.entry());
    } else if (input instanceof Input.NotWritten lost) {
      bookkeeping.notWritten(now, lost.entry(), lost.why());
    } else if (input instanceof Input.Done done) {
      done(now, done.change(), done.result());
    } else if (input instanceof Input.Found found) {
      inspection.found(now, found.presence());
    } else if (input instanceof Input.LinkUp) {
      mind.holding().ifPresent(tenure -> tenure.announcing().again(now));
    } else if (input instanceof Input.Posted posted) {
      mind.troubles().mailWorks();
      mind.write(new Entry.Posted(posted.letter()));
    } else if (input instanceof Input.NotPosted lost) {
      mind.troubles().mail("cannot keep a mail: " + lost.why());
      mind.newsroom().notPosted(lost.news(), now);
    } else if (input instanceof Input.Reloaded reloaded) {
      reloading.reload(now, reloaded);
    } else if (input instanceof Input.Stopping) {
      mind.stop();
    }
  }

  private void done(Moment now, Effect.Apply change, Input.Result result) {
    Phase phase = mind.phase();
    if (change instanceof Effect.Renew renew && phase instanceof Phase.Holding h) {
      holder.renewed(now, renew, result, h.tenure());
    } else if (change instanceof Effect.Delete && phase instanceof Phase.Leaving leaving) {
      if (leaving.last() instanceof Entry.HandedOver last
          && result instanceof Input.Result.Verified) {
        giving.gone(now, last);
      } else {
        departure.removed(now, leaving, result);
      }
    } else if (phase instanceof Phase.Adding adding && !(change instanceof Effect.Delete)) {
      take.added(now, adding, result);
    }
  }

  private void act(Moment now) {
    selfWatch.look(now);
    Phase phase = mind.phase();
    if (phase instanceof Phase.Standing) {
      take.stand(now);
    } else if (phase instanceof Phase.Untouched) {
      stray.adopt(now);
    } else if (phase instanceof Phase.Beginning beginning) {
      take.goOn(now, beginning);
    } else if (phase instanceof Phase.Holding h) {
      holder.hold(now, h.tenure());
    } else if (phase instanceof Phase.Leaving leaving) {
      departure.retry(now, leaving);
    } else if (phase instanceof Phase.Asking asking) {
      receiving.await(now, asking);
    } else if (phase instanceof Phase.Ceded ceded) {
      giving.await(now, ceded);
    }
    if (!(mind.phase() instanceof Phase.Holding)) {
      ownRestart.without(now);
    }
    peerRestart.look(now);
    stay.look(now);
    attention.look(now);
    unwatched.look(now);
    receiving.look(now);
    fulfilment.look(now);
    mind.then(mind.newsroom().again(now));
    rest(now);
  }

  private void rest(Moment now) {
    boolean over =
        mind.phase() instanceof Phase.Standing
            || mind.phase() instanceof Phase.Untouched
            || mind.phase() instanceof Phase.Starting
            || (mind.phase() instanceof Phase.Holding && ownRestart.leavesAlone(now))
            || (mind.phase() instanceof Phase.Ceded && giving.settled());
    if (mind.stopping() && over) {
      answers.all(now, Outcome.FAILED, "the service stops");
      mind.then(new Effect.Rest());
    }
  }
}
