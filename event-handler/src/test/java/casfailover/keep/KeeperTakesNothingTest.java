package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

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
    rig.databasesReadable = false;
    rig.passSeconds(5);
    rig.databasesReadable = true;
    rig.passSeconds(20);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD);

    rig.databasesReadable = false;
    rig.passSeconds(20);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD, News.Kind.HOLD);
  }
}
