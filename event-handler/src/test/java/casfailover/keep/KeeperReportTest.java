package casfailover.keep;

import static casfailover.keep.Effects.count;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.Entry;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Guard;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the other server is told of an address that comes, goes, or is not ours. */
class KeeperReportTest {

  private static final Duration STEP = Duration.ofMillis(1);

  @Test
  void aTakeThatIsGivenUpNeverLooksLikeAHolderOfAHigherTerm() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.journal.diskTakes = Duration.ofMillis(40);
    rig.passUntil(() -> rig.journal.count("begun") == 1);
    rig.world.wire = Set.of(OtherServer.MAC);
    rig.feed(
        new Input.Saw(
            Guard.WIRE,
            new Sighting.Seen(
                rig.time.now, rig.time.now, Neighbours.of(List.of(OtherServer.MAC), 3))));
    for (int i = 0; i < 200; i++) {
      rig.pass(STEP);
      assertThat(rig.ownReport().stance()).isNotEqualTo(Stance.HOLDS);
    }
    assertThat(rig.journal.words()).contains("gave_up");
  }

  @Test
  void anAddressThatWasNeverTakenIsHeldInNoTerm() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.address.addFails = true;
    rig.passUntil(() -> rig.journal.count("gave_up") == 1);
    rig.order(new Order.Pause(Who.NOBODY));
    rig.address.persistent = true;
    rig.passSeconds(5);

    assertThat(rig.ownReport().stance()).isEqualTo(Stance.HOLDS);
    assertThat(rig.ownReport().epoch()).isEqualTo(Epoch.NONE);
  }

  @Test
  void anAddressThatIsThereIsNeverDeniedWhileItsAdoptionCannotBeWritten() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.address.persistent = true;
    rig.peer.holds = false;
    rig.world.wire = Set.of();
    rig.passSeconds(5);
    rig.journal.writable = entry -> !(entry instanceof Entry.Begun);
    rig.order(new Order.Resume(Who.NOBODY));
    long before = count(rig, Effect.Write.class);
    for (int i = 0; i < 3000; i++) {
      rig.pass(STEP);
      assertThat(rig.ownReport().stance()).isNotEqualTo(Stance.NOT_ME);
    }
    assertThat(count(rig, Effect.Write.class) - before).isLessThan(8);
  }
}
