package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.event;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Decision.Act;
import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.decide.Row;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.sight.Guard;
import casfailover.sight.Neighbours;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a server takes the address from the other one, and when it does not. */
class KeeperTakeoverTest {

  private final Rig rig = Rig.armed();

  @Test
  void standsByWhileThePeerServes() {
    rig.passSeconds(60);

    assertThat(rig.adds).isZero();
    assertThat(rig.view().decision().act()).isEqualTo(Act.STAND_BY);
    assertThat(rig.ownReport().stance().name()).isEqualTo("NOT_ME");
    assertThat(rig.ownReport().ready()).isTrue();
  }

  @Test
  void takesOverWhenPeerIsSilentAndDatabasesAreHere() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT);

    assertThat(rig.here()).isTrue();
    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.announcements).isEqualTo(4);
    assertThat(rig.words()).containsSubsequence("heard", "begun", "taken", "posted");
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
    assertThat(rig.view().epoch().toString()).isEqualTo("2:exch-b");
  }

  @Test
  void waitsUntilAHolderThatItCannotSeeMustHaveLostTheAddress() {
    rig.peerDies().databasesMove();
    rig.passSeconds(2);
    rig.hard();

    rig.pass(TAKE_WAIT.minusSeconds(3));
    assertThat(rig.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.WAITING);

    rig.passSeconds(2);
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void saysWhyItWaits() {
    Rig databases = Rig.armed();
    databases.peerDies().passSeconds(20);
    databases.hard();
    databases.databasesMove().passSeconds(5);
    assertThat(databases.view().reason().text())
        .startsWith("waits ")
        .endsWith(" more, since the databases are here only since a moment ago");

    Rig wire = Rig.armed();
    wire.peerDies().databasesMove().wire = Set.of(Rig.STRANGER);
    wire.passSeconds(20);
    wire.hard();
    wire.wire = Set.of();
    wire.passSeconds(1);
    assertThat(wire.view().reason().text())
        .endsWith("since nobody answers for the address only since a moment ago");

    Rig peer = Rig.armed();
    peer.databasesMove().wire = Set.of();
    peer.passSeconds(20);
    peer.peerDies();
    peer.hard();
    peer.passSeconds(3);
    assertThat(peer.view().reason().text()).endsWith("since exch-a might still have the address");
  }

  @Test
  void answersTheEventAtOnceWhatItWaitsFor() {
    rig.peerDies().passSeconds(3);
    Ticket ticket = rig.hard();
    rig.passSeconds(1.5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Reply.Outcome.HELD);
    assertThat(rig.reply(ticket).text()).contains("databases not mounted here (0 of 2)");
  }

  @Test
  void takesAtOnceOnAHardEventWhenEverythingWasWaitedForAlready() {
    rig.peerDies().databasesMove();
    rig.hear(event(State.CRITICAL, StateType.SOFT, "17"));
    rig.pass(TAKE_WAIT.plusSeconds(2));
    assertThat(rig.adds).isZero();

    Ticket ticket = rig.hard();
    rig.pass(Duration.ofMillis(30));

    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.reply(ticket).line()).isEqualTo("DONE exch-b has 192.0.2.100");
  }

  @Test
  void looksAgainByItselfUntilTheDatabasesArrive() {
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.passSeconds(15);
    assertThat(rig.adds).isZero();

    rig.databasesMove().pass(TAKE_WAIT.plusSeconds(4));

    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void anEventHasTheDatabasesAndTheQuorumReadAtOnce() {
    for (StateType type : List.of(StateType.SOFT, StateType.HARD)) {
      for (Guard guard : List.of(Guard.DATABASES, Guard.QUORUM)) {
        Rig quiet = Rig.armed();
        long before = quiet.looksAt(guard);
        for (int i = 0; i < 100 && quiet.looksAt(guard) == before; i++) {
          quiet.passSeconds(0.2);
        }
        quiet.passSeconds(5);
        assertThat(quiet.looksAt(guard)).as("at rest").isEqualTo(before + 1);

        quiet.hear(event(State.CRITICAL, type, "17"));
        quiet.passSeconds(0.2);

        assertThat(quiet.looksAt(guard)).as(type + " " + guard).isEqualTo(before + 2);
      }
    }
  }

  @Test
  void aSoftStateTakesNothing() {
    rig.peerDies().databasesMove();
    Ticket ticket = rig.hear(event(State.CRITICAL, StateType.SOFT, "17"));
    rig.pass(TAKE_WAIT.plusSeconds(10));

    assertThat(rig.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.NOTHING_ARMED);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Reply.Outcome.HELD);
  }

  @Test
  void whatChangesNothingIsAnsweredAtOnceAndNotWritten() {
    assertThat(told(event(State.OK, StateType.HARD, "16"))).isEqualTo("DONE nothing was wanted");
    assertThat(told(event(State.WARNING, StateType.HARD, "17")))
        .isEqualTo("DONE a state of WARNING asks for nothing");
    assertThat(told(event(State.CRITICAL, StateType.SOFT, "18")))
        .isEqualTo("HELD looks closely at exch-a from now on");
    assertThat(told(event(State.OK, StateType.HARD, "18")))
        .isEqualTo("DONE looks no closer than usual any more");
    assertThat(
            told(
                event(
                    "192.0.2.10",
                    Subject.CAS_IP,
                    State.CRITICAL,
                    StateType.HARD,
                    "5",
                    Level.NOTHING)))
        .isEqualTo("DONE somebody has 192.0.2.100, so this event asks for nothing");
    assertThat(rig.count("heard")).isZero();
  }

  private String told(Event event) {
    return rig.reply(rig.hear(event)).line();
  }

  @Test
  void aHardUnknownAndAHardWarningTakeNothing() {
    rig.peerDies().databasesMove();
    rig.hear(event(State.UNKNOWN, StateType.HARD, "17"));
    rig.hear(event(State.WARNING, StateType.HARD, "18"));
    rig.pass(TAKE_WAIT.plusSeconds(10));

    assertThat(rig.adds).isZero();
    assertThat(rig.count("heard")).isZero();
  }

  @Test
  void aRecoveryOfTheMonitorThatArmedEndsTheWish() {
    rig.peerDies().passSeconds(2);
    rig.hard();
    rig.passSeconds(1);
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.databasesMove().pass(TAKE_WAIT.plusSeconds(10));

    assertThat(rig.adds).isZero();
    assertThat(rig.view().intent().armed()).isFalse();
  }

  @Test
  void aRecoveryOfAnotherMonitorEndsNothing() {
    rig.peerDies().passSeconds(2);
    rig.hard();
    rig.passSeconds(1);
    rig.hear(event("192.0.2.20", Subject.PEER, State.OK, StateType.HARD, "17", Level.NOTHING));
    rig.databasesMove().pass(TAKE_WAIT.plusSeconds(4));

    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void theSameEventTwiceTakesOnceWritesOnceAndMailsOnce() {
    rig.peerDies().databasesMove().passSeconds(3);
    Ticket first = rig.hard();
    Ticket second = rig.hard();
    rig.pass(TAKE_WAIT);
    Ticket third = rig.hard();
    rig.passSeconds(5);

    assertThat(rig.replies).containsKeys(first, second, third);
    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.count("heard")).isEqualTo(1);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void twoMonitorsAtOnceMakeOneTakeover() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.hear(
        event("192.0.2.20", Subject.PEER, State.CRITICAL, StateType.HARD, "99", Level.NOTHING));
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void takesNothingWhileTheGatewayIsSilent() {
    rig.peerDies().databasesMove().gatewayAnswers = false;
    rig.passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(10));

    assertThat(rig.adds).isZero();
    assertThat(rig.view().reason().text()).contains("gateway 192.0.2.1 is silent");
  }

  @Test
  void takesNothingWhileTheAddressAnswers() {
    rig.peerDies().databasesMove().wire = Set.of(Rig.STRANGER);
    rig.passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(10));

    assertThat(rig.adds).isZero();
    assertThat(rig.view().reason().text())
        .contains("192.0.2.100 still answers")
        .contains("00:15:5d:01:02:03");
  }

  @Test
  void takesNothingOnWhatItCannotAsk() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.wireWorks = false;
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(10));
    assertThat(rig.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.WIRE_UNKNOWN);

    rig.wireWorks = true;
    rig.databasesReadable = false;
    rig.pass(TAKE_WAIT.plusSeconds(10));
    assertThat(rig.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.DATABASES_UNKNOWN);

    rig.databasesReadable = true;
    rig.pingWorks = false;
    rig.pass(TAKE_WAIT.plusSeconds(10));
    assertThat(rig.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.PEER_UNKNOWN);
  }

  @Test
  void theMonitorsOwnViewDelaysButNeverPrevents() {
    Level up = new Level(false, Optional.of(State.UP), Optional.of(Duration.ofSeconds(2)));
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(event("192.0.2.10", Subject.PEER, State.CRITICAL, StateType.HARD, "17", up));
    rig.passSeconds(25);
    assertThat(rig.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.MONITOR_SEES_PEER);

    rig.passSeconds(10);
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void anOldViewOfTheMonitorDelaysNothing() {
    Level stale = new Level(false, Optional.of(State.UP), Optional.of(Duration.ofSeconds(60)));
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(event("192.0.2.10", Subject.PEER, State.CRITICAL, StateType.HARD, "17", stale));
    rig.pass(TAKE_WAIT);

    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void aDowntimeHoldsUntilAPollSaysThatItIsOver() {
    Level downtime = new Level(true, Optional.empty(), Optional.empty());
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(event("192.0.2.10", Subject.PEER, State.CRITICAL, StateType.HARD, "17", downtime));
    rig.pass(TAKE_WAIT.plusSeconds(5));
    assertThat(rig.view().decision().row()).isEqualTo(Row.DOWNTIME);

    rig.feed(new Input.Polled("192.0.2.10", Level.NOTHING));
    rig.passSeconds(1);
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void aPauseTakesNothingAndSaysWhatItWouldHaveDone() {
    rig.order(new Order.Pause(new Who("jane", "patching")));
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.adds).isZero();
    assertThat(rig.view().reason().text()).startsWith("paused: would have taken 192.0.2.100");
    assertThat(rig.letters()).containsExactly(News.Kind.WOULD_HAVE);

    rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(1);
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void differentSettingsTakeNothing() {
    rig.peerSettings = "000000";
    rig.passSeconds(2);
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.adds).isZero();
    assertThat(rig.view().reason().text()).contains("settings differ");
  }

  @Test
  void anEventAboutTheAddressArmsOnlyWhileNobodyHasIt() {
    rig.hear(
        event("192.0.2.10", Subject.CAS_IP, State.CRITICAL, StateType.HARD, "5", Level.NOTHING));
    rig.passSeconds(1);
    assertThat(rig.view().intent().armed()).isFalse();

    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(
        event("192.0.2.10", Subject.CAS_IP, State.CRITICAL, StateType.HARD, "6", Level.NOTHING));
    rig.pass(TAKE_WAIT.plusSeconds(1));
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void takesFromAServerWhoseKeeperIsGoneThoughItsDatabasesStay() {
    rig.peerAgent = false;
    rig.wire = Set.of();
    rig.passSeconds(2);
    rig.hear(
        event("192.0.2.10", Subject.CAS_IP, State.CRITICAL, StateType.HARD, "5", Level.NOTHING));
    rig.pass(TAKE_WAIT.plusSeconds(2));

    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.news.get(0).reason().text()).contains("nobody has 192.0.2.100");
  }

  @Test
  void anAgentThatFallsSilentWhileNobodyHasTheAddressMayHaveBegunToTakeIt() {
    rig.peerHolds = false;
    rig.gatewayAnswers = false;
    rig.wire = Set.of();
    rig.passSeconds(2);
    rig.hear(
        event("192.0.2.10", Subject.CAS_IP, State.CRITICAL, StateType.HARD, "5", Level.NOTHING));
    rig.pass(TAKE_WAIT.plusSeconds(2));
    rig.peerAgent = false;
    rig.gatewayAnswers = true;
    rig.pass(TAKE_WAIT.minusSeconds(1));
    assertThat(rig.adds).isZero();

    rig.passSeconds(2);
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void aPeerThatCannotTellWhetherItHasTheAddressIsWaitedForLikeASilentOneAndNoLonger() {
    rig.peerUnsure = true;
    rig.wire = Set.of();
    rig.passSeconds(4);
    rig.hear(
        event("192.0.2.10", Subject.CAS_IP, State.CRITICAL, StateType.HARD, "5", Level.NOTHING));
    rig.pass(TAKE_WAIT.minusSeconds(5));
    assertThat(rig.adds).isZero();

    rig.passSeconds(2);
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void aPeerThatServesAgainSuspendsTheWishAndDoesNotEndIt() {
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.passSeconds(5);
    rig.peerReturns();
    rig.peerHolds = true;
    rig.wire = Set.of(Rig.MAC_A);
    rig.passSeconds(5);
    assertThat(rig.view().decision().row()).isEqualTo(Row.PEER_SERVES);
    assertThat(rig.view().intent().armed()).isTrue();

    rig.peerDies().databasesMove().pass(TAKE_WAIT.plusSeconds(4));
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void theWishEndsWhenTheAddressWasServedForLong() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(125));

    assertThat(rig.view().intent().armed()).isFalse();
    assertThat(rig.count("ended")).isEqualTo(1);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aSecondTakeoverWithinTheCoolDownWaits() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT);
    assertThat(rig.adds).isEqualTo(1);
    rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(20);

    assertThat(rig.here()).isFalse();
    assertThat(rig.view().decision().row()).isEqualTo(Row.COOL_DOWN);
  }

  @Test
  void tellsByMailWhatHasHeldItForAMinute() {
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.passSeconds(55);
    assertThat(rig.letters()).isEmpty();

    rig.passSeconds(10);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD);
    assertThat(rig.news.get(0).reason().what()).isEqualTo("databases not mounted here");
  }

  @Test
  void anOrderOverridesPauseDowntimeAndTheMonitorsViewButNotTheWire() {
    rig.order(new Order.Pause(Who.NOBODY));
    rig.peerDies().databasesMove().passSeconds(15);
    rig.wire = Set.of(Rig.MAC_A);
    rig.passSeconds(2);
    Ticket held = rig.order(new Order.Take(Who.NOBODY, false));
    rig.passSeconds(2);
    assertThat(rig.reply(held).line()).startsWith("HELD exch-b does not take 192.0.2.100");

    rig.wire = Set.of();
    rig.pass(TAKE_WAIT.plusSeconds(1));
    assertThat(rig.adds).isZero();
    Ticket done = rig.order(new Order.Take(Who.NOBODY, false));
    rig.passSeconds(1);
    assertThat(rig.reply(done).line()).isEqualTo("DONE exch-b has 192.0.2.100");
  }

  @Test
  void anOrderEvenIfDatabasesTakesWithoutThem() {
    rig.peerDies().databasesOn = "-";
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
  void aJournalThatCannotBeWrittenTakesNothingAndSaysSo() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passSeconds(1);
    rig.diskWorks = false;
    rig.pass(TAKE_WAIT.plusSeconds(5));
    assertThat(rig.adds).isZero();
    assertThat(rig.view().alarm()).contains("cannot write the journal: disk full");

    rig.diskWorks = true;
    rig.passSeconds(3);
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void anEventThatCannotBeWrittenIsAnsweredAsFailed() {
    rig.peerDies().passSeconds(3);
    rig.diskWorks = false;
    Ticket ticket = rig.hard();
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Reply.Outcome.FAILED);
  }

  @Test
  void anAddThatFailsIsUndoneAndTriedAgain() {
    rig.addFails = true;
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(1));
    assertThat(rig.here()).isFalse();
    assertThat(rig.count("gave_up")).isPositive();

    rig.addFails = false;
    rig.passSeconds(5);
    assertThat(rig.here()).isTrue();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void anAddThatFailsIsTriedAgainAfterTwiceAsLongEachTime() {
    rig.addFails = true;
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(65));

    assertThat(rig.count("begun")).as("after 1, 2, 4, 8, 16 and 32 s").isEqualTo(7);
  }

  @Test
  void somebodyElseWhoAnswersRightAfterTheAddGetsTheAddress() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.adds > 0);
    rig.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void theEvidenceDecidesAgainAtTheCommit() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.count("begun") > 0);
    // The begin is on its way to the disk; before it is written, somebody answers.
    rig.feed(
        new Input.Saw(
            Guard.WIRE,
            new Sighting.Seen(rig.now, rig.now, Neighbours.of(List.of(Rig.STRANGER), 3))));
    rig.pass(Duration.ofMillis(50));

    assertThat(rig.adds).isZero();
    assertThat(rig.words()).contains("gave_up");
  }
}
