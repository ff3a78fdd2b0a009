package casfailover.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentTest {

  private static final Moment THEN =
      new Moment(
          Duration.ofSeconds(10), Duration.ofSeconds(100), Instant.parse("2026-11-22T03:12:00Z"));

  /** The moment at which each clock has gone on by a time of its own. */
  private static Moment after(int monotonic, int boot, int wall) {
    return new Moment(
        THEN.monotonic().plusSeconds(monotonic),
        THEN.boot().plusSeconds(boot),
        THEN.wall().plusSeconds(wall));
  }

  @Test
  void clocksThatRanAlikeAgree() {
    assertThat(after(7, 7, 7).discord(THEN)).isZero();
    assertThat(THEN.plus(Duration.ofHours(1)).discord(THEN)).isZero();
    assertThat(THEN.discord(THEN)).isZero();
  }

  @Test
  void aMachineThatSleptShowsInTheMonotonicClock() {
    assertThat(after(1, 31, 31).discord(THEN)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aWallClockThatWasSetShowsInEitherDirection() {
    assertThat(after(1, 1, 3601).discord(THEN)).isEqualTo(Duration.ofHours(1));
    assertThat(after(1, 1, -3599).discord(THEN)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void ofThreeClocksTheTwoThatAreFurthestApartCount() {
    assertThat(after(2, 5, 1).discord(THEN)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void itDoesNotMatterWhichMomentIsAskedForDiscord() {
    assertThat(THEN.discord(after(1, 31, 31))).isEqualTo(after(1, 31, 31).discord(THEN));
  }

  @Test
  void timeIsToldByTheClockThatNobodySets() {
    Moment now = after(5, 65, -3600);

    assertThat(now.since(THEN)).isEqualTo(Duration.ofSeconds(5));
    assertThat(now.within(Duration.ofSeconds(6), THEN)).isTrue();
    assertThat(now.within(Duration.ofSeconds(5), THEN)).as("the end is outside").isFalse();
  }
}
