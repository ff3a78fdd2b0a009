package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Timing;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A lease of four seconds, given at second 100 and renewed each second. */
class TenureTest {

  private static final Timing TIMING = Timing.DEFAULT;
  private final Tenure tenure = new Tenure(at(100.1), Optional.empty(), seconds(4), at(100));

  @Test
  void isRenewedAfterAQuarterOfTheLease() {
    assertThat(tenure.renewalDue(TIMING, at(100.9))).isFalse();
    assertThat(tenure.renewalDue(TIMING, at(101))).isTrue();
  }

  @Test
  void isRenewedAfterAQuarterOfWhatItHasWhereThatIsShorter() {
    Tenure shorter = new Tenure(at(100), Optional.empty(), seconds(2), at(100));

    assertThat(shorter.renewalDue(TIMING, at(100.4))).isFalse();
    assertThat(shorter.renewalDue(TIMING, at(100.5))).isTrue();
  }

  @Test
  void isRenewedAtOnceWhereItHasMoreThanTheLease() {
    Tenure longer = new Tenure(at(100), Optional.empty(), seconds(30), at(100));
    assertThat(longer.renewalDue(TIMING, at(100))).isTrue();

    tenure.renewalBegins(seconds(30));
    tenure.renewalFailed(at(100.1));
    assertThat(tenure.renewalDue(TIMING, at(100.2))).isTrue();
  }

  @Test
  void isNotRenewedTwiceAtOnce() {
    tenure.renewalBegins(seconds(4));

    assertThat(tenure.renewing()).isTrue();
    assertThat(tenure.renewalDue(TIMING, at(103))).isFalse();
  }

  @Test
  void aRenewalThatFailedIsTriedAgainAfterHalfATick() {
    tenure.renewalBegins(seconds(4));
    tenure.renewalFailed(at(101));

    assertThat(tenure.renewing()).isFalse();
    assertThat(tenure.renewalDue(TIMING, at(101.099))).isFalse();
    assertThat(tenure.renewalDue(TIMING, at(101.1))).isTrue();
  }

  @Test
  void aRenewalCountsFromWhenItWasAskedFor() {
    tenure.renewalBegins(seconds(4));
    tenure.renewed(seconds(4), at(101));

    assertThat(tenure.renewing()).isFalse();
    assertThat(tenure.expiry()).isEqualTo(at(105));
    assertThat(tenure.renewalDue(TIMING, at(101.9))).isFalse();
    assertThat(tenure.renewalDue(TIMING, at(102))).isTrue();
  }

  @Test
  void afterARenewalThatFailedTheNextOneDoesNotWaitAgain() {
    tenure.renewalFailed(at(101.95));
    tenure.renewed(seconds(4), at(101));

    assertThat(tenure.renewalDue(TIMING, at(102))).isTrue();
  }

  @Test
  void mayLiveForTheLongestOfWhatWasGivenAndWhatMayHaveBeen() {
    assertThat(tenure.longestLifetime()).isEqualTo(seconds(4));
    tenure.renewalBegins(seconds(30));
    assertThat(tenure.longestLifetime()).isEqualTo(seconds(30));
    tenure.renewalFailed(at(101));
    tenure.renewalBegins(seconds(4));
    assertThat(tenure.longestLifetime()).isEqualTo(seconds(30));
    tenure.renewed(seconds(4), at(102));
    assertThat(tenure.longestLifetime()).isEqualTo(seconds(4));
  }

  @Test
  void isBrokenOnceTheLeaseHasPassedByAnyClock() {
    assertThat(tenure.broken(at(104))).isFalse();
    assertThat(tenure.broken(at(104.001))).isTrue();

    assertThat(tenure.broken(asleep(seconds(2)))).isFalse();
    assertThat(tenure.broken(asleep(seconds(4)))).isTrue();

    assertThat(tenure.broken(set(seconds(4)))).isFalse();
    assertThat(tenure.broken(set(seconds(4.001)))).isTrue();
    assertThat(tenure.broken(set(seconds(-4.001)))).isTrue();
  }

  /**
   * A second after the lease was given, by the clock that stands still while the machine sleeps.
   */
  private static Moment asleep(Duration time) {
    Moment m = at(101);
    return new Moment(m.monotonic(), m.boot().plus(time), m.wall().plus(time));
  }

  private static Moment set(Duration by) {
    Moment m = at(101);
    return new Moment(m.monotonic(), m.boot(), m.wall().plus(by));
  }

  @Test
  void anAddressThatWasHereIsSettledAndOneThatWasTakenIsNot() {
    Rig rig = Rig.armed();
    assertThat(tenure.settled()).isTrue();
    Tenure taken = new Tenure(at(100), Optional.of(rig.view()), seconds(4), at(100));
    assertThat(taken.settled()).isFalse();

    taken.settle();
    assertThat(taken.settled()).isTrue();
  }

  @Test
  void isDefendedOnceUntilTheWireWasSilentForAMinute() {
    assertThat(tenure.defended()).isFalse();
    tenure.wireSilent(at(100));
    tenure.defend(at(101));
    tenure.wireSilent(at(161));
    assertThat(tenure.defended()).isTrue();
    tenure.wireSilent(at(161.001));
    assertThat(tenure.defended()).isFalse();
  }
}
