package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Answer;
import casfailover.handover.Question;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** exch-a has the address and does not serve, and an event wants it here. */
class HandoverFromPeerRelievedTest extends HandoverFromPeer {

  @Test
  void aPeerThatHasItAndDoesNotServeIsRelieved() {
    peerLetsGo();
    rig.peerServes = false;
    rig.hard();
    rig.passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(((Question.Release) rig.asked.get(0)).ordered()).isFalse();
  }

  @Test
  void aPeerThatCannotBeRelievedIsNotAskedAllTheTime() {
    rig.peerServes = false;
    rig.peerAnswers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.hard();
    rig.passSeconds(9);
    assertThat(rig.asked).hasSize(1);

    rig.passSeconds(10);
    assertThat(rig.asked).hasSize(2);
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aPeerThatIsNotToBeRelievedAgainYetIsHeldSo() {
    rig.peerServes = false;
    rig.peerAnswers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.hard();
    rig.passSeconds(5);

    assertThat(rig.view().reason().text())
        .isEqualTo(
            "exch-a has 192.0.2.100 and does not serve clients; a handover was tried a moment ago");
  }

  @Test
  void aPeerThatCannotBeRelievedIsToldWithWhatSpeaksAgainstIt() {
    rig.peerServes = false;
    rig.copiesHere = "Failed";
    rig.hard();
    rig.passSeconds(9);

    assertThat(rig.asked).isEmpty();
    assertThat(rig.view().reason().text())
        .isEqualTo(
            "exch-a has 192.0.2.100 and does not serve clients; databases: no good copy on exch-b:"
                + " Archive Failed");
  }
}
