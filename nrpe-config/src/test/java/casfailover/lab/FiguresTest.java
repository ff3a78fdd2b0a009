package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(new Figures("x", List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3.0);
    assertThat(new Figures("x", List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2.0);
  }

  @Test
  void nothingMeasuredIsNoFigure() {
    assertThatThrownBy(() -> new Figures("x", List.of()))
        .isInstanceOf(CannotRun.class)
        .hasMessage("nothing was measured of x");
  }

  @Test
  void aGoalIsALineThatOthersParse() {
    assertThat(new Goal("takeover-step-ratio", 3.14, 4).line())
        .isEqualTo("goal takeover-step-ratio 3.1 <=4 met");
    assertThat(new Goal("takeover-cold-ms", 612, 500).line())
        .isEqualTo("goal takeover-cold-ms 612 <=500 missed");
  }
}
