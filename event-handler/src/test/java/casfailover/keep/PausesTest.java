package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static casfailover.keep.Instants.seen;
import static casfailover.keep.Instants.silent;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has to wait, and for how long. */
class PausesTest {

  @Test
  void aPauseIsNotCutShortByAShorterOne() {
    Pause pause = new Pause();
    assertThat(pause.isOver(at(100))).isTrue();
    pause.until(at(110));
    pause.until(at(105));
    assertThat(pause.isOver(at(109.999))).isFalse();
    assertThat(pause.isOver(at(110))).isTrue();

    pause.until(at(120));
    assertThat(pause.isOver(at(119))).isFalse();
  }

  @Test
  void aCoolDownRunsFromTheTakeOn() {
    CoolDown coolDown = new CoolDown(Optional.empty(), at(100));
    assertThat(coolDown.left(seconds(60), at(100))).isZero();
    coolDown.begin(at(110));
    assertThat(coolDown.left(seconds(60), at(130))).isEqualTo(seconds(40));
    assertThat(coolDown.left(seconds(60), at(171))).isEqualTo(Duration.ZERO);
  }

  @Test
  void aCoolDownThatBeganBeforeTheStartGoesOnByTheWallClock() {
    Instant taken = at(90).wall();
    assertThat(new CoolDown(Optional.of(taken), at(100)).left(seconds(60), at(110)))
        .isEqualTo(seconds(40));
  }

  @Test
  void aTakeInTheFutureTellsOfAClockThatWasSet() {
    Instant taken = at(100.001).wall();
    assertThat(new CoolDown(Optional.of(taken), at(100)).left(seconds(60), at(100))).isZero();
    assertThat(new CoolDown(Optional.of(at(100).wall()), at(100)).left(seconds(60), at(100)))
        .isEqualTo(seconds(60));
  }

  @Test
  void anAddressIsReachedOnceALookFromAfterItCameFoundTheWay() {
    Confirmation confirmation = new Confirmation(at(100));
    confirmation.saw(seen(99.999));
    confirmation.saw(silent(101));
    assertThat(confirmation.reached()).isFalse();
    assertThat(confirmation.isOverdue(at(104.999))).isFalse();
    assertThat(confirmation.isOverdue(at(105))).isTrue();

    confirmation.saw(seen(106));
    confirmation.saw(silent(107));
    assertThat(confirmation.reached()).isTrue();
    assertThat(confirmation.isOverdue(at(108))).isFalse();
  }

  @Test
  void anAddressIsReachedByALookThatBeganAsItCame() {
    Moment came = at(100);
    Confirmation confirmation = new Confirmation(came);
    confirmation.saw(seen(100));

    assertThat(confirmation.reached()).isTrue();
  }
}
