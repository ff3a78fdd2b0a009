package casfailover.keep;

import static casfailover.keep.Effects.count;
import static casfailover.keep.Rig.holder;
import static casfailover.keep.Rig.quietHolder;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A process that stood still, and answers that come late. */
class KeeperStandstillTest {

  @Test
  void aHolderThatStoodStillForLessThanItsLeaseLooksBeforeItLetsGo() {
    Rig rig = quietHolder();
    rig.reload(Rig.times(4, 1, Duration.ofHours(1)), "3f9c21");
    rig.passSeconds(20);
    rig.freeze(Duration.ofMillis(2500));
    rig.passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(rig.words()).doesNotContain("releasing");
  }

  @Test
  void aHolderThatStoodStillAndHearsNobodyAfterwardsLetsGo() {
    Rig rig = quietHolder();
    rig.reload(Rig.times(4, 1, Duration.ofHours(1)), "3f9c21");
    rig.passSeconds(20);
    rig.peerDies();
    rig.gatewayAnswers = false;
    rig.databasesReadable = false;
    rig.freeze(Duration.ofMillis(2500));
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.words()).contains("releasing");
  }

  @Test
  void thatItStoodStillOnceIsNoExcuseLater() {
    Rig rig = holder();
    rig.freeze(Duration.ofSeconds(1)).passSeconds(20);
    rig.databasesReadable = false;
    rig.passSeconds(10);
    assertThat(rig.words()).doesNotContain("releasing");
    rig.gatewayAnswers = false;
    rig.passSeconds(2.5);

    assertThat(rig.words()).contains("releasing");
  }

  @Test
  void theDatabasesAreWaitedForAnewAfterTheAddressWasHere() {
    Rig rig = holder();
    rig.passSeconds(100);
    rig.freeze(Duration.ofSeconds(6));
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.view().pending().orElseThrow()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aLifetimeThatWasReadLongAgoIsNotTakenForANewOne() {
    Rig rig = holder();
    int announcements = rig.announcements;
    rig.kill();
    rig.answersLate = Duration.ofSeconds(5);
    rig.restart().pass(Duration.ofMillis(5300));

    assertThat(rig.announcements).isEqualTo(announcements);
    assertThat(rig.words()).contains("releasing");
  }

  @Test
  void aRenewalThatWasHeldUpDoesNotAddAnExpiredAddressAnew() {
    Rig rig = holder();
    long before = count(rig, Effect.Renew.class);
    rig.passUntil(() -> count(rig, Effect.Renew.class) > before);
    rig.freeze(Duration.ofSeconds(10));
    for (int i = 0; i < 100; i++) {
      rig.pass(Duration.ofMillis(1));
      assertThat(rig.here()).isFalse();
    }
  }

  @Test
  void anAddThatWasAnsweredTooLateIsNotAnnounced() {
    Rig rig = Rig.armed();
    rig.answersLate = Duration.ofSeconds(5);
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.adds == 1);
    rig.passSeconds(6);

    assertThat(rig.announcements).isZero();
    assertThat(rig.words()).contains("releasing");
  }
}
