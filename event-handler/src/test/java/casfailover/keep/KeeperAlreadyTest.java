package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Answer;
import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was ordered and is so already is told apart from what was done. */
class KeeperAlreadyTest {

  private static final Who JANE = new Who("jane", "");

  private static Reply ordered(Rig rig, Order order) {
    return rig.reply(rig.order(order));
  }

  @Test
  void aTakeoverOfWhatIsHere() {
    assertThat(ordered(Rig.holder(), new Order.Take(JANE, false)))
        .isEqualTo(new Reply(Outcome.ALREADY, "exch-b has 192.0.2.100 already"));
  }

  @Test
  void aFailbackToWhereItIs() {
    assertThat(ordered(Rig.holder(), new Order.Failback(JANE, "exch-b", false)))
        .isEqualTo(new Reply(Outcome.ALREADY, "exch-b has 192.0.2.100 already"));
  }

  @Test
  void aFailbackToThePeerThatHasIt() {
    assertThat(ordered(Rig.armed(), new Order.Failback(JANE, "exch-a", false)))
        .isEqualTo(new Reply(Outcome.ALREADY, "exch-a has 192.0.2.100 already"));
  }

  @Test
  void theEvacuationOfAServerWithoutIt() {
    assertThat(ordered(Rig.armed(), new Order.Evacuate(JANE)).outcome()).isEqualTo(Outcome.ALREADY);
  }

  @Test
  void anOfferOfWhatIsHere() {
    Rig rig = Rig.holder();
    Epoch theirs = new Epoch(1, "exch-a");

    assertThat(rig.reply(rig.ask(offer(theirs))).outcome()).isEqualTo(Outcome.ALREADY);
  }

  private static Question offer(Epoch term) {
    return new Question.Offer(term, 7, Cause.FAILBACK, "jane", "", false);
  }

  @Test
  void anOfferToAPeerThatSaysSo() {
    Rig rig = Rig.holder();
    rig.peerReturns().passSeconds(5);
    rig.peer.answers = offer -> Optional.of(new Answer.Already("exch-a has 192.0.2.100 already"));
    Ticket ticket = rig.order(new Order.Failback(JANE, "exch-a", false));
    rig.passSeconds(1);

    assertThat(rig.reply(ticket))
        .isEqualTo(new Reply(Outcome.ALREADY, "exch-a has 192.0.2.100 already"));
  }

  @Test
  void peopleReadThatItIsDoneAndTheOtherAgentThatItWasBefore() {
    Reply reply = new Reply(Outcome.ALREADY, "exch-a has 192.0.2.100 already");

    assertThat(reply.line()).isEqualTo("DONE exch-a has 192.0.2.100 already");
    assertThat(reply.lineForPeer()).isEqualTo("ALREADY exch-a has 192.0.2.100 already");
    assertThat(reply.outcome().code()).isZero();
  }
}
