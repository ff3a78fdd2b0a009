package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Row;
import casfailover.journal.Entry;
import casfailover.pair.Epoch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server that does not know any more who had the address last. */
class KeeperLostJournalTest {

  @Test
  void aLostJournalIsMendedByAPeerWhoSaysThatWeHadItLast() {
    Rig rig = Rig.with(List.of(new Entry.Lost("corrupt")));
    rig.databasesMove().peerReturns().peer.epoch = new Epoch(1, "exch-a");
    rig.peer.known = Optional.of(new Epoch(7, "exch-b"));
    rig.world.wire = Set.of();
    rig.passSeconds(3);

    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().known()).isEqualTo(new Epoch(8, "exch-b"));
  }

  @Test
  void aLostJournalTakesNothingUntilThePeersTermIsHeard() {
    Rig rig = Rig.with(List.of(new Entry.Lost("corrupt")));
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(10));
    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.HISTORY_UNKNOWN);

    rig.peerReturns().peer.epoch = new Epoch(7, "exch-a");
    rig.passSeconds(2);
    assertThat(rig.recollection().remembers()).isTrue();
    assertThat(rig.recollection().known()).isEqualTo(new Epoch(7, "exch-a"));
  }
}
