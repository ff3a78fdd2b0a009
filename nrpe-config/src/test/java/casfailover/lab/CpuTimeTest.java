package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTimeTest {
  @Test
  void whatTheChildrenUsedCountsAsWell() {
    assertThat(CpuTime.millis("42 (nrpe) S 1 42 42 0 -1 4194560 100 5000 0 0 7 11 130 170 20 0 1"))
        .isEqualTo((7 + 11 + 130 + 170) * 10.0);
  }

  @Test
  void aNameMayLookLikeTheEndOfAName() {
    assertThat(CpuTime.millis("42 (a) b) c S 1) S 1 42 42 0 -1 0 0 0 0 0 1 2 3 4 20 0 1 0"))
        .isEqualTo(100.0);
  }
}
