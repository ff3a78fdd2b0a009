package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.sight.Moment;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.Optional;

/** Goes on from where the journal and the interface say that the last process ended. */
final class Start {

  private final Mind mind;
  private final Answers answers;
  private final Holder holder;
  private final Stray stray;
  private final Departure departure;
  private final Giving giving;

  Start(
      Mind mind, Answers answers, Holder holder, Stray stray, Departure departure, Giving giving) {
    this.mind = mind;
    this.answers = answers;
    this.holder = holder;
    this.stray = stray;
    this.departure = departure;
    this.giving = giving;
  }

  /**
   * The first look at our own interfaces came back.
   *
   * @param asked when it was asked for
   */
  void start(Moment now, Moment asked, Presence presence) {
    if (presence instanceof Presence.Unknown unknown) {
      String trouble =
          "cannot tell whether " + mind.self() + " has " + mind.casIp() + ": " + unknown.why();
      mind.troubles().address(trouble);
      answers.all(now, Outcome.HELD, trouble);
      return;
    }
    mind.troubles().addressWorks();
    mind.become(new Phase.Standing());
    if (mind.memory().term().filter(Recollection.Term::taken).isPresent()) {
      // The last process may have died before it could tell anybody.
      holder.tellOfTake(now, Optional.empty());
    }
    if (presence instanceof Presence.Present here) {
      startWith(now, asked, here);
    } else {
      startWithout(now);
    }
  }

  private void startWith(Moment now, Moment asked, Presence.Present here) {
    Optional<Recollection.Term> term = mind.memory().term();
    Optional<Entry.Releasing> releasing = mind.memory().releasing();
    if (releasing.isPresent()) {
      departure.goOn(now, releasing.get());
    } else if (term.isEmpty()) {
      stray.meet(now, here);
    } else if (mind.memory().restarts().own().filter(r -> mayHaveRunOut(r, asked)).isPresent()) {
      departure.leave(
          now, false, "it may have run out while the agent of " + mind.self() + " restarted");
    } else {
      goOnHolding(now, asked, here, term.get());
    }
  }

  /** What is here then is not what was left here, but a renewal that came too late and added it. */
  private static boolean mayHaveRunOut(Entry.BackSoon restart, Moment asked) {
    Duration alone = asked.boot().minus(restart.boot());
    return alone.isNegative() || alone.compareTo(restart.lifetime()) > 0;
  }

  private void startWithout(Moment now) {
    String why = "it was gone when the agent of " + mind.self() + " started";
    Optional<Recollection.Term> term = mind.memory().term();
    Optional<Entry.Releasing> releasing = mind.memory().releasing();
    Optional<Entry.HandingOver> handing =
        mind.memory()
            .handing()
            .filter(h -> term.map(t -> t.epoch().equals(h.epoch())).orElse(true));
    if (releasing.isPresent()) {
      mind.write(Departure.released(releasing.get()));
    } else if (handing.isPresent()) {
      // The peer may have been answered, and be adding it at this moment.
      giving.goOn(now, handing.get());
    } else if (term.isPresent()) {
      mind.write(
          term.get().taken()
              ? new Entry.Released(term.get().epoch(), false, why)
              : new Entry.GaveUp(term.get().epoch(), why));
    }
  }

  /**
   * What is left of a lifetime was told some time after it was asked for, so it counts from then.
   */
  private void goOnHolding(
      Moment now, Moment asked, Presence.Present here, Recollection.Term term) {
    Duration lease = mind.pledge().kept().lease();
    // More is left than we give: the last process went by a longer lease.
    Duration given = here.remaining().filter(left -> left.compareTo(lease) > 0).orElse(lease);
    Moment renewedAt =
        here.remaining().map(left -> asked.plus(left).plus(given.negated())).orElse(asked);
    Tenure tenure = new Tenure(now, Optional.empty(), given, renewedAt);
    mind.become(new Phase.Holding(tenure));
    boolean later =
        mind.memory().known().outranks(term.epoch(), mind.setup().pair().preferredOwner());
    if (later) {
      tenure.announcing().later(now);
    }
    if (!term.taken()) {
      mind.write(new Entry.Taken(term.epoch(), term.how(), term.incident()));
    }
  }
}
