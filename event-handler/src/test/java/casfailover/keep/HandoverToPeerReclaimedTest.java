package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Question;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** exch-b let the address go, and exch-a does not take it, or exch-b dies on the way. */
class HandoverToPeerReclaimedTest extends HandoverToPeer {

  @Test
  void whatThePeerSaidBeforeItAskedIsNoReasonToTakeItBack() {
    released();
    rig.pass(RECLAIM.minusMillis(100));

    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.ownReport().stance()).isEqualTo(casfailover.sight.PeerReport.Stance.NOT_ME);
  }

  @Test
  void comesBackWithTheNextTermWhenThePeerCannotHaveItAnyMore() {
    released();
    rig.pass(RECLAIM.plusSeconds(1));

    assertThat(rig.here()).isTrue();
    assertThat(rig.ownReport().epoch()).isEqualTo(new Epoch(3, "exch-b"));
  }

  @Test
  void comesBackInSpiteOfAPause() {
    rig.order(new Order.Pause(Who.NOBODY));
    released();
    rig.pass(RECLAIM.plusSeconds(1));

    assertThat(rig.here()).isTrue();
  }

  @Test
  void waitsLongerForAPeerWithALongerGrant() {
    rig.ask(new Question.Release(OURS, 7, GRANT.plusSeconds(3), true));
    rig.pass(RECLAIM.plusSeconds(2));
    assertThat(rig.here()).isFalse();

    rig.passSeconds(3);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void whatComesBackLivesByTheLeaseAlsoAfterARestartWasAnnounced() {
    Ticket ticket = rig.order(new Order.BackSoon(Order.Who.NOBODY));
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    released();
    rig.pass(RECLAIM).passSeconds(30);

    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.words()).doesNotContain("releasing");
    assertThat(rig.ownReport().backSoon().told()).isEmpty();
  }

  @Test
  void staysAwayWhileThePeerIsAboutToTakeIt() {
    released();
    rig.peer.begun = true;
    rig.passSeconds(20);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void staysAwayWhileAnybodyAnswersForIt() {
    released();
    rig.world.wire = Set.of(OtherServer.MAC);
    rig.passSeconds(20);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void staysAwayWhileThePeerIsOnlySilent() {
    released();
    rig.peer.agent = false;
    rig.passSeconds(8);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void oneThatDiesBeforeItDeletesHoldsOn() {
    rig.ask(RELEASE);
    rig.kill().pass(Duration.ofMillis(500));
    rig.restart().passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(rig.ownReport().epoch()).isEqualTo(OURS);
  }

  @Test
  void oneThatDiesAfterItDeletedWaitsForThePeer() {
    rig.ask(RELEASE);
    rig.pass(Duration.ofMillis(2));
    rig.address.expiry = Optional.empty();
    rig.kill().pass(Duration.ofMillis(500));
    rig.restart().pass(RECLAIM.minusMillis(200));
    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.words()).contains("handed_over");

    rig.passSeconds(2);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void oneThatDiesWhileItWaitsGoesOnWaiting() {
    released();
    rig.kill().pass(Duration.ofMillis(500));
    rig.restart().pass(RECLAIM.minusMillis(200));
    assertThat(rig.here()).isFalse();

    rig.passSeconds(2);
    assertThat(rig.here()).isTrue();
  }
}
