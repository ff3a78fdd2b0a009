package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.order.Order;
import casfailover.order.Order.Who;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a person's takeover overrides, and what it does not. */
class KeeperOrderedTakeTest {

  @Test
  void anOrderOverridesPauseDowntimeAndTheMonitorsViewButNotTheWire() {
    Rig rig = Rig.armed();
    rig.order(new Order.Pause(Who.NOBODY));
    rig.peerDies().databasesMove().passSeconds(15);
    rig.world.wire = Set.of(OtherServer.MAC);
    rig.passSeconds(2);
    Ticket held = rig.order(new Order.Take(Who.NOBODY, false));
    rig.passSeconds(2);
    assertThat(rig.reply(held).line()).startsWith("HELD exch-b does not take 192.0.2.100");

    rig.world.wire = Set.of();
    rig.pass(TAKE_WAIT.plusSeconds(1));
    assertThat(rig.address.adds).isZero();
    Ticket done = rig.order(new Order.Take(Who.NOBODY, false));
    rig.passSeconds(1);
    assertThat(rig.reply(done).line()).isEqualTo("DONE exch-b has 192.0.2.100");
  }

  @Test
  void anOrderEvenIfDatabasesTakesWithoutThem() {
    Rig rig = Rig.armed();
    rig.peerDies().databases.mountedOn = "-";
    rig.pass(TAKE_WAIT.plusSeconds(5));
    Ticket held = rig.order(new Order.Take(Who.NOBODY, false));
    rig.passSeconds(2);
    assertThat(rig.reply(held).text()).contains("databases not mounted here");

    rig.order(new Order.Take(Who.NOBODY, true));
    rig.passSeconds(1);
    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().term().orElseThrow().evenIfDatabases()).isTrue();
  }

  @Test
  void anAddressOrderedInSpiteOfTheDatabasesStaysUntilTheyAreHere() {
    Rig rig = Rig.armed();
    rig.peerDies().databases.mountedOn = "-";
    rig.databases.quorum = false;
    rig.pass(TAKE_WAIT.plusSeconds(5));
    rig.order(new Order.Take(Who.NOBODY, true));
    rig.passSeconds(30);
    assertThat(rig.here()).isTrue();

    rig.databasesMove().passSeconds(8);
    assertThat(rig.journal.count("right_regained")).isEqualTo(1);
    assertThat(rig.here()).as("the ordinary right asks for quorum").isFalse();
  }
}
