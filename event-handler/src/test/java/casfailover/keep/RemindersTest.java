package casfailover.keep;

import static casfailover.keep.Instants.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemindersTest {

  private final Reminders reminders = new Reminders(seconds(60));

  private long due(double lasted, double every) {
    return reminders.due(seconds(lasted), seconds(every));
  }

  @Test
  void eachComesAnIntervalAfterTheLast() {
    assertThat(due(60, 600)).isZero();
    assertThat(due(659.999, 600)).isZero();
    assertThat(due(660, 600)).isEqualTo(1);
    assertThat(due(1860, 600)).isEqualTo(3);
  }

  @Test
  void afterAChangeTheNextComesAWholeNewIntervalLater() {
    assertThat(due(700, 600)).isEqualTo(1);
    assertThat(due(800, 100)).isEqualTo(1);
    assertThat(due(899, 100)).isEqualTo(1);
    assertThat(due(900, 100)).isEqualTo(2);
  }

  @Test
  void numbersNeverGoBackHoweverOftenItIsChanged() {
    assertThat(due(660, 100)).isEqualTo(6);
    assertThat(due(660, 600)).isEqualTo(6);
    assertThat(due(1260, 600)).isEqualTo(7);
    assertThat(due(1260, 50)).isEqualTo(7);
    assertThat(due(1310, 50)).isEqualTo(8);
  }

  @Test
  void whatIsDueAtTheMomentOfAChangeIsNotLost() {
    assertThat(due(60, 600)).isZero();
    assertThat(due(660, 100)).isEqualTo(1);
  }
}
