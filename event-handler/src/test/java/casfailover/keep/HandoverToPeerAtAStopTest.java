package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Answer;
import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The service of exch-b stops while it has the address: it hands over first, or releases. */
class HandoverToPeerAtAStopTest extends HandoverToPeer {

  @Test
  void aServiceThatStopsHandsOverFirst() {
    peerAccepts();
    rig.feed(new Input.Stopping());
    rig.passSeconds(3);

    assertThat(rig.resting).isTrue();
    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.words()).contains("handed_over").doesNotContain("released");
    assertThat(((Question.Offer) rig.peer.asked.get(0)).cause()).isEqualTo(Cause.STOP);
  }

  @Test
  void aServiceThatStopsReleasesWhatThePeerDoesNotWant() {
    rig.peer.answers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.feed(new Input.Stopping());
    rig.passSeconds(2);

    assertThat(rig.resting).isTrue();
    assertThat(rig.journal.words()).contains("released");
  }

  @Test
  void aServiceThatStopsReleasesAtOnceWhereThePeerIsSilent() {
    rig.peerDies().passSeconds(3);
    rig.feed(new Input.Stopping());
    rig.pass(Duration.ofMillis(100));

    assertThat(rig.resting).isTrue();
    assertThat(rig.peer.asked).isEmpty();
  }

  @Test
  void aServiceThatStopsOffersNothingToAPeerThatGoesByOtherSettings() {
    rig.peer.settings = "000000";
    stopsWithoutAnOffer();
  }

  @Test
  void aServiceThatStopsOffersNothingToAPeerThatCannotTellWhetherItHasIt() {
    rig.peer.unsure = true;
    stopsWithoutAnOffer();
  }

  private void stopsWithoutAnOffer() {
    rig.passSeconds(2);
    rig.feed(new Input.Stopping());
    rig.pass(Duration.ofMillis(100));

    assertThat(rig.peer.asked).isEmpty();
    assertThat(rig.journal.words()).endsWith("releasing", "released");
  }

  @Test
  void aServiceThatStopsWaitsForWhatThePeerSaysOfAnOffer() {
    rig.peer.takes = Duration.ofSeconds(2);
    rig.peer.answers = question -> Optional.of(new Answer.Done("exch-a has 192.0.2.100"));
    rig.order(new Order.Evacuate(Who.NOBODY));
    released();
    rig.feed(new Input.Stopping());
    rig.passSeconds(1);
    assertThat(rig.resting).isFalse();

    rig.passSeconds(1);
    assertThat(rig.resting).isTrue();
  }

  @Test
  void aServiceThatStopsNeedNotWaitForThePeerToTakeWhatItLetGo() {
    released();
    rig.feed(new Input.Stopping());

    assertThat(rig.resting).isTrue();
  }
}
