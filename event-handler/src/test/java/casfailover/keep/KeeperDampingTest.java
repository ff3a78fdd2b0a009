package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.armed;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Row;
import casfailover.journal.Entry;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.pair.Timing;
import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keeps the address from moving too often, and what ends the wish for it. */
class KeeperDampingTest {

  private static final Duration COOL_DOWN = Timing.DEFAULT.coolDown();
  private static final Moment NOW =
      new Moment(Duration.ZERO, Duration.ofHours(3), Instant.parse("2026-11-22T03:12:00Z"));
  private static final Duration STAND_DOWN = Timing.DEFAULT.standDown();

  /** exch-b took it, exch-a took it back at once, and died again. */
  private static Rig flapping() {
    Rig rig = holder().peerReturns().passSeconds(2);
    rig.peer.holds = true;
    rig.peer.epoch = new Epoch(3, "exch-a");
    rig.world.wire = Set.of(OtherServer.MAC);
    rig.databases.mountedOn = "exch-a";
    rig.passSeconds(2);
    assertThat(rig.here()).isFalse();
    rig.hear(Rig.event(State.OK, StateType.HARD, "17"));
    rig.peerDies().databasesMove().passSeconds(2);
    rig.hear(Rig.event(State.CRITICAL, StateType.HARD, "18"));
    return rig;
  }

  // ---- Cool-down

  @Test
  void doesNotTakeAgainBeforeTheCoolDownIsOver() {
    Rig rig = flapping();
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.view().decision().row()).isEqualTo(Row.COOL_DOWN);
    assertThat(rig.view().reason().text())
        .startsWith("took it only a short time ago, cool-down for");
    rig.pass(COOL_DOWN);
    assertThat(rig.address.adds).isEqualTo(2);
  }

  @Test
  void theCoolDownSurvivesARestart() {
    Rig rig = flapping();
    List<Entry> written = List.copyOf(rig.journal.entries);
    rig.restart().pass(TAKE_WAIT.plusSeconds(5));

    assertThat(written).anyMatch(Entry.Taken.class::isInstance);
    assertThat(rig.view().memory().lastTake()).isPresent();
    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.view().decision().row()).isEqualTo(Row.COOL_DOWN);
  }

  @Test
  void aClockThatIsSetNeitherEndsNorLengthensTheCoolDown() {
    for (int hours : new int[] {-1, 1}) {
      Rig rig = flapping();
      rig.setClock(Duration.ofHours(hours));
      rig.pass(TAKE_WAIT.plusSeconds(5));
      assertThat(rig.view().decision().row()).as("set by %s h", hours).isEqualTo(Row.COOL_DOWN);
      assertThat(rig.view().coolDownLeft()).isPositive().isLessThan(COOL_DOWN);

      rig.pass(COOL_DOWN);
      assertThat(rig.address.adds).as("set by %s h", hours).isEqualTo(2);
    }
  }

  @Test
  void aCoolDownThatAClockPutsIntoTheTimeToComeIsOver() {
    CoolDown later = new CoolDown(Optional.of(NOW.wall().plusSeconds(5)), NOW);
    CoolDown before = new CoolDown(Optional.of(NOW.wall().minusSeconds(5)), NOW);

    assertThat(later.left(COOL_DOWN, NOW)).isZero();
    assertThat(before.left(COOL_DOWN, NOW)).isEqualTo(COOL_DOWN.minusSeconds(5));
    assertThat(before.left(COOL_DOWN, NOW.plus(COOL_DOWN))).isZero();
  }

  @Test
  void aPersonOverridesTheCoolDown() {
    Rig rig = flapping();
    rig.pass(TAKE_WAIT.plusSeconds(5));
    rig.order(new Order.Take(Who.NOBODY, false));
    rig.passSeconds(1);

    assertThat(rig.address.adds).isEqualTo(2);
  }

  @Test
  void whatComesHomeOrIsAdoptedStartsNoCoolDown() {
    Rig rig = Rig.with(Rig.armedJournal());
    rig.peer.holds = false;
    rig.world.wire = Set.of();
    rig.peer.epoch = new Epoch(2, "exch-b");
    rig.passSeconds(20);

    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().lastTake()).isEmpty();
  }

  // ---- Both at once

  @Test
  void letsThePreferredOwnerBeginFirstAfterBothHaveAddedAtOnce() {
    Rig rig = armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.address.adds > 0);
    rig.world.wire = Set.of(OtherServer.MAC);
    rig.passSeconds(1);
    assertThat(rig.here()).isFalse();

    rig.world.wire = Set.of();
    rig.databases.mountedOn = "exch-b";
    rig.pass(TAKE_WAIT.plusMillis(500));
    assertThat(rig.address.adds).isEqualTo(1);
    rig.pass(TAKE_WAIT.plusSeconds(70));
    assertThat(rig.address.adds).isEqualTo(2);
  }

  @Test
  void anAddressThatNobodyEverHadIsLeftToThePreferredOwner() {
    Rig rig = Rig.with(List.of(new Entry.Installed(), new Entry.Resumed("jane", "")));
    rig.peer.holds = false;
    rig.peer.epoch = Epoch.NONE;
    rig.world.wire = Set.of();
    rig.databasesMove().passSeconds(30);

    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.NOTHING_ARMED);
  }

  /** exch-b had it last and takes it home, and exch-a, which wants it too, begins as well. */
  private static Rig bothBegin() {
    List<Entry> journal = new ArrayList<>(Rig.armedJournal());
    journal.add(new Entry.Learned(new Epoch(2, "exch-b")));
    Rig rig = Rig.with(journal).databasesMove();
    rig.peer.holds = false;
    rig.peer.epoch = new Epoch(2, "exch-b");
    rig.world.wire = Set.of();
    rig.passUntil(() -> rig.journal.count("begun") > 0);
    rig.peer.begun = true;
    return rig;
  }

  @Test
  void theOneThatHadItLastGoesOnAsSoonAsTheOtherGivesUpWhereBothBegan() {
    Rig rig = bothBegin();
    rig.passSeconds(4);
    assertThat(rig.address.adds).isZero();
    assertThat(rig.journal.words()).doesNotContain("gave_up");

    rig.peer.begun = false;
    rig.passSeconds(0.5);
    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.count("begun")).isEqualTo(1);
  }

  @Test
  void theOneThatHadItLastGivesUpTooIfTheOtherDoesNotWithinFiveSeconds() {
    Rig rig = bothBegin();
    rig.passSeconds(5.5);

    assertThat(rig.address.adds).isZero();
    assertThat(rig.journal.words()).contains("gave_up");
  }

  @Test
  void theOneThatHadItLastGivesUpAtOnceWhereItStops() {
    Rig rig = bothBegin();
    rig.passSeconds(1);
    rig.feed(new Input.Stopping());
    rig.passSeconds(1);

    assertThat(rig.journal.words()).contains("gave_up");
    assertThat(rig.resting).isTrue();
  }

  /** Both were told, begin at the same moment, and neither may go on. */
  private static Rig bothGiveUp(Entry... remembered) {
    List<Entry> journal = new ArrayList<>(Rig.armedJournal());
    journal.addAll(List.of(remembered));
    Rig rig = Rig.with(journal).databasesMove();
    rig.peer.holds = false;
    rig.world.wire = Set.of();
    rig.hard();
    begin(rig, 1);
    rig.peer.begun = true;
    while (rig.journal.count("gave_up") == 0) {
      rig.pass(Duration.ofMillis(5));
    }
    rig.peer.begun = false;
    return rig;
  }

  private static void begin(Rig rig, int times) {
    while (rig.journal.count("begun") < times) {
      rig.pass(Duration.ofMillis(5));
    }
  }

  @Test
  void theOneThatDidNotHaveItLastBeginsTwoSecondsAfterTheOtherWhereBothGaveUp() {
    Rig rig = bothGiveUp();
    Moment gaveUp = rig.time.now;
    begin(rig, 2);

    assertThat(rig.time.now.since(gaveUp)).isGreaterThanOrEqualTo(TAKE_WAIT.plusSeconds(2));
  }

  @Test
  void theOneThatHadItLastBeginsFirstAlsoWhereAPersonSentItAway() {
    Epoch last = new Epoch(2, "exch-b");
    Rig rig =
        bothGiveUp(new Entry.Released(last, true, "ordered by jane"), new Entry.Learned(last));
    Moment gaveUp = rig.time.now;
    begin(rig, 2);

    assertThat(rig.time.now.since(gaveUp)).isLessThan(TAKE_WAIT.plusSeconds(1));
  }

  // ---- The end of a wish

  @Test
  void endsTheWishOnceTheAddressWasServedHereForStandDown() {
    Rig rig = holder();
    rig.pass(STAND_DOWN.plusSeconds(5));

    assertThat(rig.recollection().intent().armed()).isFalse();
    assertThat(rig.journal.words()).contains("ended");
  }

  @Test
  void whatIsNotServedEndsNoWish() {
    Rig here = holder();
    here.world.serves = false;
    here.pass(STAND_DOWN.plusSeconds(5));
    assertThat(here.here()).isTrue();
    assertThat(here.recollection().intent().armed()).as("the service is dead").isTrue();

    Rig there = armed();
    there.hard();
    there.passSeconds(1);
    there.world.wire = Set.of(Rig.STRANGER);
    there.pass(STAND_DOWN.plusSeconds(5));
    assertThat(there.recollection().intent().armed()).as("a stranger answers").isTrue();
  }

  @Test
  void aBreakBeginsStandDownAnew() {
    Rig rig = holder();
    rig.pass(STAND_DOWN.minusSeconds(10));
    rig.world.serves = false;
    rig.passSeconds(5);
    rig.world.serves = true;
    rig.pass(STAND_DOWN.minusSeconds(10));
    assertThat(rig.recollection().intent().armed()).isTrue();

    rig.passSeconds(20);
    assertThat(rig.recollection().intent().armed()).isFalse();
  }

  @Test
  void endsTheWishOnceThePeerHasServedForStandDownAndOnlySuspendsItBefore() {
    Rig rig = armed();
    rig.hard();
    rig.pass(STAND_DOWN.minusSeconds(5));
    assertThat(rig.view().decision().row()).isEqualTo(Row.PEER_SERVES);
    assertThat(rig.recollection().intent().armed()).isTrue();

    rig.passSeconds(10);
    assertThat(rig.recollection().intent().armed()).isFalse();
    assertThat(rig.address.adds).isZero();
  }

  @Test
  void aSuspendedWishActsWhenThePeerDiesAfterAll() {
    Rig rig = armed();
    rig.hard();
    rig.passSeconds(30);
    rig.peerDies().databasesMove();
    rig.pass(TAKE_WAIT.plusSeconds(3));

    assertThat(rig.here()).isTrue();
  }

  // ---- Letters

  @Test
  void aPausedServerTellsOnceThatItWouldHaveTakenAVacantAddress() {
    Rig rig = holder().peerReturns().passSeconds(2);
    rig.pass(STAND_DOWN.plusSeconds(5));
    rig.order(new Order.Pause(new Who("jane", "")));
    rig.kill().passSeconds(30).restart().passSeconds(30);

    assertThat(rig.here()).isFalse();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER, News.Kind.WOULD_HAVE);
    assertThat(rig.view().reason().text()).startsWith("paused: would have taken 192.0.2.100");
  }

  @Test
  void aTakeoverThatOnlyWaitsIsNotToldAsHeld() {
    Rig rig = armed();
    rig.peerDies().databasesMove();
    rig.world.gatewayAnswers = false;
    rig.hard();
    rig.passSeconds(55);
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(1);
    rig.world.wire = Set.of();
    rig.world.gatewayAnswers = true;
    rig.pass(TAKE_WAIT.plusSeconds(3));

    assertThat(rig.here()).isTrue();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }
}
