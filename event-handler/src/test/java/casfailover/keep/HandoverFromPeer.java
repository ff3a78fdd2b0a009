package casfailover.keep;

import casfailover.handover.Answer;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** exch-b is the target: exch-a has the address and lets it go, or does not. */
abstract class HandoverFromPeer {

  static final Order FAILBACK = new Order.Failback(new Who("jane", "patched"), "exch-b", false);
  static final Epoch THEIRS = new Epoch(1, "exch-a");

  final Rig rig = Rig.armed();

  /** exch-a lets go as soon as it is asked. */
  Rig peerLetsGo() {
    rig.peer.answers =
        question -> {
          rig.peer.holds = false;
          rig.world.wire = Set.of();
          return Optional.of(new Answer.Released(Duration.ofMillis(5)));
        };
    return rig;
  }

  Reply ordered(Order order) {
    Ticket ticket = rig.order(order);
    rig.passSeconds(8);
    return rig.reply(ticket);
  }
}
