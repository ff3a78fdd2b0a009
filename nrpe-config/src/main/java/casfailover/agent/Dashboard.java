package casfailover.agent;

import casfailover.keep.Reply;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Understood;
import casfailover.sight.Moment;
import casfailover.sight.Noted;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a person wrote on a dashboard last, and what became of it. The dashboard shows nobody the
 * answer of a notification, so the next checks and a letter do.
 */
final class Dashboard {

  private static final Duration SHOWN = Duration.ofMinutes(15);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Supplier<Moment> clock;
  private final Answering answering;
  private final Consumer<Answered> mail;
  private Optional<Answered> last = Optional.empty();

  /** A note and its answer. */
  record Answered(Understood.ANote note, Reply reply, Moment at) {

    /** A note that comes again finds done what it ordered at first. */
    boolean sameAs(Answered other) {
      boolean again = note.equals(other.note) && at.within(Answering.AGAIN, other.at);
      return again && (reply.equals(other.reply) || reply.outcome() == Outcome.ALREADY);
    }

    /** The lines of the answer, the outcome's word first. */
    List<String> lines() {
      return reply.line().lines().toList();
    }

    String line(ZoneId zone) {
      return "%s, %s, \"%s\": %s"
          .formatted(
              note.author().isEmpty() ? "somebody" : note.author(),
              TIME.format(at.wall().atZone(zone)),
              note.comment(),
              lines().get(0));
    }

    /** The server that took the address over tells of that by itself. */
    private boolean isToldElsewhere() {
      return reply.outcome() == Outcome.DONE
          && note.meaning() instanceof Understood.AnOrder order
          && order.order() instanceof Order.Failback;
    }
  }

  /**
   * Nothing was written yet.
   *
   * @param peer what the other agent answers by mail, as far as it is heard
   * @param mail writes letters
   */
  Dashboard(Supplier<Moment> clock, Supplier<Optional<Noted>> peer, Consumer<Answered> mail) {
    this.clock = clock;
    this.answering = new Answering(clock, peer);
    this.mail = mail;
  }

  /** A note came, and is about to be carried out. */
  void heard(Understood.ANote note) {
    answering.heard(note);
  }

  /** A note was answered. */
  void answered(Understood.ANote note, Reply reply) {
    Answered next = new Answered(note, reply, clock.get());
    boolean due = answering.isDue(note, reply);
    if (!remember(next) && due && !next.isToldElsewhere()) {
      mail.accept(next);
    }
  }

  /** What the other agent is told of this. */
  Optional<Noted> told() {
    return answering.told();
  }

  /** Whether it is the last one, which came again. */
  private synchronized boolean remember(Answered next) {
    boolean again = last.filter(next::sameAs).isPresent();
    last = again ? last : Optional.of(next);
    return again;
  }

  /** What the checks show, as long as somebody may look for it. */
  synchronized Optional<String> shown(ZoneId zone) {
    return last.filter(answered -> clock.get().within(SHOWN, answered.at()))
        .map(answered -> answered.line(zone));
  }
}
