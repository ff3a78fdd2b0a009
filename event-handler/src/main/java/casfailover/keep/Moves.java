package casfailover.keep;

import casfailover.handover.Answer;
import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.keep.Receiving.Request;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport.Stance;

/** Planned moves: whoever orders one, on whichever of the two servers, the right one begins it. */
final class Moves {

  private final Mind mind;
  private final Giving giving;
  private final Receiving receiving;

  Moves(Mind mind, Giving giving, Receiving receiving) {
    this.mind = mind;
    this.giving = giving;
    this.receiving = receiving;
  }

  /** A person wants the address on a server of the pair. */
  void failback(Moment now, Ticket ticket, Order.Failback order) {
    if (order.server().equals(mind.self())) {
      receiving.request(
          now, new Request(ticket, ordered(order.who()), true, false, order.dryRun(), now));
    } else if (mind.phase() instanceof Phase.Holding) {
      giving.order(now, ticket, Cause.FAILBACK, order.who(), order.dryRun());
    } else if (peerHolds(now)) {
      mind.tell(ticket, Outcome.ALREADY, mind.peer() + " has " + mind.casIp() + " already");
    } else {
      mind.tell(
          ticket,
          Outcome.REFUSED,
          "%s does not have %s, so it has nothing to hand over; on %s: cas-event-handler takeover"
              .formatted(mind.self(), mind.casIp(), order.server()));
    }
  }

  private boolean peerHolds(Moment now) {
    return mind.sights()
        .heardLately(now)
        .filter(report -> report.stance() == Stance.HOLDS)
        .isPresent();
  }

  /** A person is about to work on this server. */
  void evacuate(Moment now, Ticket ticket, Order.Evacuate order) {
    Phase phase = mind.phase();
    if (phase instanceof Phase.Holding) {
      giving.order(now, ticket, Cause.EVACUATION, order.who(), false);
    } else if (phase instanceof Phase.Standing || phase instanceof Phase.Ceded) {
      mind.tell(ticket, Outcome.ALREADY, mind.self() + " does not have " + mind.casIp());
    } else {
      mind.tell(
          ticket,
          Outcome.HELD,
          mind.self() + " is just starting, taking or moving; order it again in a moment");
    }
  }

  /** The other agent asks for something. */
  void asked(Moment now, Ticket ticket, Question question) {
    if (question instanceof Question.Release release) {
      giving.asked(now, ticket, release);
      return;
    }
    Question.Offer offer = (Question.Offer) question;
    receiving.request(
        now, new Request(ticket, why(offer), offer.cause().ordered(), false, offer.dryRun(), now));
  }

  /** The other agent answered, or did not. */
  void answered(Moment now, Question question, Answer answer) {
    if (question instanceof Question.Offer offer) {
      giving.answered(now, offer, answer);
    } else if (mind.phase() instanceof Phase.Asking asking && asking.question().equals(question)) {
      receiving.answered(now, asking, answer);
    }
  }

  private String why(Question.Offer offer) {
    String peer = mind.peer();
    return switch (offer.cause()) {
      case FAILBACK -> ordered(new Order.Who(offer.author(), offer.comment()));
      case EVACUATION ->
          peer + " is evacuated, " + ordered(new Order.Who(offer.author(), offer.comment()));
      case STOP -> "the service on " + peer + " stops";
      case GATEWAY -> peer + " does not reach the gateway";
    };
  }

  /** Whose word a move is, as the journal tells it. */
  static String ordered(Order.Who who) {
    return "ordered"
        + (who.author().isEmpty() ? "" : " by " + who.author())
        + (who.comment().isEmpty() ? "" : ": " + who.comment());
  }
}
