package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.keep.Reply.Outcome;
import casfailover.pair.Timing;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What exch-a answers to the release: a refusal, nothing, too late, twice, or what does not fit.
 */
class HandoverFromPeerAnswerTest extends HandoverFromPeer {

  @Test
  void aRefusalEndsIt() {
    rig.peer.answers = question -> Optional.of(new Answer.NotDone("exch-a is giving it up"));

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text()).contains("exch-a answered: exch-a is giving it up");
    assertThat(rig.journal.words()).endsWith("begun", "gave_up");
    assertThat(rig.here()).isFalse();
  }

  @Test
  void anAnswerThatDoesNotComeIsNoRelease() {
    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text())
        .isEqualTo(
            "exch-b did not take 192.0.2.100 from exch-a: exch-a did not say that it let it go (no"
                + " answer); if it did, it takes it back by itself");
    assertThat(rig.journal.words()).endsWith("begun", "gave_up");
    assertThat(rig.here()).isFalse();
  }

  @Test
  void anAnswerAfterTheGrantAddsNothing() {
    peerLetsGo();
    rig.peer.takes = Timing.DEFAULT.grant().plusMillis(100);

    assertThat(ordered(FAILBACK).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.address.adds).isZero();
    assertThat(rig.here()).isFalse();
  }

  @Test
  void anAddThatBeginsAfterTheGrantIsTooLate() {
    peerLetsGo();
    rig.peer.takes = Timing.DEFAULT.grant().minusMillis(2);

    assertThat(ordered(FAILBACK).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.address.adds).isZero();
  }

  @Test
  void anAnswerToAnEarlierAttemptIsNone() {
    rig.order(FAILBACK);
    rig.passSeconds(3);
    Question first = rig.peer.asked.get(0);
    rig.order(FAILBACK);
    rig.passUntil(() -> rig.peer.asked.size() >= 2);

    rig.feed(new Input.PeerAnswered(first, new Answer.Released(Duration.ZERO)));
    rig.passSeconds(5);

    assertThat(rig.address.adds).isZero();
  }

  @Test
  void aSecondAnswerChangesNothing() {
    peerLetsGo();
    ordered(FAILBACK);

    rig.feed(new Input.PeerAnswered(rig.peer.asked.get(0), new Answer.Released(Duration.ZERO)));
    rig.passSeconds(5);

    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void givesUpWhenTheGrantEndsWithoutAnyWord() {
    peerLetsGo();
    rig.peer.takes = Duration.ofMinutes(5);

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text()).contains("exch-a did not say that it let it go (no answer in time)");
  }

  @Test
  void anAnswerThatDoesNotFitIsNoRelease() {
    rig.peer.answers = question -> Optional.of(new Answer.Done("exch-a has 192.0.2.100"));

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text()).contains("(its answer does not fit)");
    assertThat(rig.address.adds).isZero();
  }
}
