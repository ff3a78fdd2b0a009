package casfailover.keep;

import static casfailover.keep.Effects.count;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The address that is there already when a pair is installed. */
class KeeperInstallationTest {

  @Test
  void anAddressThatCannotBeGivenALifetimeStaysAsItIs() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.address.persistent = true;
    rig.peer.holds = false;
    rig.world.wire = Set.of();
    rig.passSeconds(5);
    rig.address.renewals = false;
    rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(5);
    assertThat(rig.here()).isTrue();
    assertThat(count(rig, Effect.Delete.class)).isZero();
    assertThat(rig.view().alarm()).contains("cannot take 192.0.2.100");
    assertThat(rig.journal.count("begun")).isLessThan(8);

    rig.address.renewals = true;
    rig.passSeconds(3);
    assertThat(rig.address.persistent).isFalse();
    assertThat(rig.here()).isTrue();
    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void aFreshInstallationChangesNothingAndAdoptsWhatIsThere() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.address.persistent = true;
    rig.peer.holds = false;
    rig.world.wire = Set.of();
    rig.passSeconds(30);

    assertThat(rig.here()).isTrue();
    assertThat(rig.effects.stream().noneMatch(Effect.Apply.class::isInstance)).isTrue();
    assertThat(rig.ownReport().stance().name()).isEqualTo("HOLDS");
    assertThat(rig.journal.words()).doesNotContain("begun");

    Ticket ticket = rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).line()).isEqualTo("DONE exch-b is armed");
    assertThat(rig.address.persistent).as("converted to an address with a lease").isFalse();
    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isZero();
    assertThat(rig.recollection().term().orElseThrow().how()).isEqualTo(How.ADOPTED);
    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void aResumeDoesNotAdoptAnAddressThatAnotherMachineHasToo() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.address.persistent = true;
    rig.passSeconds(5);
    rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(5);

    assertThat(rig.journal.words()).doesNotContain("begun");
    assertThat(rig.view().alarm()).contains("another machine has 192.0.2.100 too");
  }
}
