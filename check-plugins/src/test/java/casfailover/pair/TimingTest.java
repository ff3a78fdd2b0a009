package casfailover.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static final Duration ADD_ON_LINUX = Duration.ofSeconds(1);
  private static final Duration ADD_ON_WINDOWS = Duration.ofSeconds(6);

  private static final Timing LAB = with(Duration.ofSeconds(2), Duration.ofSeconds(1));

  private static Timing with(Duration lease, Duration dagMaxAge) {
    Timing d = Timing.DEFAULT;
    return new Timing(
        d.limit(),
        d.pingInterval(),
        d.pingDeadline(),
        d.tick(),
        lease,
        dagMaxAge,
        d.evidenceMaxAge(),
        d.grant(),
        d.standDown(),
        d.peerUpHold(),
        d.coolDown(),
        d.dagPatience(),
        d.remindEvery());
  }

  @Test
  void thePeerIsSilentAfterAllItsPingsAndTheDeadlineOfTheLast() {
    assertThat(Timing.DEFAULT.silence()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void theGraceIsTheLongerOfSilenceAndTheAgeOfADatabaseReading() {
    assertThat(Timing.DEFAULT.grace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(LAB.grace()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void aTakerWaitsLongerThanAHolderCanKeepTheAddressUnseen() {
    assertThat(Timing.DEFAULT.takeWait()).isEqualTo(Duration.ofMillis(9_999));
    assertThat(LAB.takeWait()).isEqualTo(Duration.ofMillis(4_444));
    assertThat(Timing.DEFAULT.takeWait())
        .isGreaterThan(Timing.DEFAULT.grace().plus(Timing.DEFAULT.lease()));
  }

  @Test
  void theLeaseIsRenewedFourTimesWithinItsLife() {
    assertThat(Timing.DEFAULT.renew()).isEqualTo(Duration.ofSeconds(1));
    assertThat(LAB.renew()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void whoReleasedForAHandoverTakesBackOnlyAfterTheOtherHadItsTime() {
    assertThat(Timing.DEFAULT.reclaimWait(ADD_ON_LINUX)).isEqualTo(Duration.ofMillis(3_400));
    assertThat(Timing.DEFAULT.reclaimWait(ADD_ON_WINDOWS)).isEqualTo(Duration.ofMillis(8_400));
  }

  @Test
  void theDefaultsKeepTheRelationsThatTheSettingsMustKeep() {
    Timing d = Timing.DEFAULT;

    assertThat(d.peerUpHold()).isGreaterThanOrEqualTo(d.takeWait());
    assertThat(d.coolDown()).isGreaterThanOrEqualTo(d.takeWait().multipliedBy(4));
    assertThat(d.evidenceMaxAge()).isLessThan(d.lease());
  }
}
