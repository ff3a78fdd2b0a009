package casfailover.order;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a poll tells of the monitor, read leniently: it never arms. */
class LevelsTest {

  @Test
  void aPollTellsTheLevelAndItsOtherWordsArePassedOver() {
    assertThat(
            Levels.ofPoll(
                List.of(
                    "state=CRITICAL",
                    "type=HARD",
                    "downtime=1",
                    "peer_state=UP",
                    "peer_checked=1763780996",
                    "now=1763781000",
                    "warning=5",
                    "comment=x")))
        .contains(new Level(true, Optional.of(State.UP), Optional.of(Duration.ofSeconds(4))));
  }

  @Test
  void aPollThatSaysNothingIsNoLevel() {
    assertThat(Levels.ofPoll(List.of())).isEmpty();
    assertThat(Levels.ofPoll(List.of("warning=5", "critical"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "downtime=perhaps",
        "downtime=$SERVICEDOWNTIME$",
        "peer_state=BROKEN",
        "peer_state=OK",
        "downtime=0\n"
      })
  void aPollThatDoesNotReadIsNoLevelAndNoError(String word) {
    assertThat(Levels.ofPoll(List.of("type=HARD", word))).isEmpty();
  }

  @Test
  void aPollThatContradictsItselfIsNoLevel() {
    assertThat(Levels.ofPoll(List.of("downtime=0", "downtime=1"))).isEmpty();
  }
}
