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
    rig.peer.serves = false;
    rig.hard();
    rig.passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(((Question.Release) rig.peer.asked.get(0)).ordered()).isFalse();
  }

  @Test
  void aPeerThatCannotBeRelievedIsNotAskedAllTheTime() {
    rig.peer.serves = false;
    rig.peer.answers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.hard();
    rig.passSeconds(9);
    assertThat(rig.peer.asked).hasSize(1);

    rig.passSeconds(10);
    assertThat(rig.peer.asked).hasSize(2);
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aPeerThatIsNotToBeRelievedAgainYetIsHeldSo() {
    rig.peer.serves = false;
    rig.peer.answers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.hard();
    rig.passSeconds(5);

    assertThat(rig.view().reason().text())
        .isEqualTo(
            "exch-a has 192.0.2.100 and does not serve clients; a handover was tried a moment ago");
  }

  @Test
  void aPeerThatCannotBeRelievedIsToldWithWhatSpeaksAgainstIt() {
    rig.peer.serves = false;
    rig.databases.copiesHere = "Failed";
    rig.hard();
    rig.passSeconds(9);

    assertThat(rig.peer.asked).isEmpty();
    assertThat(rig.view().reason().text())
        .isEqualTo(
            "exch-a has 192.0.2.100 and does not serve clients; databases: no good copy on exch-b:"
                + " Archive Failed");
  }
}
