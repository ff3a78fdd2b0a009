package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static casfailover.keep.Instants.seen;
import static casfailover.keep.Instants.silent;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunTest {

  private final Run run = new Run(seconds(2));

  @Test
  void countsFromTheStartOfTheFirstLook() {
    run.add(new Sighting.Silent(at(99), at(100), new Note("no answer")), true);
    run.add(silent(101), true);

    assertThat(run.since()).contains(at(99));
    assertThat(run.length(at(103))).isEqualTo(seconds(4));
  }

  @Test
  void isBrokenByALookThatDoesNotConfirm() {
    run.add(silent(100), true);
    run.add(seen(101), false);

    assertThat(run.since()).isEmpty();
    assertThat(run.length(at(103))).isEqualTo(Duration.ZERO);
  }

  @Test
  void isBrokenByAGapAndBeginsAnewBehindIt() {
    run.add(silent(100), true);
    run.add(silent(102), true);
    assertThat(run.since()).contains(at(100));
    run.add(silent(104.001), true);

    assertThat(run.since()).contains(at(104.001));
  }

  @Test
  void canBeEndedAndBegunAnew() {
    run.add(silent(100), true);
    run.end();
    assertThat(run.since()).isEmpty();
    run.add(silent(101), true);

    assertThat(run.since()).contains(at(101));
  }
}
