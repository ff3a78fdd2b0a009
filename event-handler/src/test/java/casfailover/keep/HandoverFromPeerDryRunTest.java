package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import org.junit.jupiter.api.Test;

/** The list of what exch-b looks at, shown without a move. */
class HandoverFromPeerDryRunTest extends HandoverFromPeer {

  @Test
  void aDryRunShowsTheWholeListAndAsksForNothing() {
    Reply reply = ordered(new Order.Failback(Who.NOBODY, "exch-b", true));

    assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
    assertThat(reply.text().lines())
        .containsExactly(
            "exch-b would take 192.0.2.100 from exch-a; dry run, nothing was moved",
            "\\_ ok       holder     exch-a has it, term 1:exch-a",
            "\\_ ok       address    exch-a answers for it, 02:42:0a:2a:00:0b answered",
            "\\_ ok       gateway    192.0.2.1 ping 10/10",
            "\\_ ok       services   exch-b 443/tcp accepts",
            "\\_ ok       databases  2 of 2 with a good copy on exch-b; 2 mounted on exch-a, from"
                + " where both serve them: Move-ActiveMailboxDatabase moves them",
            "\\_ ok       settings   the same on both, 3f9c21",
            "\\_ ok       pause      neither is paused");
    assertThat(rig.peer.asked).isEmpty();
    assertThat(rig.journal.words()).doesNotContain("begun");
  }

  @Test
  void aPauseIsToldByWhoIsPausedAndWhetherAnOrderOverridesIt() {
    Order dryRun = new Order.Failback(Who.NOBODY, "exch-b", true);
    rig.peer.paused = true;
    rig.passSeconds(2);
    assertThat(ordered(dryRun).text())
        .endsWith("\\_ ok       pause      exch-a is paused, which an order overrides");

    rig.order(new Order.Pause(Who.NOBODY));
    rig.passSeconds(1);
    assertThat(ordered(dryRun).text())
        .endsWith("\\_ ok       pause      both are paused, which an order overrides");
  }

  @Test
  void databasesThatAreHereAlreadyNeedNotBeMoved() {
    rig.databasesMove().passSeconds(20);

    assertThat(ordered(new Order.Failback(Who.NOBODY, "exch-b", true)).text().lines())
        .contains("\\_ ok       databases  2 of 2 with a good copy on exch-b");
  }
}
