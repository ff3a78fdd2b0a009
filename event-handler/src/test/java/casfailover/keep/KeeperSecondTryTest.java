package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.event;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.pair.Pair;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes after a take that failed, or was lost at once. */
class KeeperSecondTryTest {

  /** exch-b had the vacant address last, so that it takes it home, without a monitor's word. */
  private static Rig comingHome() {
    Rig rig =
        Rig.with(
            List.of(
                new Entry.Installed(),
                new Entry.Resumed("jane", ""),
                new Entry.Learned(new Epoch(1, "exch-b"))));
    rig.peer.holds = false;
    rig.peer.epoch = new Epoch(1, "exch-b");
    rig.world.wire = Set.of();
    return rig;
  }

  /** Another machine answers right after the add, and never again. */
  private static Duration untilTheNextAddAfterALoss(Rig rig) {
    rig.passUntil(() -> rig.address.adds > 0);
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passUntil(() -> !rig.here());
    Moment lost = rig.time.now;
    rig.world.wire = Set.of();
    rig.passUntil(() -> rig.address.adds > 1);
    return rig.time.now.since(lost);
  }

  @Test
  void whoLostItRightAfterTheAddLetsThePreferredOwnerBegin() {
    assertThat(untilTheNextAddAfterALoss(comingHome()))
        .isGreaterThan(Rig.TAKE_WAIT.plusMillis(1500));
  }

  @Test
  void thePreferredOwnerThatLostItTriesAgainSooner() {
    Rig rig = comingHome();
    Pair pair = rig.setup.pair();
    rig.reload(
        new Setup(
            new Pair(pair.self(), pair.peer(), "exch-b", pair.casIps(), pair.gateway()),
            rig.setup.timing(),
            rig.setup.databases(),
            rig.setup.dag(),
            rig.setup.pingsGateway(),
            rig.setup.arpsGateway(),
            rig.setup.mac(),
            rig.setup.settings(),
            rig.setup.version(),
            rig.setup.zone()));

    assertThat(untilTheNextAddAfterALoss(rig))
        .isBetween(Rig.TAKE_WAIT.minusMillis(500), Rig.TAKE_WAIT.plusMillis(1500));
  }

  @Test
  void afterATakeThatWorkedAFailureIsTheFirstAgain() {
    Rig rig = comingHome();
    rig.address.addFails = true;
    rig.passUntil(() -> rig.journal.count("begun") == 3);
    rig.address.addFails = false;
    rig.passUntil(() -> rig.journal.count("taken") == 1);
    rig.address.addFails = true;
    rig.address.renewals = false;
    rig.passUntil(() -> rig.journal.count("begun") == 4);
    Moment failed = rig.time.now;
    rig.passUntil(() -> rig.journal.count("begun") == 5);

    assertThat(rig.time.now.since(failed)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void whatNeverWorksIsTriedEachHalfMinute() {
    Rig rig = comingHome();
    rig.address.addFails = true;
    rig.passSeconds(70);
    long before = rig.journal.count("begun");
    rig.passSeconds(165);

    assertThat(rig.journal.count("begun") - before).as("one each 32 s").isEqualTo(5);
  }

  @Test
  void whoeverOrderedATakeIsToldThatItFailed() {
    Rig rig = readyToTake();
    rig.address.addFails = true;
    Ticket ticket = rig.order(new Order.Take(Who.NOBODY, false));
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.reply(ticket).text())
        .isEqualTo("cannot take 192.0.2.100: ip addr add: exit code 2");
  }

  @Test
  void theOtherAgentIsAskedAnewAsSoonAsATakeBegins() {
    Rig rig = readyToTake();
    rig.pass(Duration.ofMillis(50));
    long before = rig.looksAt(Guard.PEER_AGENT);
    rig.order(new Order.Take(Who.NOBODY, false));

    assertThat(rig.journal.count("begun")).isEqualTo(1);
    assertThat(rig.looksAt(Guard.PEER_AGENT)).isEqualTo(before + 1);
  }

  /** exch-a is dead for long, and nobody has said so. */
  private static Rig readyToTake() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().pass(Rig.TAKE_WAIT.plusSeconds(5));
    return rig;
  }

  @Test
  void aTakeThatWasGivenUpMakesNoOwnerWhoNeedsNoEvent() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.address.addFails = true;
    rig.passUntil(() -> rig.journal.count("gave_up") == 1);
    assertThat(rig.view().alarm()).contains("cannot take 192.0.2.100");
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.address.addFails = false;
    rig.pass(TAKE_WAIT.plusSeconds(60));
    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().alarm()).as("nobody wants it any more").isEmpty();

    rig.peerReturns().passSeconds(2);
    assertThat(rig.address.adds).isZero();
    assertThat(rig.ownReport().known()).isEqualTo(new Epoch(1, "exch-a"));

    rig.peerDies().hear(event(State.CRITICAL, StateType.HARD, "18"));
    rig.pass(TAKE_WAIT.plusSeconds(1));
    assertThat(rig.view().epoch()).as("no number twice").isEqualTo(new Epoch(3, "exch-b"));
  }

  @Test
  void anAddThatFailsAllTheTimeIsToldByAlarmAndByMail() {
    Rig rig = Rig.armed();
    rig.address.addFails = true;
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(70));

    assertThat(rig.view().alarm()).contains("cannot take 192.0.2.100: ip addr add: exit code 2");
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD);
    assertThat(rig.news.get(0).reason().text()).contains("cannot take 192.0.2.100");
  }

  @Test
  void anAddThatFailsIsUndoneAndTriedAgain() {
    Rig rig = Rig.armed();
    rig.address.addFails = true;
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(1));
    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.count("gave_up")).isPositive();

    rig.address.addFails = false;
    rig.passSeconds(5);
    assertThat(rig.here()).isTrue();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void anAddThatFailsIsTriedAgainAfterTwiceAsLongEachTime() {
    Rig rig = Rig.armed();
    rig.address.addFails = true;
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(65));

    assertThat(rig.journal.count("begun")).as("after 1, 2, 4, 8, 16 and 32 s").isEqualTo(7);
  }
}
