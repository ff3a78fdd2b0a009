package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.sight.Moment;

/** What follows from the order of a person. */
final class Obedience {

  private final Mind mind;
  private final Departure departure;
  private final Moves moves;
  private final OwnRestart ownRestart;
  private final Stay stay;
  private final Attention attention;

  Obedience(
      Mind mind,
      Departure departure,
      Moves moves,
      OwnRestart ownRestart,
      Stay stay,
      Attention attention) {
    this.mind = mind;
    this.departure = departure;
    this.moves = moves;
    this.ownRestart = ownRestart;
    this.stay = stay;
    this.attention = attention;
  }

  void order(Moment now, Ticket ticket, Order order) {
    if (order instanceof Order.Take take) {
      take(now, ticket, take);
    } else if (order instanceof Order.Release) {
      release(now, ticket, order.who());
    } else if (order instanceof Order.Failback failback) {
      moves.failback(now, ticket, failback);
    } else if (order instanceof Order.Evacuate evacuate) {
      moves.evacuate(now, ticket, evacuate);
    } else if (order instanceof Order.Pause) {
      await(ticket, new Entry.Paused(order.who().author(), order.who().comment()));
    } else if (order instanceof Order.BackSoon) {
      ownRestart.order(now, ticket, order.who());
    } else if (order instanceof Order.Keep keep) {
      stay.order(now, ticket, keep);
    } else if (order instanceof Order.Acknowledge) {
      attention.order(now, ticket, order.who());
    } else if (order instanceof Order.Resume) {
      await(ticket, new Entry.Resumed(order.who().author(), order.who().comment()));
    }
  }

  private void await(Ticket ticket, Entry entry) {
    mind.callers().awaitEntry(mind.write(entry), ticket);
  }

  private void take(Moment now, Ticket ticket, Order.Take take) {
    Phase phase = mind.phase();
    if (phase instanceof Phase.Holding || phase instanceof Phase.Untouched) {
      mind.tell(ticket, Outcome.ALREADY, mind.self() + " has " + mind.casIp() + " already");
    } else if (mind.wishes().order().isPresent()) {
      mind.tell(
          ticket, Outcome.HELD, "another takeover was ordered a moment ago and is not decided");
    } else {
      mind.wishes().ordered(new Wishes.StandingOrder(ticket, take, now));
    }
  }

  private void release(Moment now, Ticket ticket, Order.Who who) {
    Phase phase = mind.phase();
    String why = "ordered" + (who.author().isEmpty() ? "" : " by " + who.author());
    if (phase instanceof Phase.Beginning
        || phase instanceof Phase.Asking
        || phase instanceof Phase.Adding) {
      mind.tell(ticket, Outcome.HELD, "a takeover is under way; order it again when it is over");
    } else if (phase instanceof Phase.Ceding) {
      mind.callers().awaitDeparture(ticket);
    } else if (phase instanceof Phase.Starting) {
      mind.tell(
          ticket, Outcome.HELD, mind.self() + " has only just started; order it again in a moment");
    } else if (phase instanceof Phase.Standing
        || phase instanceof Phase.Ceded
        || leavesUnordered()) {
      await(ticket, new Entry.Released(mind.memory().known(), true, why));
    } else {
      mind.callers().awaitDeparture(ticket);
      if (!(phase instanceof Phase.Leaving)) {
        departure.leave(now, true, why);
      }
    }
  }

  /** Whether the address goes without a person's word, so that it might come back by itself. */
  private boolean leavesUnordered() {
    return mind.phase() instanceof Phase.Leaving leaving
        && !(leaving.last() instanceof Entry.Released released && released.byPerson());
  }
}
