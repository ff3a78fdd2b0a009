package casfailover.keep;

import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a start writes down of what the last process left unwritten. */
class KeeperStartTest {

  private static final Epoch OURS = new Epoch(2, "exch-b");
  private static final String GONE = "it was gone when the agent of exch-b started";

  private static Rig taking() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    return rig;
  }

  private static Rig killedWhen(Rig rig, BooleanSupplier happened) {
    return rig.passUntil(happened).kill();
  }

  private static Rig started(Rig rig) {
    return rig.restart().pass(Duration.ofMillis(300));
  }

  @Test
  void whatRanOutWasReleased() {
    Rig rig = started(holder().kill().passSeconds(10));

    assertThat(rig.journal.entries).contains(new Entry.Released(OURS, false, GONE));
  }

  @Test
  void whatWasBegunAndIsNotHereWasGivenUp() {
    Rig taking = taking();
    Rig rig = started(killedWhen(taking, () -> taking.journal.count("begun") == 1));

    assertThat(rig.journal.entries).contains(new Entry.GaveUp(OURS, GONE));
  }

  @Test
  void whatWasBegunAndIsHereWasTaken() {
    Rig taking = taking();
    taking.address.answersLate = Duration.ofMillis(50);
    killedWhen(taking, () -> taking.address.adds == 1);
    taking.address.answersLate = Duration.ZERO;
    Rig rig = started(taking);

    assertThat(rig.journal.entries).contains(new Entry.Taken(OURS, How.FAILOVER, "2026-11-22-1"));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void whatAPersonLetGoWasReleasedByThatPerson() {
    Rig holder = holder();
    holder.address.answersLate = Duration.ofMillis(50);
    holder.order(new Order.Release(new Who("jane", "")));
    killedWhen(holder, () -> !holder.here());
    holder.address.answersLate = Duration.ZERO;
    Rig rig = started(holder);

    assertThat(rig.journal.entries).contains(new Entry.Released(OURS, true, "ordered by jane"));
  }
}
