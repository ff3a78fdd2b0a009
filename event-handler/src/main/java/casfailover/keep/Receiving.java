package casfailover.keep;

import casfailover.decide.Reason;
import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.pair.Timing;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.time.Duration;
import java.util.Optional;

/**
 * How the address comes from a peer that has it: this server is the target of the handover, checks
 * whether it could serve, and asks for the release. Its begin is in the journal before, so that
 * after the peer's answer only the add remains.
 */
final class Receiving {

  private static final Duration NOT_AGAIN = Duration.ofSeconds(10);

  private final Mind mind;
  private final Account account;
  private final Pause pause = new Pause();
  private final Patience patience = new Patience();
  private Optional<Request> request = Optional.empty();
  private boolean moving;
  private boolean ordered;
  private Optional<Release> release = Optional.empty();

  /**
   * Somebody asks for the address to come here, and waits for what becomes of it.
   *
   * @param why as the journal tells it
   * @param ordered whether a person wants it
   * @param evenIfDatabases whether that person said so of the databases
   * @param dryRun whether it is only asked what would be done
   */
  record Request(
      Ticket ticket,
      String why,
      boolean ordered,
      boolean evenIfDatabases,
      boolean dryRun,
      Moment since) {

    /** A takeover that was ordered while the peer has the address. */
    static Request of(Wishes.StandingOrder standing) {
      Order.Take take = standing.order();
      return new Request(
          standing.ticket(),
          Moves.ordered(take.who()),
          true,
          take.evenIfDatabases(),
          false,
          standing.since());
    }
  }

  /** The peer let the address go. */
  private record Release(Moment heard, Duration goneFor) {}

  Receiving(Mind mind, Account account) {
    this.mind = mind;
    this.account = account;
  }

  /** Whether somebody waits for it, so that what is seen must not be old. */
  boolean asked() {
    return request.isPresent();
  }

  /** Takes in what somebody asks; it is decided when enough was seen. */
  void request(Moment now, Request next) {
    Phase phase = mind.phase();
    Ticket ticket = next.ticket();
    if (phase instanceof Phase.Holding || phase instanceof Phase.Untouched) {
      mind.tell(ticket, Outcome.ALREADY, mind.self() + " has " + mind.casIp() + " already");
    } else if (mind.stopping()) {
      mind.tell(ticket, Outcome.REFUSED, "the service on " + mind.self() + " stops");
    } else if (!(phase instanceof Phase.Standing) || request.isPresent()) {
      mind.tell(
          ticket,
          Outcome.HELD,
          mind.self() + " is just starting, taking or moving; order it again in a moment");
    } else {
      request = Optional.of(next);
      patience.anew();
    }
  }

  /** Decides what was asked, once it can be told; whether the handover begins with that. */
  boolean decide(Moment now) {
    if (request.isEmpty()) {
      return false;
    }
    Request asked = request.get();
    Checklist list = Checklist.of(mind, asked.ordered(), asked.evenIfDatabases(), now);
    if (list.good() && !asked.dryRun()) {
      begin(now, asked.why(), asked.ordered(), asked.evenIfDatabases());
      return true;
    }
    if (!list.good() && patience.lasts(list, asked.since(), now)) {
      return false;
    }
    request = Optional.empty();
    String move = mind.casIp() + " from " + mind.peer();
    if (list.good()) {
      mind.tell(
          asked.ticket(),
          Outcome.DONE,
          "%s would take %s; dry run, nothing was moved%s"
              .formatted(mind.self(), move, list.lines()));
    } else {
      mind.tell(
          asked.ticket(),
          Outcome.REFUSED,
          "%s does not take %s: %s; nothing was moved%s"
              .formatted(mind.self(), move, list.against(), list.lines()));
    }
    return false;
  }

  /** The peer has the address and does not serve; begins, or says why not. */
  Optional<String> relieve(Moment now, String why) {
    if (!pause.isOver(now)) {
      return Optional.of("a handover was tried a moment ago");
    }
    Checklist list = Checklist.of(mind, false, false, now);
    if (!list.good()) {
      return Optional.of(list.against());
    }
    begin(now, why, false, false);
    return Optional.empty();
  }

  private void begin(Moment now, String why, boolean byPerson, boolean evenIfDatabases) {
    moving = true;
    patience.anew();
    ordered = byPerson;
    release = Optional.empty();
    boolean armed = mind.memory().intent().armed() && !mind.memory().incident().isEmpty();
    Entry.Begun begun =
        new Entry.Begun(
            mind.nextEpoch(),
            How.HANDOVER,
            armed ? mind.memory().incident() : mind.nextIncident(now),
            evenIfDatabases,
            why);
    mind.become(new Phase.Beginning(begun, account.view(now), now));
    mind.write(begun);
  }

  /** The begin is written: what was seen decides again, and the peer is asked. */
  void commit(Moment now, Entry.Begun begun, Phase.Beginning beginning) {
    Checklist list = Checklist.of(mind, ordered, begun.evenIfDatabases(), now);
    Optional<PeerReport> holder = mind.sights().saidJustNow(now);
    if (!list.good() && patience.lasts(list, beginning.since(), now) && !mind.stopping()) {
      return; // what was seen when it was decided is too old or was lost, and is looked at again
    }
    if (!list.good() || holder.isEmpty() || mind.stopping()) {
      giveUp(now, begun, mind.stopping() ? "the service stops" : list.against());
      return;
    }
    Duration grant = mind.setup().timing().grant();
    Question.Release question =
        new Question.Release(holder.get().epoch(), now.wall().toEpochMilli(), grant, ordered);
    mind.become(new Phase.Asking(begun, beginning.evidence(), question, now, now.plus(grant)));
    mind.then(new Effect.AskPeer(question, grant));
  }

  /** The peer answered, or did not: only its word that the address is gone lets it be added. */
  void answered(Moment now, Phase.Asking asking, Answer answer) {
    if (answer instanceof Answer.Released released) {
      if (mind.stopping() || isOver(now, asking)) {
        giveUp(now, asking.begun(), mind.peer() + " let it go too late");
        return;
      }
      Timing kept = mind.pledge().kept();
      Moment old = now.plus(kept.evidenceMaxAge());
      boolean first = old.since(asking.grantEnd()).isNegative();
      release = Optional.of(new Release(now, released.goneFor()));
      mind.become(new Phase.Adding(asking.begun(), asking.evidence(), now, kept.lease()));
      mind.then(new Effect.Add(kept.lease(), first ? old : asking.grantEnd()));
    } else if (answer instanceof Answer.NotDone no) {
      giveUp(now, asking.begun(), mind.peer() + " answered: " + no.text());
    } else if (answer instanceof Answer.Unclear unclear) {
      giveUp(now, asking.begun(), unclear(unclear.why()));
    } else {
      giveUp(now, asking.begun(), unclear("its answer does not fit"));
    }
  }

  /** Time passed while the peer was asked. */
  void await(Moment now, Phase.Asking asking) {
    if (isOver(now, asking)) {
      giveUp(now, asking.begun(), unclear("no answer in time"));
    }
  }

  private static boolean isOver(Moment now, Phase.Asking asking) {
    return now.since(asking.grantEnd()).compareTo(Duration.ZERO) > 0;
  }

  private String unclear(String why) {
    return "%s did not say that it let it go (%s); if it did, it takes it back by itself"
        .formatted(mind.peer(), why);
  }

  private void giveUp(Moment now, Entry.Begun begun, String why) {
    Entry.GaveUp gaveUp = new Entry.GaveUp(begun.epoch(), why);
    mind.become(new Phase.Leaving(gaveUp, now, now));
    mind.write(gaveUp);
    failed(now, why);
  }

  /** Looks what became of a handover that began. */
  void look(Moment now) {
    Phase phase = mind.phase();
    if (phase instanceof Phase.Holding) {
      if (mind.term().taken() || mind.takenUnwritten().isPresent()) {
        arrived();
      }
    } else if (!moving) {
      if (mind.stopping()) {
        tell(Outcome.REFUSED, "the service on " + mind.self() + " stops");
      }
    } else if (phase instanceof Phase.Standing || phase instanceof Phase.Leaving) {
      String trouble = mind.troubles().any();
      failed(now, trouble.isEmpty() ? "it had to let it go again" : trouble);
    }
  }

  private void failed(Moment now, String why) {
    moving = false;
    pause.until(now.plus(NOT_AGAIN));
    tell(
        Outcome.FAILED,
        "%s did not take %s from %s: %s".formatted(mind.self(), mind.casIp(), mind.peer(), why));
  }

  private void arrived() {
    if (request.isEmpty()) {
      moving = false;
      return;
    }
    String outage =
        cutOff().map(time -> "; clients were cut off for " + Reason.brief(time)).orElse("");
    moving = false;
    tell(
        Outcome.DONE,
        "%s has %s, handed over by %s%s".formatted(mind.self(), mind.casIp(), mind.peer(), outage));
  }

  private void tell(Outcome outcome, String text) {
    request.ifPresent(asked -> mind.tell(asked.ticket(), outcome, text));
    request = Optional.empty();
  }

  /** How long nobody had the address in the handover by which it is here, if that was measured. */
  Optional<Duration> cutOff() {
    return release
        .filter(gone -> moving)
        .flatMap(
            gone ->
                mind.holding()
                    .map(tenure -> gone.goneFor().plus(tenure.from().since(gone.heard()))));
  }
}
