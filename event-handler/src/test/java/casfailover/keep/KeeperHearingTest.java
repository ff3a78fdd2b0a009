package casfailover.keep;

import static casfailover.keep.Rig.armed;
import static casfailover.keep.Rig.event;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import org.junit.jupiter.api.Test;

/** Whether somebody has the address when a monitor says that nobody serves on it. */
class KeeperHearingTest {

  private static final Event NOBODY_SERVES =
      event("192.0.2.10", Subject.CAS_IP, State.CRITICAL, StateType.HARD, "7", Level.NOTHING);

  @Test
  void whileThisServerHasItTheEventAsksForNothing() {
    Rig rig = holder();

    assertThat(rig.reply(rig.hear(NOBODY_SERVES)).line())
        .isEqualTo("DONE somebody has 192.0.2.100, so this event asks for nothing");
  }

  @Test
  void whileThisServerStartsTheEventIsRemembered() {
    Rig rig = armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.kill().restart().hear(NOBODY_SERVES);

    assertThat(rig.passSeconds(0.1).journal.count("heard")).isEqualTo(1);
  }
}
