package casfailover.keep;

import casfailover.decide.Decision;
import casfailover.decide.Decision.Act;
import casfailover.decide.Reason;
import casfailover.keep.Reply.Outcome;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;

/** What those are told who wait for a decision. */
final class Answers {

  private static final Duration COLD_LOOKS = Duration.ofSeconds(1);

  private final Mind mind;

  Answers(Mind mind) {
    this.mind = mind;
  }

  /** Tells those who wait, unless what holds us is only that the first looks are not back yet. */
  void standing(Moment now) {
    Decision decision = mind.verdict().decision();
    boolean cold = decision.row().number() == 7 || decision.act() == Act.TAKE;
    for (Ticket ticket :
        mind.callers().decided(waited -> !cold || waited.compareTo(COLD_LOOKS) > 0, now)) {
      boolean nothing = decision.act() == Act.STAND_BY || decision.act() == Act.END_INTENT;
      mind.tell(ticket, nothing ? Outcome.DONE : Outcome.HELD, sentence(decision));
    }
    Optional<Wishes.StandingOrder> order = mind.wishes().order();
    if (order.isPresent()
        && (!cold || now.since(order.get().since()).compareTo(COLD_LOOKS.multipliedBy(3)) > 0)) {
      mind.wishes().orderAnswered();
      mind.tell(order.get().ticket(), Outcome.HELD, sentence(decision));
    }
  }

  private String sentence(Decision decision) {
    Reason reason = mind.verdict().reason();
    return switch (decision.act()) {
      case STAND_BY, END_INTENT -> mind.self() + " stands by: " + reason.text();
      case SUSPEND -> mind.self() + " waits: " + reason.text();
      default -> mind.self() + " does not take " + mind.casIp() + ": " + reason.text();
    };
  }

  /** Tells those who have waited for longer than the first looks take. */
  void afterFirstLooks(Moment now, Outcome outcome, String text) {
    mind.callers()
        .decided(waited -> waited.compareTo(COLD_LOOKS) > 0, now)
        .forEach(ticket -> mind.tell(ticket, outcome, text));
  }

  void all(Moment now, Outcome outcome, String text) {
    mind.callers().decided(waited -> true, now).forEach(ticket -> mind.tell(ticket, outcome, text));
    mind.wishes().order().ifPresent(order -> mind.tell(order.ticket(), outcome, text));
    mind.wishes().orderAnswered();
  }
}
