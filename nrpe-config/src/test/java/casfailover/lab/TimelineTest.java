package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant ZERO = Instant.parse("2026-11-22T02:12:02Z");

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Timeline timeline =
      new Timeline(new PrintStream(shown, true, StandardCharsets.UTF_8));

  @Test
  void countsFromTheFailureAndShowsEachStepAsItComes() {
    timeline.countFrom(ZERO);
    timeline.add(new Step(ZERO.plusMillis(1250), Step.Kind.ADDRESS_UP, "up"));
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("   +1.250 s  address-up    up\n");
  }

  @Test
  void writesItsStepsInOrderOfTimeAsJson() {
    timeline.countFrom(ZERO);
    timeline.add(new Step(ZERO.plusMillis(20), Step.Kind.MAIL, "a \"b\"\nc\\d"));
    timeline.add(new Step(ZERO.minusMillis(5), Step.Kind.CHECK, "first"));
    assertThat(timeline.json())
        .isEqualTo(
            """
            [
              {"t_ms":-5,"step":"check","text":"first"},
              {"t_ms":20,"step":"mail","text":"a \\"b\\"\\u000ac\\\\d"}
            ]
            """);
  }

  @Test
  void saysWhatWasNotSeen() {
    assertThatThrownBy(
            () ->
                timeline.await(
                    "the letter", Step.Kind.MAIL, ZERO, Duration.ZERO, step -> step.says("x")))
        .isInstanceOf(Unseen.class)
        .hasMessage("not seen within 0 s: the letter");
  }
}
