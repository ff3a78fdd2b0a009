package casfailover.keep;

import static casfailover.keep.Effects.count;
import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.holder;
import static casfailover.keep.Rig.quietHolder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A disk that is full or slow: nothing is done before it is written, but what must go goes. */
class KeeperFullDiskTest {

  @Test
  void aTakeRightAfterAStartWaitsUntilItsBeginIsWritten() {
    Rig rig = Rig.with(List.copyOf(quietHolder().journal.entries));
    rig.journal.diskTakes = Duration.ofSeconds(1);
    rig.databasesMove().peerReturns().peer.epoch = new Epoch(2, "exch-b");
    rig.world.wire = Set.of();
    rig.passUntil(() -> count(rig, Effect.Add.class) == 1);

    assertThat(rig.journal.confirmed).hasAtLeastOneElementOfType(Entry.Begun.class);
  }

  @Test
  void aTakeThatCouldNotBeWrittenIsWrittenLaterAndToldByMail() {
    Rig rig = Rig.armed();
    rig.journal.writable = entry -> !(entry instanceof Entry.Taken);
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT);
    Ticket repeated = rig.hard();
    rig.passSeconds(5);
    assertThat(rig.here()).isTrue();
    assertThat(writes(rig, Entry.Taken.class)).as("tried again each second").isBetween(4L, 9L);
    assertThat(rig.reply(repeated).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.letters()).isEmpty();

    rig.journal.writable = entry -> true;
    rig.passSeconds(3);
    assertThat(rig.recollection().term().orElseThrow().taken()).isTrue();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  private static long writes(Rig rig, Class<? extends Entry> kind) {
    return rig.effects.stream()
        .filter(e -> e instanceof Effect.Write write && kind.isInstance(write.entry()))
        .count();
  }

  @Test
  void aBeginThatCannotBeWrittenIsTriedAgainEachSecond() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.journal.writable = entry -> !(entry instanceof Entry.Begun);
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(writes(rig, Entry.Begun.class)).isBetween(4L, 8L);
  }

  @Test
  void aFullDiskIsNotAskedWithoutABreak() {
    Rig rig = holder();
    rig.peerReturns().journal.diskWorks = false;
    long before = count(rig, Effect.Write.class);
    rig.passSeconds(140);

    assertThat(count(rig, Effect.Write.class) - before).isLessThan(30);
  }

  @Test
  void whoWaitsForATakeHearsOfItOnlyWhenThatIsWritten() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.journal.writable = entry -> !(entry instanceof Entry.Taken) || slowly(rig);
    rig.passUntil(() -> rig.journal.count("taken") == 1);
    rig.pass(Duration.ofMillis(20));
    Ticket repeated = rig.hard();
    assertThat(rig.answered(repeated)).isFalse();

    rig.passSeconds(1);
    assertThat(rig.reply(repeated).line()).isEqualTo("DONE exch-b has 192.0.2.100");
  }

  private static boolean slowly(Rig rig) {
    rig.journal.diskTakes = Duration.ofMillis(200);
    return true;
  }

  @Test
  void aLetterThatCannotBeKeptIsAlarmedAndHandedOnAgainEachFiveSeconds() {
    Rig rig = Rig.armed();
    rig.outboxWorks = false;
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(1));
    assertThat(rig.view().alarm()).isEqualTo("cannot keep a mail: disk full");
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);

    rig.passSeconds(5);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER, News.Kind.TAKEOVER);
    rig.outboxWorks = true;
    rig.passSeconds(20);
    assertThat(rig.letters()).hasSize(3);
    assertThat(rig.journal.count("posted")).isEqualTo(1);
    assertThat(rig.view().alarm()).isEmpty();
  }

  @Test
  void aJournalThatCannotBeWrittenTakesNothingAndSaysSo() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passSeconds(1);
    rig.journal.diskWorks = false;
    rig.pass(TAKE_WAIT.plusSeconds(5));
    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().alarm()).contains("cannot write the journal: disk full");

    rig.journal.diskWorks = true;
    rig.passSeconds(3);
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void anEventThatCannotBeWrittenIsAnsweredAsFailed() {
    Rig rig = Rig.armed();
    rig.peerDies().passSeconds(3);
    rig.journal.diskWorks = false;
    Ticket ticket = rig.hard();
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Reply.Outcome.FAILED);
  }

  @Test
  void aFullDiskDoesNotEndATenure() {
    Rig rig = holder();
    rig.journal.diskWorks = false;
    rig.passSeconds(60);
    assertThat(rig.here()).isTrue();

    rig.databases.quorum = false;
    rig.passSeconds(4);
    assertThat(rig.here()).as("what must go, goes, written or not").isFalse();
  }
}
