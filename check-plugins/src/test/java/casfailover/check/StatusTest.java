package casfailover.check;

import static casfailover.check.Status.CRITICAL;
import static casfailover.check.Status.OK;
import static casfailover.check.Status.UNKNOWN;
import static casfailover.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusTest {

  @Test
  void hasTheExitCodesOfPlugins() {
    assertThat(Stream.of(OK, WARNING, CRITICAL, UNKNOWN).map(Status::code))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void ordersCriticalBeforeUnknownBeforeWarningBeforeOk() {
    assertThat(Stream.of(OK, UNKNOWN, CRITICAL, WARNING).sorted(Status.gravestFirst()))
        .containsExactly(CRITICAL, UNKNOWN, WARNING, OK);
    for (Status one : Status.values()) {
      for (Status other : Status.values()) {
        assertThat(one.or(other)).isEqualTo(other.graverThan(one) ? other : one);
        assertThat(one.or(other)).isEqualTo(other.or(one));
      }
    }
  }

  @Test
  void isOkWhereNothingIsWrong() {
    assertThat(Status.worst(Stream.of())).isEqualTo(OK);
    assertThat(Status.worst(Stream.of(OK, WARNING, UNKNOWN))).isEqualTo(UNKNOWN);
  }
}
