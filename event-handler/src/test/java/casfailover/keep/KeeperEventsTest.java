package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.event;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an event of the monitor wants, and when that ends. */
class KeeperEventsTest {

  private final Rig rig = Rig.armed();

  @Test
  void aRecoveryThatIsBeingWrittenEndsATakeThatHasBegun() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.diskTakes = Duration.ofMillis(50);
    rig.passUntil(() -> rig.count("begun") == 1);
    rig.pass(Duration.ofMillis(40));
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.pass(TAKE_WAIT);

    assertThat(rig.adds).isZero();
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aProblemWithoutANumberArmsAgainAfterItsRecovery() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(event(State.CRITICAL, StateType.HARD, ""));
    rig.pass(TAKE_WAIT.plusSeconds(1));
    rig.peerReturns().passSeconds(130);
    assertThat(rig.count("ended")).isEqualTo(1);
    rig.hear(event(State.OK, StateType.HARD, ""));
    rig.passSeconds(1);
    rig.hear(event(State.CRITICAL, StateType.HARD, ""));
    rig.passSeconds(1);

    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void theLastOfThreeEventsCountsAlsoWhileAllAreBeingWritten() {
    rig.diskTakes = Duration.ofMillis(100);
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.hard();
    rig.passSeconds(1);

    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void whatWasServedBeforeAnEventDoesNotEndTheWishThatItBrought() {
    rig.hear(event(State.CRITICAL, StateType.SOFT, "17"));
    rig.passSeconds(150);
    rig.hard();
    rig.passSeconds(60);
    assertThat(rig.view().intent().armed()).isTrue();

    rig.hear(
        event("192.0.2.20", Subject.PEER, State.CRITICAL, StateType.HARD, "99", Level.NOTHING));
    rig.passSeconds(90);
    assertThat(rig.view().intent().armed()).isTrue();

    rig.passSeconds(40);
    assertThat(rig.view().intent().armed()).isFalse();
  }
}
