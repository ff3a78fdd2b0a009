package casfailover.decide;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.decide.Event.Meaning;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTest {

  private static final Event EVENT =
      new Event("monitor", Subject.PEER, State.CRITICAL, StateType.HARD, "3", "17", Level.NOTHING);

  @ParameterizedTest
  @CsvSource({
    "OK, SOFT, END",
    "OK, HARD, END",
    "WARNING, SOFT, NOTHING",
    "WARNING, HARD, NOTHING",
    "CRITICAL, SOFT, PRE_ARM",
    "CRITICAL, HARD, ARM",
    "UNKNOWN, SOFT, NOTHING",
    "UNKNOWN, HARD, NOTHING",
    "UP, SOFT, END",
    "UP, HARD, END",
    "DOWN, SOFT, PRE_ARM",
    "DOWN, HARD, ARM",
    "UNREACHABLE, SOFT, NOTHING",
    "UNREACHABLE, HARD, NOTHING"
  })
  void asksForWhatItsStateMeans(State state, StateType type, Meaning meaning) {
    for (Subject subject : Subject.values()) {
      assertThat(new Event("monitor", subject, state, type, "", "", Level.NOTHING).meaning())
          .isEqualTo(meaning);
    }
  }

  @Test
  void theAttemptSaysNothing() {
    Event first =
        new Event(
            "monitor", Subject.PEER, State.CRITICAL, StateType.HARD, "1", "17", Level.NOTHING);

    assertThat(first.meaning()).isEqualTo(Meaning.ARM);
    assertThat(first.repeats(EVENT)).isTrue();
  }

  @Test
  void repeatsAnotherWhateverElseTheMonitorSaidWithIt() {
    Level level = new Level(true, Optional.of(State.UP), Optional.of(Duration.ofSeconds(3)));
    Event again =
        new Event("monitor", Subject.PEER, State.CRITICAL, StateType.HARD, "4", "17", level);

    assertThat(again.repeats(EVENT)).isTrue();
    assertThat(EVENT.repeats(again)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "other, PEER, CRITICAL, HARD, 17",
    "monitor, CAS_IP, CRITICAL, HARD, 17",
    "monitor, PEER, OK, HARD, 17",
    "monitor, PEER, CRITICAL, SOFT, 17",
    "monitor, PEER, CRITICAL, HARD, 18"
  })
  void isAnotherIfMonitorSubjectStateTypeOrProblemIs(
      String monitor, Subject subject, State state, StateType type, String problem) {
    Event other = new Event(monitor, subject, state, type, "3", problem, Level.NOTHING);

    assertThat(other.repeats(EVENT)).isFalse();
  }
}
