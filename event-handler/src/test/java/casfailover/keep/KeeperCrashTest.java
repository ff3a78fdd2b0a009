package casfailover.keep;

import static casfailover.keep.Effects.count;
import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.holder;
import static casfailover.keep.Rig.quietHolder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A process that dies at any step, and the one that comes after it. */
class KeeperCrashTest {

  @Test
  void aPersonsReleaseSurvivesACrashAtAnyStep() {
    for (int crash = 1; crash <= 3; crash++) {
      Rig rig = quietHolder();
      long before = steps(rig);
      rig.order(new Order.Release(new Who("jane", "")));
      long until = before + crash;
      rig.passUntil(() -> steps(rig) >= until);
      rig.kill().pass(Duration.ofMillis(200));
      rig.restart().passSeconds(60);

      assertThat(rig.here()).as("after a crash at step %s", crash).isFalse();
      assertThat(rig.recollection().releasedByPerson()).as("crash at step %s", crash).isTrue();
      assertThat(rig.address.adds).as("after a crash at step %s", crash).isEqualTo(1);
    }
  }

  private static long steps(Rig rig) {
    return count(rig, Effect.Write.class) + count(rig, Effect.Delete.class);
  }

  @Test
  void anAddressThatHadToGoIsNotAdoptedByTheNextProcess() {
    Rig rig = holder();
    rig.time.now =
        new Moment(
            rig.time.now.monotonic(), rig.time.now.boot(), rig.time.now.wall().plusSeconds(3600));
    rig.feed(new Input.Tick());
    assertThat(rig.journal.words()).endsWith("releasing");
    rig.news.clear();
    int announcements = rig.announcedAt.size();
    long renewals = count(rig, Effect.Renew.class);
    rig.kill().pass(Duration.ofMillis(100));
    assertThat(rig.here()).isTrue();
    rig.restart().passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.words()).containsSubsequence("releasing", "released");
    assertThat(rig.announcedAt.size()).isEqualTo(announcements);
    assertThat(count(rig, Effect.Renew.class)).isEqualTo(renewals);
    assertThat(rig.letters()).containsExactly(News.Kind.RELEASE);
  }

  @Test
  void aTakeIsToldByMailAlsoIfTheAgentComesBackTooLateToKeepIt() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.journal.count("taken") == 1);
    rig.kill().passSeconds(20);
    rig.restart().passSeconds(1);

    assertThat(rig.news.stream().map(News::letter)).anyMatch(id -> id.contains(".takeover-2@"));
  }

  @Test
  void anAddressIsAdoptedInSilenceIfTheOtherServerBeganALaterTerm() {
    Rig rig = quietHolder();
    rig.peer.known = Optional.of(new Epoch(3, "exch-a"));
    rig.passSeconds(2);
    assertThat(rig.recollection().known()).isEqualTo(new Epoch(3, "exch-a"));
    int announcements = rig.announcedAt.size();
    rig.kill().pass(Duration.ofMillis(500));
    rig.restart().passSeconds(10);

    assertThat(rig.here()).isTrue();
    assertThat(rig.announcedAt.size()).isEqualTo(announcements);
  }

  @Test
  void anAddressWithLittleLifeLeftIsRenewedAsSoonAsAStartFoundIt() {
    Rig rig = quietHolder();
    rig.kill().passSeconds(2.5);
    long before = count(rig, Effect.Renew.class);
    rig.restart().pass(Duration.ofMillis(250));

    assertThat(rig.here()).isTrue();
    assertThat(count(rig, Effect.Renew.class)).isEqualTo(before + 1);
  }

  @Test
  void aRestartAdoptsTheAddressWithoutAGap() {
    Rig rig = holder();
    rig.kill().passSeconds(0.5);
    rig.restart().passSeconds(60);

    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void anAgentThatStartsAgainAndAgainDoesNotKeepAnAddressThatItMayHaveNoRightTo() {
    Rig rig = holder();
    rig.databases.readable = false;
    for (int start = 0; start < 8; start++) {
      rig.kill().passSeconds(0.2);
      rig.restart().passSeconds(1);
    }

    assertThat(rig.here()).isFalse();
  }

  @Test
  void aStartRenewsAsSoonAsThePeerIsHeard() {
    Rig rig = holder().peerReturns().passSeconds(2);
    rig.databases.readable = false;
    for (int start = 0; start < 8; start++) {
      rig.kill().passSeconds(0.2);
      rig.restart().passSeconds(1);
    }

    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void aKilledAgentThatStaysDeadLosesTheAddressWithItsLease() {
    Rig rig = holder();
    rig.kill().pass(rig.setup.timing().lease().plusMillis(500));

    assertThat(rig.here()).isFalse();
  }

  @Test
  void aCrashAtAnyStepOfATakeoverEndsInOneTakeoverAndOneMail() {
    int steps = stepsOfATakeover();
    assertThat(steps).isGreaterThan(6);
    for (int crash = 1; crash <= steps; crash++) {
      Rig rig = Rig.armed();
      rig.peerDies().databasesMove().passSeconds(3);
      rig.hard();
      int until = crash;
      rig.passUntil(() -> important(rig) >= until);
      rig.kill().pass(Duration.ofMillis(300));
      rig.restart().pass(TAKE_WAIT.plusSeconds(75));

      assertThat(rig.here()).as("after a crash at step %s", crash).isTrue();
      assertThat(rig.news.stream().map(News::letter).distinct())
          .as("letters after a crash at step %s", crash)
          .hasSize(1);
      assertThat(rig.recollection().posted()).hasSize(1);
      assertThat(rig.recollection().term().orElseThrow().taken()).isTrue();
    }
  }

  private static int stepsOfATakeover() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(1));
    return important(rig);
  }

  /** The effects that leave a trace. */
  private static int important(Rig rig) {
    return (int)
        rig.effects.stream()
            .filter(
                e ->
                    e instanceof Effect.Write
                        || e instanceof Effect.Apply
                        || e instanceof Effect.Announce
                        || e instanceof Effect.Post)
            .filter(e -> !(e instanceof Effect.Renew))
            .count();
  }
}
