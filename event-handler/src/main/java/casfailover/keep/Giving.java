package casfailover.keep;

import casfailover.handover.Answer;
import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.pair.Epoch;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the address goes to a peer that asks for it: this server holds, offers it if it must go, lets
 * go when it is asked to, and takes it back only when the peer cannot add it any more.
 */
final class Giving {

  /** Beyond the grant and its add: what the peer looks at before it asks, and its journal. */
  private static final Duration PEER_LOOKS = Duration.ofSeconds(3);

  private static final Duration NOT_AGAIN = Duration.ofSeconds(10);

  private final Mind mind;
  private final Pause pause = new Pause();
  private final List<Ticket> askers = new ArrayList<>();
  private Optional<Offering> offering = Optional.empty();
  private boolean offeredBeforeStop;
  private Duration grant = Duration.ZERO;
  private Optional<Moment> deleting = Optional.empty();

  /** The peer was offered the address and has not answered yet. */
  private record Offering(Question.Offer question, Optional<Ticket> ticket) {}

  Giving(Mind mind) {
    this.mind = mind;
  }

  // ---- The holder wants it to go

  /** A person wants the address on the peer. */
  void order(Moment now, Ticket ticket, Cause cause, Order.Who who, boolean dryRun) {
    if (mind.memory().term().isEmpty() || offering.isPresent()) {
      mind.tell(
          ticket,
          Outcome.HELD,
          mind.peer() + " is being asked already; order it again in a moment");
    } else {
      offer(now, Optional.of(ticket), cause, who, dryRun);
    }
  }

  /** Nobody ordered it: offers it, unless that came to nothing a moment ago. */
  void offer(Moment now, Cause cause) {
    if (offering.isEmpty() && pause.isOver(now) && mind.memory().term().isPresent()) {
      offer(now, Optional.empty(), cause, Order.Who.NOBODY, false);
    }
  }

  private void offer(
      Moment now, Optional<Ticket> ticket, Cause cause, Order.Who who, boolean dryRun) {
    Question.Offer question =
        new Question.Offer(
            mind.term().epoch(),
            now.wall().toEpochMilli(),
            cause,
            who.author(),
            who.comment(),
            dryRun);
    offering = Optional.of(new Offering(question, ticket));
    Duration add = mind.setup().oneAdd();
    Duration patience = mind.setup().timing().grant().plus(PEER_LOOKS).plus(add);
    mind.then(new Effect.AskPeer(question, patience));
  }

  /** The peer said what became of the offer. */
  void answered(Moment now, Question.Offer question, Answer answer) {
    Optional<Offering> open = offering.filter(o -> o.question().equals(question));
    if (open.isEmpty()) {
      return;
    }
    offering = Optional.empty();
    boolean took = answer instanceof Answer.Done;
    if (!took) {
      pause.until(now.plus(NOT_AGAIN));
    }
    open.get().ticket().ifPresent(ticket -> tell(ticket, answer));
  }

  private void tell(Ticket ticket, Answer answer) {
    if (answer instanceof Answer.Done done) {
      mind.tell(ticket, Outcome.DONE, done.text());
    } else if (answer instanceof Answer.Already already) {
      mind.tell(ticket, Outcome.ALREADY, already.text());
    } else if (answer instanceof Answer.NotDone no) {
      mind.tell(ticket, Outcome.REFUSED, no.text());
    } else {
      String why =
          answer instanceof Answer.Unclear unclear ? unclear.why() : "its answer does not fit";
      mind.tell(
          ticket,
          Outcome.FAILED,
          "%s did not say what became of it (%s); see cas-event-handler status"
              .formatted(mind.peer(), why));
    }
  }

  /** Before the service ends: whether the peer is still being asked to take the address. */
  boolean beforeStop(Moment now) {
    if (!offeredBeforeStop && offering.isEmpty() && peerIsReady(now)) {
      offeredBeforeStop = true;
      offer(now, Optional.empty(), Cause.STOP, Order.Who.NOBODY, false);
    }
    return offering.isPresent();
  }

  private boolean peerIsReady(Moment now) {
    return mind.sights()
        .saidLately(now)
        .filter(r -> r.stance() == Stance.NOT_ME && r.ready())
        .filter(r -> r.settings().equals(mind.setup().settings()))
        .isPresent();
  }

  /** Whether nothing is left to wait for before the end. */
  boolean settled() {
    return offering.isEmpty();
  }

  // ---- The peer asks for it

  /** The peer asks for the release. */
  void asked(Moment now, Ticket ticket, Question.Release question) {
    if (isUnderWay(question)) {
      askers.add(ticket);
      return;
    }
    Optional<String> against = against(now, question);
    if (against.isPresent()) {
      mind.tell(ticket, Outcome.REFUSED, against.get());
      return;
    }
    Tenure tenure = ((Phase.Holding) mind.phase()).tenure();
    Entry.HandingOver handing =
        new Entry.HandingOver(question.epoch(), question.attempt(), mind.peer() + " asked for it");
    askers.add(ticket);
    grant = question.grant();
    mind.become(new Phase.Ceding(tenure, handing));
    mind.write(handing);
  }

  /** The same question came a second time, and the first is not answered yet. */
  private boolean isUnderWay(Question.Release question) {
    return !askers.isEmpty()
        && handing()
            .filter(h -> h.epoch().equals(question.epoch()) && h.attempt() == question.attempt())
            .isPresent();
  }

  private Optional<Entry.HandingOver> handing() {
    return mind.phase() instanceof Phase.Ceding ceding
        ? Optional.of(ceding.handing())
        : mind.phase() instanceof Phase.Leaving ? mind.memory().handing() : Optional.empty();
  }

  private Optional<String> against(Moment now, Question.Release question) {
    if (!(mind.phase() instanceof Phase.Holding holding) || !isTaken()) {
      return Optional.of(mind.self() + " does not have it, or does not look after it");
    }
    Epoch epoch = mind.term().epoch();
    if (!epoch.equals(question.epoch())) {
      return Optional.of(
          "%s has it in term %s, not %s".formatted(mind.self(), epoch, question.epoch()));
    }
    if (holding.tenure().broken(now) || mind.verdict().decision().givesUp()) {
      return Optional.of(mind.self() + " is giving it up");
    }
    if (mind.memory().paused() && !question.ordered()) {
      return Optional.of(mind.self() + " is paused");
    }
    return Optional.empty();
  }

  private boolean isTaken() {
    return mind.memory().term().filter(Recollection.Term::taken).isPresent();
  }

  /** That it will be handed over is in the journal: now it goes. */
  void written(Moment now, Phase.Ceding ceding) {
    deleting = Optional.of(now);
    Entry.HandingOver h = ceding.handing();
    Entry.HandedOver last = new Entry.HandedOver(h.epoch(), h.attempt(), h.why());
    mind.become(new Phase.Leaving(last, now, now));
    mind.then(new Effect.Delete());
  }

  /** It cannot be written, so the address stays. */
  void notWritten(Phase.Ceding ceding, String trouble) {
    mind.become(new Phase.Holding(ceding.tenure()));
    askers.forEach(ticket -> mind.tell(ticket, Outcome.FAILED, trouble));
    askers.clear();
  }

  /** It is gone and read back: the peer hears of it before anything else is done. */
  void gone(Moment now, Entry.HandedOver last) {
    Duration goneFor = deleting.map(now::since).orElse(Duration.ZERO);
    String text = new Answer.Released(goneFor).text();
    askers.forEach(ticket -> mind.tell(ticket, Outcome.DONE, text));
    askers.clear();
    mind.write(last);
    cede(now, new Entry.HandingOver(last.epoch(), last.attempt(), last.why()));
    mind.callers()
        .departed()
        .forEach(
            ticket ->
                mind.tell(ticket, Outcome.DONE, mind.self() + " has let " + mind.casIp() + " go"));
  }

  /** The last process had begun to hand it over, and it is gone. */
  void goOn(Moment now, Entry.HandingOver handing) {
    if (mind.memory().term().isPresent()) {
      mind.write(new Entry.HandedOver(handing.epoch(), handing.attempt(), handing.why()));
    }
    cede(now, handing);
  }

  /** The address is gone from here, and the peer may be adding it. */
  private void cede(Moment now, Entry.HandingOver handing) {
    Timing timing = mind.setup().timing();
    Duration own = timing.reclaimWait(mind.setup().oneAdd());
    Duration more = grant.minus(timing.grant());
    Duration wait = more.isNegative() ? own : own.plus(more);
    mind.sights().neighbourhood().forgetRun();
    mind.troubles().addressWorks();
    mind.become(new Phase.Ceded(handing, now, now.plus(wait)));
  }

  /** Waits until the peer says that it has it, or cannot add it any more. */
  void await(Moment now, Phase.Ceded ceded) {
    Pair pair = mind.setup().pair();
    boolean peerHasIt =
        mind.sights()
            .saidJustNow(now)
            .filter(r -> r.stance() == Stance.HOLDS)
            .map(PeerReport::epoch)
            .filter(theirs -> theirs.outranks(ceded.handing().epoch(), pair.preferredOwner()))
            .isPresent();
    if (peerHasIt || now.since(ceded.reclaimAt()).compareTo(Duration.ZERO) >= 0) {
      mind.become(new Phase.Standing());
    }
  }
}
