package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(Figures.millis("x", List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3.0);
    assertThat(Figures.millis("x", List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2.0);
  }

  @Test
  void nothingMeasuredIsNoFigure() {
    assertThatThrownBy(() -> Figures.millis("x", List.of()))
        .isInstanceOf(CannotRun.class)
        .hasMessage("nothing was measured of x");
  }

  @Test
  void aGoalIsALineThatOthersParse() {
    assertThat(Goal.atMost("takeover-step-ratio", 3.14, 4).line())
        .isEqualTo("goal takeover-step-ratio 3.1 <=4 met");
    assertThat(Goal.atMost("takeover-cold-ms", 612, 500).line())
        .isEqualTo("goal takeover-cold-ms 612 <=500 missed");
    assertThat(Goal.atLeast("heal-one-holder", 20, 20).line())
        .isEqualTo("goal heal-one-holder 20 >=20 met");
  }

  @Test
  void aGoalThatIsJustMissedDoesNotLookMet() {
    assertThat(Goal.atLeast("nrpe-plain-cpu-ratio", 24.97, 25).line())
        .isEqualTo("goal nrpe-plain-cpu-ratio 24.9700 >=25 missed");
    assertThat(Goal.atMost("nrpe-p99-32-ratio", 1.04, 1).line())
        .isEqualTo("goal nrpe-p99-32-ratio 1.0400 <=1 missed");
  }

  @Test
  void figuresAndGoalsAreReadByOtherPrograms() {
    Measured measured =
        Measured.of(
            List.of(new Figures("resident", "MB", List.of(61.0, 62.0))),
            List.of(Goal.atMost("agent-rss-mb", 61.5, 80)));

    assertThat(measured.json("footprint"))
        .isEqualTo(
            "{\"bench\":\"footprint\","
                + "\"figures\":[{\"name\":\"resident\",\"unit\":\"MB\",\"median\":61.500,"
                + "\"values\":[61.000, 62.000]}],"
                + "\"goals\":[{\"goal\":\"agent-rss-mb\",\"figure\":61.5,\"bound\":\"<=80\","
                + "\"met\":true}]}");
  }
}
