package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;

import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.keep.Effect;
import casfailover.keep.Reply;
import casfailover.keep.Ticket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the two agents ask each other to move the address on purpose; each message may be lost. */
final class Agents {

  private final World world;
  private final Map<Ticket, Asked> open = new HashMap<>();
  private int lost;

  /** A question on its way: who asked it, and in which of its lives. */
  private static final class Asked {
    private final Machine by;
    private final int life;
    private final Question question;
    private boolean over;

    Asked(Machine by, Question question) {
      this.by = by;
      this.life = by.process.life();
      this.question = question;
    }

    void end(Answer answer) {
      if (!over) {
        over = true;
        by.agent.answered(life, question, answer);
      }
    }
  }

  Agents(World world) {
    this.world = world;
  }

  /** In per cent. */
  void lose(int share) {
    lost = share;
  }

  private boolean arrives() {
    return lost == 0 || world.chance.nextInt(100) >= lost;
  }

  void ask(Machine by, Effect.AskPeer ask) {
    Asked asked = new Asked(by, ask.question());
    Machine to = by.other();
    String word = ask.question().getClass().getSimpleName();
    world.trace.note(world.now(), by.name, "asks the other:", () -> word);
    world.agenda.in(
        world.about(6 * MILLI),
        () -> {
          if (world.pings(by) && to.lively() && arrives()) {
            Ticket ticket = world.ticket(to, word);
            open.put(ticket, asked);
            to.agent.asked(ticket, ask.question());
          }
        });
    world.agenda.in(
        ask.patience().toNanos() / 1000, () -> asked.end(new Answer.Unclear("no answer in time")));
  }

  void answers(Machine from, Ticket ticket, Reply reply) {
    Asked asked = open.remove(ticket);
    if (asked == null) {
      return;
    }
    Answer answer =
        switch (reply.outcome()) {
          case DONE ->
              asked.question instanceof Question.Release
                  ? new Answer.Released(Duration.ofMillis(10))
                  : new Answer.Done(reply.text());
          case ALREADY -> new Answer.Already(reply.text());
          case HELD, FAILED, REFUSED -> new Answer.NotDone(reply.text());
        };
    world.agenda.in(
        world.about(6 * MILLI),
        () -> {
          if (world.pings(from) && arrives()) {
            asked.end(answer);
          }
        });
  }
}
