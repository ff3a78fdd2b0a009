package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Timing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** exch-a asks for an address that exch-b does not let go. */
class HandoverToPeerRefusedTest extends HandoverToPeer {

  @Test
  void anotherQuestionMeanwhileIsRefused() {
    Ticket first = rig.ask(RELEASE);
    Ticket another = rig.ask(new Question.Release(OURS, 8, GRANT, true));
    Ticket ofAnotherTerm = rig.ask(new Question.Release(THEIRS, 7, GRANT, true));
    rig.pass(Duration.ofMillis(50));

    assertThat(rig.reply(first).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.reply(another))
        .isEqualTo(
            new Reply(Outcome.REFUSED, "exch-b does not have it, or does not look after it"));
    assertThat(rig.reply(ofAnotherTerm).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void whatIsNotInTheJournalAsTakenIsNotLetGo() {
    Rig taker = Rig.armed();
    taker.journal.writable = entry -> !(entry instanceof Entry.Taken);
    taker.peerDies().databasesMove().passSeconds(3);
    taker.hard();
    taker.pass(Rig.TAKE_WAIT);
    assertThat(taker.here()).isTrue();

    assertThat(taker.reply(taker.ask(RELEASE)))
        .isEqualTo(
            new Reply(Outcome.REFUSED, "exch-b does not have it, or does not look after it"));
  }

  @Test
  void whatMayHaveRunOutIsNotLetGo() {
    rig.freeze(Timing.DEFAULT.lease().plusSeconds(1));

    assertThat(rig.reply(rig.ask(RELEASE)))
        .isEqualTo(new Reply(Outcome.REFUSED, "exch-b is giving it up"));
  }

  @Test
  void aQuestionThatComesLateEndsNoLaterTerm() {
    released();
    rig.pass(RECLAIM.plusSeconds(2));
    Ticket late = rig.ask(RELEASE);
    rig.passSeconds(1);

    assertThat(rig.reply(late).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(rig.reply(late).text()).isEqualTo("exch-b has it in term 3:exch-b, not 2:exch-b");
    assertThat(rig.here()).isTrue();
  }

  @Test
  void oneWithoutTheAddressHasNothingToLetGo() {
    Rig standing = Rig.armed();
    Ticket ticket = standing.ask(RELEASE);

    assertThat(standing.reply(ticket).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aPauseKeepsItUnlessAPersonWantsIt() {
    rig.order(new Order.Pause(Who.NOBODY));
    rig.passSeconds(1);
    Ticket ticket = rig.ask(new Question.Release(OURS, 7, GRANT, false));

    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.REFUSED, "exch-b is paused"));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void keepsWhatItCannotWriteDown() {
    rig.journal.diskWorks = false;
    Reply reply = released();
    rig.passSeconds(10);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.here()).isTrue();

    rig.journal.diskWorks = true;
    assertThat(released().outcome()).isEqualTo(Outcome.DONE);
  }
}
