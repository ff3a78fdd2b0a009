package casfailover.keep;

import static casfailover.keep.Effects.count;
import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.armed;
import static casfailover.keep.Rig.holder;
import static casfailover.keep.Rig.quietHolder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Moment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A process or a machine that stood still or slept, clocks that were set, and answers that come
 * late.
 */
class KeeperStandstillTest {

  @Test
  void aHolderThatStoodStillForLessThanItsLeaseLooksBeforeItLetsGo() {
    Rig rig = quietHolder();
    rig.reload(Timings.of(4, 1, Duration.ofHours(1)), "3f9c21");
    rig.passSeconds(20);
    rig.freeze(Duration.ofMillis(2500));
    rig.passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.words()).doesNotContain("releasing");
  }

  @Test
  void aHolderThatStoodStillAndHearsNobodyAfterwardsLetsGo() {
    Rig rig = quietHolder();
    rig.reload(Timings.of(4, 1, Duration.ofHours(1)), "3f9c21");
    rig.passSeconds(20);
    rig.peerDies();
    rig.world.gatewayAnswers = false;
    rig.databases.readable = false;
    rig.freeze(Duration.ofMillis(2500));
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.words()).contains("releasing");
  }

  @Test
  void thatItStoodStillOnceIsNoExcuseLater() {
    Rig rig = holder();
    rig.freeze(Duration.ofSeconds(1)).passSeconds(20);
    rig.databases.readable = false;
    rig.passSeconds(10);
    assertThat(rig.journal.words()).doesNotContain("releasing");
    rig.world.gatewayAnswers = false;
    rig.passSeconds(2.5);

    assertThat(rig.journal.words()).contains("releasing");
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
    int announcements = rig.announcedAt.size();
    rig.kill();
    rig.address.answersLate = Duration.ofSeconds(5);
    rig.restart().pass(Duration.ofMillis(5300));

    assertThat(rig.announcedAt.size()).isEqualTo(announcements);
    assertThat(rig.journal.words()).contains("releasing");
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
    rig.address.answersLate = Duration.ofSeconds(5);
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.address.adds == 1);
    rig.passSeconds(6);

    assertThat(rig.announcedAt.size()).isZero();
    assertThat(rig.journal.words()).contains("releasing");
  }

  @Test
  void startsFromEvidenceAfterStandingStillLongerThanTheLease() {
    Rig rig = holder();
    rig.freeze(Duration.ofSeconds(6));
    rig.passSeconds(1);

    assertThat(rig.journal.words()).containsSubsequence("taken", "releasing", "released");
    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.here()).isFalse();

    rig.pass(TAKE_WAIT.plusSeconds(70));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void startsFromEvidenceWhenSomebodySetsTheClock() {
    Rig rig = holder();
    rig.time.now =
        new Moment(
            rig.time.now.monotonic(), rig.time.now.boot(), rig.time.now.wall().plusSeconds(3600));
    rig.feed(new Input.Tick());

    assertThat(rig.journal.words()).endsWith("releasing");
  }

  @Test
  void startsFromEvidenceAfterAMachineSleptForLongerThanTheLease() {
    Rig rig = holder();
    rig.sleep(rig.setup.timing().lease().plusSeconds(1));
    rig.feed(new Input.Tick());

    assertThat(rig.journal.words()).endsWith("releasing");
  }

  @Test
  void keepsTheAddressWhereTheMachineSleptForLessThanTheLease() {
    Rig rig = holder();
    rig.sleep(rig.setup.timing().lease().dividedBy(2)).passSeconds(10);

    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void aSleepIsNoWaitingForAServerThatDoesNotHaveTheAddress() {
    Rig rig = armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passSeconds(1);
    rig.sleep(Duration.ofHours(1)).pass(TAKE_WAIT.minusSeconds(1));
    assertThat(rig.address.adds).isZero();

    rig.passSeconds(5);
    assertThat(rig.address.adds).isEqualTo(1);
  }
}
