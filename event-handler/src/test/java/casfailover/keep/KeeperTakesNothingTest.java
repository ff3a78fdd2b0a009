package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.event;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.decide.Row;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keeps a server from taking the address, and who is told. */
class KeeperTakesNothingTest {

  private final Rig rig = Rig.armed();

  @Test
  void aReasonThatOnlyFlickersIsNotTold() {
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.passSeconds(70);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD);
    rig.databases.readable = false;
    rig.passSeconds(5);
    rig.databases.readable = true;
    rig.passSeconds(20);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD);

    rig.databases.readable = false;
    rig.passSeconds(20);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD, News.Kind.HOLD);
  }

  @Test
  void takesNothingWhileTheGatewayIsSilent() {
    rig.peerDies().databasesMove().world.gatewayAnswers = false;
    rig.passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(10));

    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().reason().text()).contains("gateway 192.0.2.1 is silent");
  }

  @Test
  void takesNothingWhileTheAddressAnswers() {
    rig.peerDies().databasesMove().world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(10));

    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().reason().text())
        .contains("192.0.2.100 still answers")
        .contains("00:15:5d:01:02:03");
  }

  @Test
  void takesNothingOnWhatItCannotAsk() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.world.wireWorks = false;
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(10));
    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.WIRE_UNKNOWN);

    rig.world.wireWorks = true;
    rig.databases.readable = false;
    rig.pass(TAKE_WAIT.plusSeconds(10));
    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.DATABASES_UNKNOWN);

    rig.databases.readable = true;
    rig.world.pingWorks = false;
    rig.pass(TAKE_WAIT.plusSeconds(10));
    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.PEER_UNKNOWN);
  }

  @Test
  void theMonitorsOwnViewDelaysButNeverPrevents() {
    Level up = new Level(false, Optional.of(State.UP), Optional.of(Duration.ofSeconds(2)));
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(event("192.0.2.10", Subject.PEER, State.CRITICAL, StateType.HARD, "17", up));
    rig.passSeconds(25);
    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.MONITOR_SEES_PEER);

    rig.passSeconds(10);
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void anOldViewOfTheMonitorDelaysNothing() {
    Level stale = new Level(false, Optional.of(State.UP), Optional.of(Duration.ofSeconds(60)));
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(event("192.0.2.10", Subject.PEER, State.CRITICAL, StateType.HARD, "17", stale));
    rig.pass(TAKE_WAIT);

    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void aDowntimeHoldsUntilAPollSaysThatItIsOver() {
    Level downtime = new Level(true, Optional.empty(), Optional.empty());
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(event("192.0.2.10", Subject.PEER, State.CRITICAL, StateType.HARD, "17", downtime));
    rig.pass(TAKE_WAIT.plusSeconds(5));
    assertThat(rig.view().decision().row()).isEqualTo(Row.DOWNTIME);

    rig.feed(new Input.Polled("192.0.2.10", Level.NOTHING));
    rig.passSeconds(1);
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void aPauseTakesNothingAndSaysWhatItWouldHaveDone() {
    rig.order(new Order.Pause(new Who("jane", "patching")));
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().reason().text()).startsWith("paused: would have taken 192.0.2.100");
    assertThat(rig.letters()).containsExactly(News.Kind.WOULD_HAVE);

    rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(1);
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void differentSettingsTakeNothing() {
    rig.peer.settings = "000000";
    rig.passSeconds(2);
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().reason().text()).contains("settings differ");
  }

  @Test
  void aSecondTakeoverWithinTheCoolDownWaits() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT);
    assertThat(rig.address.adds).isEqualTo(1);
    rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(20);

    assertThat(rig.here()).isFalse();
    assertThat(rig.view().decision().row()).isEqualTo(Row.COOL_DOWN);
  }

  @Test
  void tellsByMailWhatHasHeldItForAMinute() {
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.passSeconds(55);
    assertThat(rig.letters()).isEmpty();

    rig.passSeconds(10);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD);
    assertThat(rig.news.get(0).reason().what()).isEqualTo("databases not mounted here");
  }
}
