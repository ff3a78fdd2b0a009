package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.sight.Moment;
import java.util.List;
import java.util.Optional;

/** What follows when an entry is in the journal, and what when it cannot be written. */
final class Bookkeeping {

  private final Mind mind;
  private final Answers answers;
  private final Notes notes;
  private final Take take;
  private final Holder holder;
  private final Departure departure;
  private final OwnRestart ownRestart;
  private final PeerRestart peerRestart;
  private final Stay stay;
  private final Attention attention;
  private final Giving giving;
  private final Receiving receiving;

  Bookkeeping(
      Mind mind,
      Answers answers,
      Notes notes,
      Take take,
      Holder holder,
      Departure departure,
      OwnRestart ownRestart,
      PeerRestart peerRestart,
      Stay stay,
      Attention attention,
      Giving giving,
      Receiving receiving) {
    this.mind = mind;
    this.answers = answers;
    this.notes = notes;
    this.take = take;
    this.holder = holder;
    this.departure = departure;
    this.ownRestart = ownRestart;
    this.peerRestart = peerRestart;
    this.stay = stay;
    this.attention = attention;
    this.giving = giving;
    this.receiving = receiving;
  }

  void written(Moment now, Entry entry) {
    mind.remember(now, entry);
    mind.troubles().diskWorks();
    List<Ticket> tickets = mind.callers().written(entry);
    if (entry instanceof Entry.Heard heard) {
      mind.wishes().noLongerWriting(heard.event());
      tickets.forEach(ticket -> mind.callers().awaitDecision(ticket, now));
    } else if (entry instanceof Entry.Taken) {
      holder.tellOfTake(now, receiving.cutOff());
    } else if (entry instanceof Entry.Releasing && mind.phase() instanceof Phase.Leaving) {
      mind.then(new Effect.Delete());
    } else if (entry instanceof Entry.HandingOver && mind.phase() instanceof Phase.Ceding ceding) {
      giving.written(now, ceding);
    } else if (entry instanceof Entry.Released || entry instanceof Entry.GaveUp) {
      departure.over(entry);
      tell(tickets, mind.self() + " will not take " + mind.casIp() + " by itself");
    } else if (entry instanceof Entry.Paused) {
      tell(tickets, mind.self() + " is paused: it takes and moves nothing by itself");
    } else if (entry instanceof Entry.Resumed) {
      tell(tickets, mind.self() + " is armed");
    } else if (entry instanceof Entry.BackSoon) {
      ownRestart.written(entry);
    } else if (entry instanceof Entry.Acknowledged word) {
      attention.written(now, word);
    } else {
      peerRestart.written(now, entry);
    }
    notes.written(entry);
  }

  private void tell(List<Ticket> tickets, String text) {
    tickets.forEach(ticket -> mind.tell(ticket, Outcome.DONE, text));
  }

  void notWritten(Moment now, Entry entry, String why) {
    String trouble = "cannot write the journal: " + why;
    mind.troubles().disk(trouble);
    for (Ticket ticket : mind.callers().written(entry)) {
      mind.tell(ticket, Outcome.FAILED, trouble);
    }
    if (entry instanceof Entry.Heard heard) {
      mind.wishes().noLongerWriting(heard.event());
    } else if (entry instanceof Entry.Begun begun) {
      take.notBegun(now, begun);
      answers.all(now, Outcome.FAILED, trouble);
    } else if (entry instanceof Entry.Taken && mind.phase() instanceof Phase.Holding) {
      mind.takenUnwritten(Optional.of(now));
    } else if (entry instanceof Entry.Releasing && mind.phase() instanceof Phase.Leaving) {
      // An address that must go goes, written or not: the lease would take it all the same.
      mind.then(new Effect.Delete());
    } else if (entry instanceof Entry.HandingOver && mind.phase() instanceof Phase.Ceding ceding) {
      giving.notWritten(ceding, trouble);
    } else if (entry instanceof Entry.HandedOver) {
      mind.remember(now, entry);
    } else if (entry instanceof Entry.Released || entry instanceof Entry.GaveUp) {
      mind.remember(now, entry);
      departure.over(entry);
    } else if (entry instanceof Entry.BackSoon) {
      ownRestart.notWritten(entry, trouble);
    } else if (entry instanceof Entry.Kept) {
      stay.notWritten(entry, trouble);
    } else if (entry instanceof Entry.Acknowledged) {
      attention.notWritten(entry, trouble);
    }
    notes.notWritten(now, entry);
  }
}
