package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.keep.Effect;
import casfailover.keep.Reply;
import casfailover.keep.Ticket;
import org.junit.jupiter.api.Test;

/** In which order it hands out what the keeper wants; the rest of it, the agent's tests show. */
class LoopTest {

  private static final Reply REPLY = new Reply(Reply.Outcome.DONE, "done");

  @Test
  void onlyAnAnswerThatNobodyWaitsBehindComesAfterTheView() {
    Ticket ticket = new Ticket(1);
    assertThat(Loop.canWait(new Effect.Tell(ticket, REPLY, false))).isTrue();
    assertThat(Loop.canWait(new Effect.Tell(ticket, REPLY, true))).isFalse();
    assertThat(Loop.canWait(new Effect.Delete())).isFalse();
  }
}
