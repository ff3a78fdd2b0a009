package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.Entry;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Both agents begin within the age of each other's last answer. */
class KeeperBothAtOnceTest {

  /** Two agents that begin within the age of each other's last answer must not both go on. */
  @Test
  void doesNotTakeOnAnAnswerOfThePeerFromBeforeItsOwnBegin() {
    Rig rig = Rig.armed();
    rig.peerReturns();
    rig.world.wire = Set.of();
    rig.databasesMove();
    rig.hard();
    rig.journal.writable = entry -> !(entry instanceof Entry.Begun) || theOtherBeginsToo(rig);
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.journal.words()).contains("begun", "gave_up");
    assertThat(rig.address.adds).isZero();
  }

  @Test
  void doesNotTakeOnTheSilenceOfAnAgentThatComesUpBesideItsOwnBegin() {
    Rig rig = Rig.armed();
    rig.peerReturns();
    rig.peer.agent = false;
    rig.world.wire = Set.of();
    rig.databasesMove();
    rig.hard();
    rig.journal.writable = entry -> !(entry instanceof Entry.Begun) || theOtherBeginsToo(rig);
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.journal.words()).contains("begun", "gave_up");
    assertThat(rig.address.adds).isZero();
  }

  private static boolean theOtherBeginsToo(Rig rig) {
    rig.peer.agent = true;
    rig.peer.begun = true;
    return true;
  }

  @Test
  void takesOnAnAnswerOfThePeerFromAfterItsOwnBegin() {
    Rig rig = Rig.armed();
    rig.peerReturns();
    rig.world.wire = Set.of();
    rig.databasesMove();
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.count("begun")).isEqualTo(1);
  }
}
