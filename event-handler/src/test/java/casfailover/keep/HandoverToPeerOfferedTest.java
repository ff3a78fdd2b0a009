package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Answer;
import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** exch-b offers the address to exch-a, ordered or by itself. */
class HandoverToPeerOfferedTest extends HandoverToPeer {

  @Test
  void anOrderForThePeerIsOfferedToIt() {
    peerAccepts();
    Ticket ticket =
        rig.order(new Order.Failback(new Who("jane", "FAILBACK exch-a"), "exch-a", false));
    rig.passSeconds(10);

    assertThat(rig.peer.asked)
        .singleElement()
        .isInstanceOfSatisfying(
            Question.Offer.class,
            offer -> {
              assertThat(offer.epoch()).isEqualTo(OURS);
              assertThat(offer.cause()).isEqualTo(Cause.FAILBACK);
              assertThat(offer.author()).isEqualTo("jane");
            });
    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.DONE, "exch-a has 192.0.2.100"));
    assertThat(rig.here()).isFalse();
  }

  @Test
  void whatThePeerHasAgainstItIsTold() {
    rig.peer.answers = question -> Optional.of(new Answer.NotDone("exch-a does not serve"));
    Ticket ticket = rig.order(new Order.Failback(Who.NOBODY, "exch-a", false));
    rig.passSeconds(1);

    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.REFUSED, "exch-a does not serve"));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aSecondOrderIsHeldWhileThePeerIsAsked() {
    rig.order(new Order.Evacuate(Who.NOBODY));
    Ticket second = rig.order(new Order.Failback(Who.NOBODY, "exch-a", false));

    assertThat(rig.reply(second))
        .isEqualTo(
            new Reply(Outcome.HELD, "exch-a is being asked already; order it again in a moment"));
    assertThat(rig.peer.asked).hasSize(1);
  }

  @Test
  void anAnswerToAnEarlierOfferIsNone() {
    Ticket ticket = rig.order(new Order.Evacuate(Who.NOBODY));
    Question.Offer earlier = new Question.Offer(OURS, 1, Cause.EVACUATION, "", "", false);
    rig.feed(new Input.PeerAnswered(earlier, new Answer.Done("exch-a has 192.0.2.100")));

    assertThat(rig.answered(ticket)).isFalse();
  }

  @Test
  void anOfferThatNobodyOrderedIsMadeAgainTenSecondsAfterItCameToNothing() {
    rig.peer.answers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.world.gatewayAnswers = false;
    rig.pass(Rig.TAKE_WAIT.minusSeconds(1));
    assertThat(rig.peer.asked).isEmpty();
    rig.passSeconds(6);
    assertThat(rig.peer.asked).hasSize(1);

    rig.passSeconds(10);
    assertThat(rig.peer.asked).hasSize(2);
  }

  @Test
  void anOfferWithoutAnAnswerFails() {
    Ticket ticket = rig.order(new Order.Evacuate(Who.NOBODY));
    rig.passSeconds(10);

    assertThat(rig.reply(ticket))
        .isEqualTo(
            new Reply(
                Outcome.FAILED,
                "exch-a did not say what became of it (no answer); see cas-event-handler status"));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void anAnswerThatDoesNotFitAnOfferIsNone() {
    rig.peer.answers = question -> Optional.of(new Answer.Released(Duration.ZERO));
    Ticket ticket = rig.order(new Order.Evacuate(Who.NOBODY));
    rig.passSeconds(1);

    assertThat(rig.reply(ticket))
        .isEqualTo(
            new Reply(
                Outcome.FAILED,
                "exch-a did not say what became of it (its answer does not fit); see"
                    + " cas-event-handler status"));
  }

  @Test
  void oneWithoutTheAddressIsEvacuatedAlready() {
    Rig standing = Rig.armed();
    Ticket ticket = standing.order(new Order.Evacuate(Who.NOBODY));

    assertThat(standing.reply(ticket))
        .isEqualTo(new Reply(Outcome.ALREADY, "exch-b does not have 192.0.2.100"));
  }

  @Test
  void oneThatLostTheGatewayAsThePeerDidKeepsIt() {
    rig.peer.hasGateway = false;
    rig.world.gatewayAnswers = false;
    rig.pass(Rig.TAKE_WAIT.plusSeconds(5));

    assertThat(rig.peer.asked).isEmpty();
    assertThat(rig.here()).isTrue();
  }

  @Test
  void oneThatAloneLostTheGatewayOffersIt() {
    peerAccepts();
    rig.world.gatewayAnswers = false;
    rig.pass(Rig.TAKE_WAIT.plusSeconds(5));

    assertThat(rig.here()).isFalse();
    assertThat(((Question.Offer) rig.peer.asked.get(0)).cause()).isEqualTo(Cause.GATEWAY);
  }
}
