package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.event;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those are told who report or order something, and when. */
class KeeperAnswersTest {

  private static final Order TAKE = new Order.Take(new Who("jane", ""), false);
  private static final Order RELEASE = new Order.Release(new Who("jane", ""));

  private final Rig rig = Rig.armed();

  private String told(Ticket ticket) {
    return rig.reply(ticket).line();
  }

  // ---- Events

  @Test
  void anEventIsSuspendedWhileThePeerServes() {
    Ticket ticket = rig.hard();
    rig.passSeconds(2);

    assertThat(told(ticket)).isEqualTo("HELD exch-b waits: exch-a has 192.0.2.100 and serves");
  }

  @Test
  void aRecoveryThatEndsTheWishLeavesItStandingBy() {
    rig.hard();
    rig.passSeconds(2);
    Ticket ticket = rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.passSeconds(2);

    assertThat(told(ticket)).startsWith("DONE exch-b stands by: ");
  }

  @Test
  void whatCannotBeToldYetIsWaitedForForASecond() {
    rig.world.wireWorks = false;
    rig.peerDies().databasesMove().passSeconds(15);
    Ticket ticket = rig.hard();
    rig.pass(Duration.ofMillis(950));
    assertThat(rig.answered(ticket)).isFalse();

    rig.pass(Duration.ofMillis(300));
    assertThat(told(ticket))
        .startsWith("HELD exch-b does not take 192.0.2.100: cannot tell whether anybody answers");
  }

  // ---- Takeovers

  @Test
  void anOrderWaitsThreeSecondsForWhatCannotBeToldYet() {
    rig.world.wireWorks = false;
    rig.peerDies().databasesMove().passSeconds(15);
    Ticket ticket = rig.order(TAKE);
    rig.pass(Duration.ofMillis(2950));
    assertThat(rig.answered(ticket)).isFalse();
    Ticket another = rig.order(TAKE);
    assertThat(told(another))
        .isEqualTo("HELD another takeover was ordered a moment ago and is not decided");

    rig.pass(Duration.ofMillis(300));
    assertThat(told(ticket)).startsWith("HELD exch-b does not take 192.0.2.100: cannot tell");
  }

  @Test
  void aTakeoverOfWhatIsHereIsDoneAlready() {
    Rig holder = Rig.holder();
    assertThat(holder.reply(holder.order(TAKE)).line())
        .isEqualTo("DONE exch-b has 192.0.2.100 already");

    Rig untouched = Rig.with(List.of());
    untouched.address.persistent = true;
    untouched.peerDies().passSeconds(1);
    assertThat(untouched.reply(untouched.order(TAKE)).line())
        .isEqualTo("DONE exch-b has 192.0.2.100 already");
  }

  @Test
  void anOrderedTakeoverTellsTheJournalThatItWasOne() {
    rig.peerDies().databasesMove().pass(TAKE_WAIT.plusSeconds(2));
    Ticket ticket = rig.order(TAKE);
    rig.passSeconds(1);

    assertThat(told(ticket)).isEqualTo("DONE exch-b has 192.0.2.100");
    assertThat(rig.view().how()).isEqualTo("ordered");
    assertThat(rig.recollection().term().orElseThrow().evenIfDatabases()).isFalse();
    assertThat(rig.view().epoch()).isEqualTo(new Epoch(2, "exch-b"));
  }

  // ---- Releases

  @Test
  void aReleaseWaitsForNoTakeover() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.journal.diskTakes = Duration.ofMillis(50);
    rig.passUntil(() -> rig.journal.count("begun") > 0);
    String underWay = "HELD a takeover is under way; order it again when it is over";
    assertThat(told(rig.order(RELEASE))).as("begins").isEqualTo(underWay);

    rig.address.answersLate = Duration.ofMillis(500);
    rig.passUntil(() -> rig.address.adds > 0);
    assertThat(told(rig.order(RELEASE))).as("adds").isEqualTo(underWay);
  }

  @Test
  void aReleaseIsHeldBeforeTheFirstLook() {
    Rig starting = Rig.with(Rig.armedJournal());

    assertThat(starting.reply(starting.order(RELEASE)).line())
        .isEqualTo("HELD exch-b has only just started; order it again in a moment");
  }

  @Test
  void aReleaseOfWhatIsNotHereKeepsItFromComing() {
    Ticket ticket = rig.order(RELEASE);
    rig.passSeconds(1);

    assertThat(told(ticket)).isEqualTo("DONE exch-b will not take 192.0.2.100 by itself");
    assertThat(rig.recollection().releasedByPerson()).isTrue();
    assertThat(rig.journal.entries.get(rig.journal.entries.size() - 1))
        .isEqualTo(
            new casfailover.journal.Entry.Released(
                new Epoch(1, "exch-a"), true, "ordered by jane"));
  }

  @Test
  void aSecondReleaseMeanwhileIsAnsweredWithTheFirstAndWrittenOnce() {
    Rig holder = Rig.holder();
    Ticket first = holder.order(RELEASE);
    Ticket second = holder.order(RELEASE);
    holder.passSeconds(1);

    assertThat(holder.reply(first).line()).isEqualTo("DONE exch-b has let 192.0.2.100 go");
    assertThat(holder.reply(second)).isEqualTo(holder.reply(first));
    assertThat(holder.journal.count("releasing")).isEqualTo(1);
    assertThat(holder.journal.count("released")).isEqualTo(1);
  }

  // ---- Pauses

  @Test
  void aPauseAndItsEndAreConfirmedWhenTheyAreWritten() {
    Ticket paused = rig.order(new Order.Pause(Who.NOBODY));
    assertThat(rig.answered(paused)).isFalse();
    rig.passSeconds(1);
    assertThat(told(paused))
        .isEqualTo("DONE exch-b is paused: it takes and moves nothing by itself");

    Ticket armed = rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(1);
    assertThat(told(armed)).isEqualTo("DONE exch-b is armed");
  }
}
