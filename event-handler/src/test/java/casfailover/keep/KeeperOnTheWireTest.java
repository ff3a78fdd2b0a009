package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Decision.Act;
import casfailover.decide.Row;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a holder says to the network, whom it hears there, and what it makes of that. */
class KeeperOnTheWireTest {

  // ---- Telling

  @Test
  void announcesATakeAtOnceAndThreeTimesMore() {
    Rig rig = taken();
    rig.passSeconds(10);

    assertThat(since(rig, rig.announcedAt.get(0))).containsExactly(0L, 100L, 500L, 2000L);
  }

  @Test
  void announcesSlowlyWhileItHolds() {
    Rig rig = taken();
    rig.passSeconds(190);

    assertThat(since(rig, rig.announcedAt.get(0)).subList(4, 7))
        .allMatch(ms -> ms % 60_000 < 3000)
        .doesNotHaveDuplicates();
    assertThat(rig.announcedAt.size()).isEqualTo(7);
  }

  @Test
  void announcesAnewWhenThePeerIsHeardAgain() {
    Rig rig = holder();
    rig.passSeconds(10);
    Moment before = rig.time.now;
    rig.peerReturns().passSeconds(3);

    assertThat(since(rig, before)).hasSize(4);
    rig.passSeconds(20);
    assertThat(since(rig, before)).hasSize(4);
  }

  @Test
  void announcesAnewWhenTheGatewayIsHeardAgain() {
    Rig rig = holder();
    rig.passSeconds(5);
    rig.world.gatewayAnswers = false;
    rig.passSeconds(5);
    Moment before = rig.time.now;
    rig.world.gatewayAnswers = true;
    rig.passSeconds(3);

    assertThat(since(rig, before)).hasSize(4);
  }

  @Test
  void announcesAnewWhenTheLinkOfItsInterfaceComesUp() {
    Rig rig = holder();
    rig.passSeconds(10);
    Moment before = rig.time.now;
    rig.feed(new Input.LinkUp());
    rig.passSeconds(3);

    assertThat(since(rig, before)).hasSize(4);
  }

  @Test
  void aLinkThatComesUpWhileItStandsByIsNobodysNews() {
    Rig rig = Rig.armed();
    rig.feed(new Input.LinkUp());
    rig.passSeconds(5);

    assertThat(rig.announcedAt.size()).isZero();
  }

  @Test
  void announcesNothingWhileItLetsGoOrAfterwards() {
    Rig rig = holder();
    rig.order(new Order.Release(Who.NOBODY));
    int before = rig.announcedAt.size();
    rig.feed(new Input.LinkUp());
    rig.peerReturns().passSeconds(20);

    assertThat(rig.here()).isFalse();
    assertThat(rig.announcedAt.size()).isEqualTo(before);
  }

  @Test
  void announcesAnAddressThatARestartFoundHere() {
    Rig rig = holder();
    rig.passSeconds(10);
    rig.kill().passSeconds(0.5);
    Moment before = rig.time.now;
    rig.restart().passSeconds(4);

    assertThat(since(rig, before)).hasSize(4);
  }

  // ---- Another machine

  @Test
  void aForeignAnswerRightAfterTheAddDeletes() {
    Rig rig = taken();
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(2);

    assertThat(rig.here()).isFalse();
    assertThat(rig.news.get(1).reason().text()).contains("right after it was added");
  }

  @Test
  void thePeersMacWithASilentAgentIsDefendedOnceByRightAndThenAlarmed() {
    Rig rig = holder();
    rig.passSeconds(10);
    int before = rig.announcedAt.size();
    rig.world.wire = Set.of(OtherServer.MAC);
    rig.passSeconds(40);

    assertThat(rig.here()).isTrue();
    assertThat(rig.announcedAt.size()).isEqualTo(before + 1);
    assertThat(rig.view().decision().act()).isEqualTo(Act.KEEP_AND_ALARM);
    assertThat(rig.view().alarm()).contains("exch-a answers for 192.0.2.100").contains("02:42");
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER, News.Kind.ANOTHER_ANSWERS);
  }

  @Test
  void thePeersMacWithASilentAgentIsYieldedToWithoutRight() {
    Rig rig = holder();
    rig.passSeconds(10);
    rig.databases.readable = false;
    rig.world.wire = Set.of(OtherServer.MAC);
    rig.passSeconds(10);

    assertThat(rig.here()).isFalse();
    assertThat(rig.view().decision().row()).isNotEqualTo(Row.PEER_ANSWERS_TOO);
  }

  @Test
  void aStrangerIsDefendedOnceAlarmedAndToldByMailWithItsMac() {
    Rig rig = holder();
    rig.passSeconds(10);
    int before = rig.announcedAt.size();
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(70);

    assertThat(rig.here()).isTrue();
    assertThat(rig.announcedAt.size()).isEqualTo(before + 1);
    assertThat(rig.view().alarm()).contains(Rig.STRANGER.toString());
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER, News.Kind.ANOTHER_ANSWERS);
    assertThat(rig.news.get(1).reason().text()).contains(Rig.STRANGER.toString());
  }

  @Test
  void whenTheStrangerIsGoneTheNetworkIsToldAnew() {
    Rig rig = holder();
    rig.passSeconds(10);
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(20);
    Moment before = rig.time.now;
    rig.world.wire = Set.of();
    rig.passSeconds(5);

    assertThat(since(rig, before)).hasSize(4);
    assertThat(rig.view().alarm()).isEmpty();
  }

  @Test
  void aMachineThatWasQuietForTenSecondsOnlyIsNotAnsweredAgain() {
    Rig rig = holder();
    rig.passSeconds(10);
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(3);
    rig.world.wire = Set.of();
    rig.passSeconds(10);
    int before = rig.announcedAt.size();
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(5);

    assertThat(rig.announcedAt.size()).isEqualTo(before);
  }

  // ---- Somebody outside

  @Test
  void asksOutsideUntilSomebodyHasReachedItAndThenOnceAMinute() {
    Rig rig = taken();
    rig.world.reachable = false;
    rig.passSeconds(3);
    long asked = looks(rig);
    assertThat(asked).isGreaterThan(3);

    rig.world.reachable = true;
    rig.passSeconds(2);
    asked = looks(rig);
    rig.passSeconds(130);
    assertThat(looks(rig)).isEqualTo(asked + 2);
    assertThat(rig.view().unreached()).isEmpty();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void anAddressThatNobodyReachesIsAlarmedToldOnceAndKept() {
    Rig rig = taken();
    rig.world.reachable = false;
    rig.passSeconds(4);
    assertThat(rig.view().alarm()).isEmpty();
    rig.passSeconds(60);

    assertThat(rig.here()).isTrue();
    assertThat(rig.view().alarm())
        .isEqualTo(
            "exch-b has 192.0.2.100, but nobody outside has reached it yet (192.0.2.1 no"
                + " answer)");
    assertThat(rig.view().unreached()).isPresent();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER, News.Kind.UNREACHED);

    rig.world.reachable = true;
    rig.passSeconds(2);
    assertThat(rig.view().alarm()).isEmpty();
    rig.world.reachable = false;
    rig.passSeconds(120);
    assertThat(rig.view().alarm()).as("it was reached once").isEmpty();
  }

  @Test
  void theAlarmEndsWithTheTenure() {
    Rig rig = taken();
    rig.world.reachable = false;
    rig.passSeconds(10);
    rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(2);

    assertThat(rig.here()).isFalse();
    assertThat(rig.view().alarm()).isEmpty();
  }

  @Test
  void nobodyIsAskedWhileItStandsBy() {
    Rig rig = Rig.armed();
    rig.passSeconds(60);

    assertThat(looks(rig)).isZero();
  }

  /** exch-b took the address this moment. */
  private static Rig taken() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    for (int ms = 0;
        rig.announcedAt.size() == 0 && ms < TAKE_WAIT.plusSeconds(5).toMillis();
        ms++) {
      rig.pass(Duration.ofMillis(1));
    }
    return rig;
  }

  /** How many milliseconds after a moment it was announced. */
  private static List<Long> since(Rig rig, Moment moment) {
    return rig.announcedAt.stream()
        .map(at -> at.since(moment))
        .filter(time -> !time.isNegative())
        .map(Duration::toMillis)
        .toList();
  }

  private static long looks(Rig rig) {
    return rig.looksAt(Guard.REACH);
  }
}
