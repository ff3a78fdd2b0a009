package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final List<Long> ONE_TO_TWO_HUNDRED =
      LongStream.rangeClosed(1, 200).boxed().toList();

  @Test
  void ofTwoHundredTwoTookLongerThanTheNinetyNinthPercentile() {
    assertThat(Load.of(2_000_000, ONE_TO_TWO_HUNDRED))
        .isEqualTo(new Load(200, 2_000_000, 100, 198));
  }

  @Test
  void theSlowestOfAFewIsTheirNinetyNinthPercentile() {
    assertThat(Load.of(1000, List.of(7L, 9L, 8L))).isEqualTo(new Load(3, 1000, 8, 9));
  }

  @Test
  void itIsReadAsItWasWritten() {
    Load load = Load.of(2_000_000, ONE_TO_TWO_HUNDRED);
    assertThat(Load.read(load.toString())).isEqualTo(load);
    assertThat(load.perSecond()).isEqualTo(100.0);
  }
}
