package casfailover.keep;

import static casfailover.keep.Effects.count;
import static casfailover.keep.Rig.holder;
import static casfailover.keep.Rig.quietHolder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Holding.Contact;
import casfailover.decide.Holding.Right;
import casfailover.decide.Row;
import casfailover.decide.Situation;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a server keeps the address, and what makes it let go. */
class KeeperHoldingTest {

  @Test
  void renewsWellBeforeTheLeaseEnds() {
    Rig rig = holder();
    rig.passSeconds(120);

    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.count("releasing")).isZero();
  }

  @Test
  void showsOnWhatItIsKept() {
    Rig rig = holder();
    rig.passSeconds(1);

    assertThat(rig.view().situation())
        .get()
        .isInstanceOfSatisfying(
            Situation.Keeping.class,
            keeping -> {
              assertThat(keeping.holding().contact()).isEqualTo(Contact.GONE);
              assertThat(keeping.holding().right()).isEqualTo(Right.CONFIRMED);
            });
  }

  @Test
  void keepsTheAddressWhenThePeerReturnsWithoutIt() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(200);

    assertThat(rig.here()).isTrue();
    assertThat(rig.view().decision().row()).isEqualTo(Row.PEER_SEEN);
  }

  @Test
  void releasesToAPeerOfAHigherTerm() {
    Rig rig = holder();
    rig.peerReturns();
    rig.peer.holds = true;
    rig.peer.epoch = new Epoch(3, "exch-a");
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER, News.Kind.RELEASE);
    assertThat(rig.recollection().known()).isEqualTo(new Epoch(3, "exch-a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 200, 400, 600, 800})
  void releasesToAPeerOfAHigherTermWithinASecondHoweverOldEvidenceMayBe(int phase) {
    Rig rig = holder();
    rig.reload(Timings.withEvidence(Duration.ofSeconds(2)), "3f9c21");
    rig.peerReturns().passSeconds(20);
    rig.pass(Duration.ofMillis(phase));
    rig.peer.holds = true;
    rig.peer.epoch = new Epoch(3, "exch-a");
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void keepsAgainstAPeerOfALowerTerm() {
    Rig rig = holder();
    rig.peerReturns();
    rig.peer.holds = true;
    rig.peer.epoch = new Epoch(1, "exch-a");
    rig.passSeconds(10);

    assertThat(rig.here()).isTrue();
  }

  @Test
  void releasesAtOnceWithoutQuorumWhileThePeerIsSilent() {
    Rig rig = holder();
    rig.databases.quorum = false;
    rig.passSeconds(4);

    assertThat(rig.here()).isFalse();
    assertThat(rig.news.get(1).reason().text()).contains("may not keep it");
  }

  @Test
  void releasesWhenTheDatabasesAreMountedElsewhereWhileThePeerIsSilent() {
    Rig rig = holder();
    rig.databases.mountedOn = "exch-a";
    rig.passSeconds(6);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void keepsWithAnAlarmWhenNobodyKnowsWhereTheDatabasesAre() {
    Rig rig = holder();
    rig.databases.readable = false;
    rig.passSeconds(30);

    assertThat(rig.here()).isTrue();
    assertThat(rig.view().alarm()).contains("nobody can tell where the databases are");
  }

  @Test
  void releasesWhenNobodyKnowsAndTheGatewayIsSilentToo() {
    Rig rig = holder();
    rig.databases.readable = false;
    rig.passSeconds(10);
    rig.world.gatewayAnswers = false;
    rig.passSeconds(4);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void defendsOnceAgainstAStrangerAndAlarms() {
    Rig rig = holder();
    int before = rig.announcedAt.size();
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(10);

    assertThat(rig.here()).isTrue();
    assertThat(rig.announcedAt.size()).isEqualTo(before + 1);
    assertThat(rig.view().alarm()).contains("a stranger answers");
  }

  @Test
  void defendsAgainOnlyAgainstOneThatWasQuietForAMinute() {
    Rig rig = holder().passSeconds(5);
    assertThat(defencesAgainstAStranger(rig)).isEqualTo(1);
    rig.passSeconds(30);
    assertThat(defencesAgainstAStranger(rig)).isZero();
    rig.passSeconds(65);
    assertThat(defencesAgainstAStranger(rig)).isEqualTo(1);
  }

  private static int defencesAgainstAStranger(Rig rig) {
    int before = rig.announcedAt.size();
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(10);
    int after = rig.announcedAt.size();
    rig.world.wire = Set.of();
    return after - before;
  }

  @Test
  void letsGoWhenRenewalsFail() {
    Rig rig = holder();
    rig.address.renewals = false;
    rig.passSeconds(2);
    assertThat(rig.view().alarm()).contains("cannot renew 192.0.2.100");

    rig.passSeconds(3);
    assertThat(rig.journal.count("releasing")).isEqualTo(1);
  }

  @Test
  void aPauseKeepsRenewing() {
    Rig rig = holder();
    rig.order(new Order.Pause(Who.NOBODY));
    rig.passSeconds(60);

    assertThat(rig.here()).isTrue();
  }

  @Test
  void aRenewalThatFailsIsTriedAgainEachTickAndNotWithoutABreak() {
    Rig rig = quietHolder();
    rig.address.renewals = false;
    rig.passSeconds(1);
    long before = count(rig, Effect.Renew.class);
    rig.passSeconds(2);

    assertThat(count(rig, Effect.Renew.class) - before).isBetween(5L, 12L);
    rig.address.renewals = true;
    rig.passSeconds(5);
    assertThat(rig.here()).isTrue();
    assertThat(rig.view().alarm()).isEmpty();
  }
}
