package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.sight.BackSoon.Announcement;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * Our own restart, announced so that the address stays meanwhile: the peer says first that it
 * waits, only then the address gets a lifetime that outlasts the restart, and only then the process
 * may end without letting it go.
 */
final class OwnRestart {

  /** How long the address lives from the renewal on. */
  static final Duration LIFETIME = Duration.ofSeconds(30);

  /** How long after the announcement the peer may answer and that renewal begin. */
  static final Duration ANSWER = Duration.ofSeconds(5);

  /** How much of the lifetime a restart may take; after that it is renewed as ever. */
  private static final Duration ALONE = Duration.ofSeconds(25);

  private final Mind mind;
  private final Notes notes;
  private Stage stage;

  private sealed interface Stage {

    /** The announcement that the peer is told. */
    default Optional<Long> told() {
      return Optional.empty();
    }

    /** Who waits for an answer. */
    default Optional<Ticket> caller() {
      return Optional.empty();
    }
  }

  /** Nothing is announced, or what was is over. */
  private record None() implements Stage {}

  /** The order that is being carried out. */
  private record Call(long number, Moment since, Ticket ticket, Order.Who who) {}

  /** A stage in which the caller waits. */
  private sealed interface Waiting extends Stage {
    Call call();

    @Override
    default Optional<Long> told() {
      return Optional.of(call().number());
    }

    @Override
    default Optional<Ticket> caller() {
      return Optional.of(call().ticket());
    }
  }

  /** The peer is told, and did not answer yet. */
  private record Asked(Call call) implements Waiting {}

  /** The peer waits, and the journal is being told. */
  private record Granted(Call call, Entry.BackSoon entry) implements Waiting {}

  /** The journal knows: the renewal begins as soon as none is under way. */
  private record Written(Call call) implements Waiting {}

  /** The renewal is under way. */
  private record Renewing(Call call, Effect.Renew renewal) implements Waiting {}

  /**
   * The address may live for longer than a lease.
   *
   * @param number the announcement that the peer is told
   * @param until to when the address is left alone
   */
  private record Given(long number, Moment until) implements Stage {
    @Override
    public Optional<Long> told() {
      return Optional.of(number);
    }

    /** The address gets older while the machine sleeps. */
    Duration left(Moment now) {
      Duration awake = until.since(now);
      Duration asleep = until.boot().minus(now.boot());
      return awake.compareTo(asleep) <= 0 ? awake : asleep;
    }
  }

  /** What an earlier process announced holds until the address lives by the lease again. */
  OwnRestart(Mind mind, Notes notes, Moment start) {
    this.mind = mind;
    this.notes = notes;
    this.stage =
        mind.memory()
            .restarts()
            .own()
            .<Stage>map(entry -> new Given(entry.number(), start))
            .orElse(new None());
  }

  void order(Moment now, Ticket ticket, Order.Who who) {
    Phase phase = mind.phase();
    if (phase instanceof Phase.Standing || phase instanceof Phase.Untouched) {
      mind.tell(
          ticket,
          Outcome.DONE,
          mind.self() + " keeps no address alive, so its agent can be restarted at any time");
    } else if (mind.holding().filter(tenure -> mind.term().taken()).isEmpty()) {
      mind.tell(ticket, Outcome.HELD, "the address comes or goes; order it again in a moment");
    } else if (stage instanceof Given given && leavesAlone(now)) {
      mind.tell(ticket, Outcome.DONE, restartWithin(given.left(now)));
    } else if (!(stage instanceof None)) {
      mind.tell(ticket, Outcome.HELD, "a restart is being announced; order it again in a moment");
    } else {
      stage = new Asked(new Call(now.boot().toMillis(), now, ticket, who));
    }
  }

  private String restartWithin(Duration time) {
    return "%s waits; restart the agent of %s within %d s, and %s stays"
        .formatted(mind.peer(), mind.self(), time.toSeconds(), mind.casIp());
  }

  /** Goes on while the address is here. */
  void hold(Moment now, Tenure tenure) {
    if (stage instanceof Asked asked) {
      ask(now, asked.call());
    } else if (stage instanceof Written written && !tenure.renewing()) {
      lengthen(now, tenure, written.call());
    } else if (stage instanceof Given && byLease(now, tenure)) {
      stage = new None();
    }
    if (stage instanceof None && mind.memory().restarts().own().isPresent()) {
      notes.note(now, new Entry.BackSoonOver());
    }
  }

  /** Whether the address will not live for longer than the peer reckons with anyway. */
  private boolean byLease(Moment now, Tenure tenure) {
    return !leavesAlone(now)
        && tenure.longestLifetime().compareTo(mind.pledge().kept().lease()) <= 0;
  }

  private void ask(Moment now, Call call) {
    if (mind.sights().report().filter(r -> r.backSoon().heard(call.number())).isPresent()) {
      Order.Who who = call.who();
      Entry.BackSoon entry =
          new Entry.BackSoon(call.number(), now.boot(), LIFETIME, who.author(), who.comment());
      stage = new Granted(call, entry);
      mind.write(entry);
    } else if (!now.within(ANSWER, call.since())) {
      fail(call.ticket(), mind.peer() + " did not say that it waits");
      stage = new None();
    }
  }

  private void lengthen(Moment now, Tenure tenure, Call call) {
    Moment end = call.since().plus(ANSWER);
    Moment notAfter = end.since(tenure.expiry()).isNegative() ? end : tenure.expiry();
    Effect.Renew renewal = new Effect.Renew(LIFETIME, now, notAfter);
    stage = new Renewing(call, renewal);
    tenure.renewalBegins(LIFETIME);
    mind.then(renewal);
  }

  /** The peer waits for long enough, whether the renewal worked or not. */
  void renewed(Moment now, Effect.Renew renew, Input.Result result) {
    if (stage instanceof Renewing renewing && renewing.renewal().equals(renew)) {
      Call call = renewing.call();
      boolean works = result instanceof Input.Result.Verified;
      Moment until = works ? renew.begun().plus(ALONE) : now;
      stage = new Given(call.number(), until);
      if (works) {
        mind.tell(call.ticket(), Outcome.DONE, restartWithin(until.since(now)));
      } else {
        fail(call.ticket(), ((Input.Result.Failed) result).why());
      }
    }
  }

  void written(Entry entry) {
    if (stage instanceof Granted granted && granted.entry().equals(entry)) {
      stage = new Written(granted.call());
    }
  }

  void notWritten(Entry entry, String trouble) {
    if (stage instanceof Granted granted && granted.entry().equals(entry)) {
      fail(granted.call().ticket(), trouble);
      stage = new None();
    }
  }

  private void fail(Ticket ticket, String why) {
    mind.tell(
        ticket,
        Outcome.FAILED,
        why + ": to end the agent of " + mind.self() + " now is to let " + mind.casIp() + " go");
  }

  /** The address is not here, or goes: what it may still live for is over when that is written. */
  void without(Moment now) {
    stage.caller().ifPresent(ticket -> fail(ticket, "the address goes"));
    if (stage instanceof Asked || mind.memory().restarts().own().isEmpty()) {
      stage = new None();
    } else if (stage instanceof Waiting waiting) {
      stage = new Given(waiting.call().number(), now);
    }
  }

  /** Whether the address is left alone, since it was given what outlasts a restart. */
  boolean leavesAlone(Moment now) {
    return stage instanceof Given given && given.left(now).compareTo(Duration.ZERO) > 0;
  }

  /** Whether it is about to be given that. */
  boolean isRenewing() {
    return stage instanceof Renewing;
  }

  /** What the peer is to know. */
  Optional<Announcement> told() {
    return stage.told().map(n -> new Announcement(n, LIFETIME.plus(ANSWER)));
  }
}
