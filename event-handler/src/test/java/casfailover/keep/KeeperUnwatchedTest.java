package casfailover.keep;

import static casfailover.keep.Rig.armed;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.keep.News.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A monitor that asked, and asks no more. */
class KeeperUnwatchedTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @Test
  void isToldOnceAfterFiveMinutes() {
    Rig rig = armed();
    rig.feed(new Input.Polled("monitor", Level.NOTHING));
    rig.pass(FIVE_MINUTES);
    assertThat(rig.letters()).isEmpty();
    rig.pass(FIVE_MINUTES);

    assertThat(rig.letters()).containsExactly(Kind.UNWATCHED);
  }

  @Test
  void isToldAgainAfterItHadAskedAgain() {
    Rig rig = armed();
    rig.feed(new Input.Watched());
    rig.pass(FIVE_MINUTES.plusSeconds(1));
    rig.feed(new Input.Watched());
    rig.pass(FIVE_MINUTES.plusSeconds(1));

    assertThat(rig.letters()).containsExactly(Kind.UNWATCHED, Kind.UNWATCHED);
  }

  @Test
  void isNothingWhileItAsks() {
    Rig rig = armed();
    for (int minute = 0; minute < 20; minute++) {
      rig.feed(new Input.Watched());
      rig.passSeconds(60);
    }

    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void isNothingWhereNoneEverAsked() {
    assertThat(armed().pass(FIVE_MINUTES.multipliedBy(3)).letters()).isEmpty();
  }
}
