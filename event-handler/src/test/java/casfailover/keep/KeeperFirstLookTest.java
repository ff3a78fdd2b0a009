package casfailover.keep;

import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.sight.PeerReport.Stance;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Before a keeper could look whether the address is here. */
class KeeperFirstLookTest {

  @Test
  void aStrayAddressIsNotAdoptedBeforeAnybodyKnowsWhoElseHasIt() {
    Rig rig = Rig.with(Rig.armedJournal());
    rig.address.persistent = true;
    rig.passSeconds(5);

    assertThat(rig.journal.words()).doesNotContain("begun");
  }

  @Test
  void aReleaseOrderedBeforeTheFirstLookIsHeld() {
    Rig rig = holder();
    rig.kill().pass(Duration.ofMillis(100));
    rig.journal.diskTakes = Duration.ofMillis(50);
    rig.restart();
    Ticket ticket = rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.HELD);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aServiceThatStopsBeforeItCouldLookAnswersWhoeverWaits() {
    Rig rig = Rig.with(Rig.armedJournal());
    Ticket ticket = rig.order(new Order.Take(Who.NOBODY, false));
    rig.feed(new Input.Stopping());

    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.FAILED, "the service stops"));
    assertThat(rig.resting).isTrue();
  }

  @Test
  void aCallerIsAnsweredAlsoIfNobodyCanTellWhetherTheAddressIsHere() {
    Rig rig = Rig.with(Rig.armedJournal());
    rig.address.inspectable = false;
    Ticket ticket = rig.hard();
    rig.passSeconds(3);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.HELD);
    assertThat(rig.view().alarm()).contains("cannot tell whether exch-b has 192.0.2.100");
    assertThat(rig.ownReport().stance()).isEqualTo(Stance.UNSURE);
  }
}
