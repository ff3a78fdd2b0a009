package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.armed;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.journal.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A site without a monitor: the server itself says what a monitor would. */
class KeeperSelfWatchTest {

  static Setup setup(Setup s, boolean selfWatch) {
    return new Setup(
        s.pair(),
        s.timing(),
        s.databases(),
        s.dag(),
        s.pingsGateway(),
        s.arpsGateway(),
        s.mac(),
        s.settings(),
        s.version(),
        s.zone(),
        selfWatch,
        s.oneAdd());
  }

  private static Rig watching() {
    Rig rig = armed();
    rig.reload(setup(rig.setup, true));
    return rig.passSeconds(2);
  }

  private static List<Event> said(Rig rig) {
    return rig.journal.entries.stream()
        .filter(Entry.Heard.class::isInstance)
        .map(entry -> ((Entry.Heard) entry).event())
        .toList();
  }

  @Test
  void takesOverFromADeadPeerWithoutAnyMonitor() {
    Rig rig = watching();
    rig.peerDies().databasesMove();
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.here()).isTrue();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
    assertThat(said(rig))
        .singleElement()
        .returns("self", Event::monitor)
        .returns(State.CRITICAL, Event::state)
        .returns(StateType.HARD, Event::type);
  }

  @Test
  void saysSoftAtAMissedPingAndArmsNothing() {
    Rig rig = watching();
    rig.peer.pings = false;
    rig.passSeconds(5);

    assertThat(rig.view().intent().armed()).isFalse();
    assertThat(rig.view().decision().act()).isEqualTo(casfailover.decide.Decision.Act.STAND_BY);
    assertThat(said(rig)).isEmpty();
  }

  @Test
  void takesItsWordBackWhenThePeerIsSeenAgain() {
    Rig rig = watching();
    rig.peerDies().passSeconds(5);
    assertThat(rig.view().intent().armed()).isTrue();
    rig.peer.pings = true;
    rig.passSeconds(2);

    assertThat(rig.view().intent().armed()).isFalse();
    assertThat(said(rig)).extracting(Event::state).containsExactly(State.CRITICAL, State.OK);
  }

  @Test
  void saysNothingTwiceAlsoAfterARestart() {
    Rig rig = watching();
    rig.world.gatewayAnswers = false;
    rig.peerDies().passSeconds(20);
    rig.restart().passSeconds(20);

    assertThat(said(rig)).hasSize(1);
    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void isNoEvidence() {
    Rig rig = watching();
    rig.peerDies();
    rig.pass(TAKE_WAIT.plusSeconds(10));

    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().reason().text()).startsWith("databases not mounted here");
  }

  @Test
  void takesItsWordBackWhenAMonitorWatchesInstead() {
    Rig rig = watching();
    rig.peerDies().passSeconds(5);
    rig.reload(setup(rig.setup, false));
    rig.passSeconds(2);

    assertThat(rig.view().intent().armed()).isFalse();
  }

  @Test
  void watchesOnlyWhereItIsTold() {
    Rig rig = armed();
    rig.peerDies().databasesMove();
    rig.pass(TAKE_WAIT.plusSeconds(20));

    assertThat(rig.address.adds).isZero();
    assertThat(said(rig)).isEmpty();
  }
}
