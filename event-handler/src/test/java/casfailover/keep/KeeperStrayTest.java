package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Guard;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An address that is on exch-b though it did not take it. */
class KeeperStrayTest {

  /** A lasting address that nobody else has, on an armed server. */
  private static Rig alone() {
    return alone(Rig.armedJournal());
  }

  private static Rig alone(List<Entry> journal) {
    Rig rig = Rig.with(journal);
    rig.address.persistent = true;
    rig.peer.holds = false;
    rig.world.wire = Set.of();
    return rig;
  }

  private static Rig paused() {
    List<Entry> journal = new ArrayList<>(Rig.armedJournal());
    journal.add(new Entry.Paused("jane", ""));
    return alone(journal);
  }

  @Test
  void isAdoptedWhereNobodyElseHasIt() {
    Rig rig = alone().passSeconds(3);

    assertThat(rig.address.persistent).isFalse();
    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isZero();
    assertThat(rig.journal.entries)
        .filteredOn(Entry.Begun.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            Entry.Begun.class,
            begun -> {
              assertThat(begun.epoch()).isEqualTo(new Epoch(2, "exch-b"));
              assertThat(begun.how()).isEqualTo(How.ADOPTED);
              assertThat(begun.evenIfDatabases()).isFalse();
              assertThat(begun.why()).isEqualTo("it was on exch-b already");
            });
  }

  @Test
  void goesWhereAnotherMachineAnswersForItToo() {
    Rig rig = Rig.armed();
    rig.address.persistent = true;
    rig.passSeconds(4);

    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.entries)
        .filteredOn(Entry.Releasing.class::isInstance)
        .extracting(entry -> ((Entry.Releasing) entry).why())
        .containsExactly("it was on exch-b without having been taken");
  }

  @Test
  void goesWhereThePeerIsAboutToTakeIt() {
    Rig rig = Rig.armed();
    rig.peer.holds = false;
    rig.peer.begun = true;
    rig.world.wire = Set.of();
    rig.passSeconds(4);
    rig.address.persistent = true;
    rig.passSeconds(4);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void goesWhereItHasALifetimeThatNobodyGave() {
    Rig rig = Rig.armed();
    rig.peer.holds = false;
    rig.world.wire = Set.of();
    rig.passSeconds(4);
    rig.address.expiry = Optional.of(rig.time.now.plus(Duration.ofMinutes(5)));
    rig.passSeconds(4);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void isNotTouchedByOneThatIsPaused() {
    Rig rig = paused();
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(10);

    assertThat(rig.address.persistent).isTrue();
    assertThat(rig.journal.words()).doesNotContain("begun", "releasing");
    assertThat(rig.ownReport().stance()).isEqualTo(Stance.HOLDS);
    Ticket ticket = rig.hard();
    rig.passSeconds(1);
    assertThat(rig.reply(ticket).line()).startsWith("DONE ");
  }

  @Test
  void isNotAdoptedByOneThatStops() {
    Rig rig = alone();
    rig.world.wireWorks = false;
    rig.passSeconds(2);
    rig.feed(new Input.Stopping());
    assertThat(rig.resting).isTrue();
    rig.world.wireWorks = true;
    rig.passSeconds(2);

    assertThat(rig.address.persistent).isTrue();
    assertThat(rig.journal.words()).doesNotContain("begun");
  }

  @Test
  void isNotAdoptedBeforeItIsKnownWhoElseHasItAndWhoeverWaitsIsToldSo() {
    Rig rig = alone();
    rig.world.wireWorks = false;
    rig.passSeconds(5);
    Ticket ticket = rig.hard();
    rig.passSeconds(2);

    assertThat(rig.journal.words()).doesNotContain("begun");
    assertThat(rig.reply(ticket).line())
        .isEqualTo("HELD exch-b has 192.0.2.100 and cannot tell yet whether another has it too");
  }

  @Test
  void isNotAdoptedWhereAnotherMachineHasItTooAndWhoeverWaitsIsToldSo() {
    Rig rig = paused().passSeconds(3);
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(2);
    rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(1);
    Ticket ticket = rig.hard();
    rig.passSeconds(2);

    assertThat(rig.journal.words()).doesNotContain("begun");
    assertThat(rig.address.persistent).isTrue();
    assertThat(rig.reply(ticket).line())
        .isEqualTo("HELD another machine has 192.0.2.100 too, so exch-b does not adopt its own");
  }

  @Test
  void isLeftAsItIsWhereAnotherMachineAnswersWhileItsBeginIsWritten() {
    Rig rig = alone();
    rig.journal.diskTakes = Duration.ofMillis(200);
    rig.passUntil(() -> rig.journal.count("begun") > 0);
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.feed(
        new Input.Saw(
            Guard.WIRE,
            new Sighting.Seen(
                rig.time.now, rig.time.now, Neighbours.of(List.of(Rig.STRANGER), 3))));
    rig.passSeconds(5);

    assertThat(rig.address.persistent).isTrue();
    assertThat(rig.journal.count("begun")).isEqualTo(1);
    assertThat(rig.journal.words()).contains("gave_up").doesNotContain("taken");
  }

  @Test
  void staysAsItIsWhileItsBeginCannotBeWrittenAndIsAdoptedOnceItCan() {
    Rig rig = alone();
    rig.journal.writable = entry -> !(entry instanceof Entry.Begun);
    rig.passSeconds(10);
    assertThat(rig.address.persistent).isTrue();
    assertThat(rig.ownReport().stance()).isEqualTo(Stance.HOLDS);
    assertThat(rig.effects)
        .filteredOn(e -> e instanceof Effect.Write write && write.entry() instanceof Entry.Begun)
        .as("one each second")
        .hasSizeBetween(7, 10);
    rig.journal.writable = entry -> true;
    rig.passSeconds(2);

    assertThat(rig.address.persistent).isFalse();
    assertThat(rig.here()).isTrue();
  }

  @Test
  void standsByOnceItIsGone() {
    Rig rig = paused().passSeconds(3);
    assertThat(rig.ownReport().stance()).isEqualTo(Stance.HOLDS);
    rig.address.persistent = false;
    rig.passSeconds(3);

    assertThat(rig.ownReport().stance()).isEqualTo(Stance.NOT_ME);
  }

  @Test
  void goesAtAPersonsRelease() {
    Rig rig = paused().passSeconds(3);
    Ticket ticket = rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.reply(ticket).line()).isEqualTo("DONE exch-b has let 192.0.2.100 go");
  }
}
