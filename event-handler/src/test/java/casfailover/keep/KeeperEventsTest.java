package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.event;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.decide.Row;
import casfailover.sight.Guard;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an event of the monitor wants, and when that ends. */
class KeeperEventsTest {

  private final Rig rig = Rig.armed();

  @Test
  void aRecoveryThatIsBeingWrittenEndsATakeThatHasBegun() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.journal.diskTakes = Duration.ofMillis(50);
    rig.passUntil(() -> rig.journal.count("begun") == 1);
    rig.pass(Duration.ofMillis(40));
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.pass(TAKE_WAIT);

    assertThat(rig.address.adds).isZero();
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aProblemWithoutANumberArmsAgainAfterItsRecovery() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(event(State.CRITICAL, StateType.HARD, ""));
    rig.pass(TAKE_WAIT.plusSeconds(1));
    rig.peerReturns().passSeconds(130);
    assertThat(rig.journal.count("ended")).isEqualTo(1);
    rig.hear(event(State.OK, StateType.HARD, ""));
    rig.passSeconds(1);
    rig.hear(event(State.CRITICAL, StateType.HARD, ""));
    rig.passSeconds(1);

    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void theLastOfThreeEventsCountsAlsoWhileAllAreBeingWritten() {
    rig.journal.diskTakes = Duration.ofMillis(100);
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.hard();
    rig.passSeconds(1);

    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void whatWasServedBeforeAnEventDoesNotEndTheWishThatItBrought() {
    rig.hear(event(State.CRITICAL, StateType.SOFT, "17"));
    rig.passSeconds(150);
    rig.hard();
    rig.passSeconds(60);
    assertThat(rig.view().intent().armed()).isTrue();

    rig.hear(
        event("192.0.2.20", Subject.PEER, State.CRITICAL, StateType.HARD, "99", Level.NOTHING));
    rig.passSeconds(90);
    assertThat(rig.view().intent().armed()).isTrue();

    rig.passSeconds(40);
    assertThat(rig.view().intent().armed()).isFalse();
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

    assertThat(rig.address.adds).isZero();
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
    assertThat(rig.journal.count("heard")).isZero();
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

    assertThat(rig.address.adds).isZero();
    assertThat(rig.journal.count("heard")).isZero();
  }

  @Test
  void aRecoveryOfTheMonitorThatArmedEndsTheWish() {
    rig.peerDies().passSeconds(2);
    rig.hard();
    rig.passSeconds(1);
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.databasesMove().pass(TAKE_WAIT.plusSeconds(10));

    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().intent().armed()).isFalse();
  }

  @Test
  void aRecoveryOfAnotherMonitorEndsNothing() {
    rig.peerDies().passSeconds(2);
    rig.hard();
    rig.passSeconds(1);
    rig.hear(event("192.0.2.20", Subject.PEER, State.OK, StateType.HARD, "17", Level.NOTHING));
    rig.databasesMove().pass(TAKE_WAIT.plusSeconds(4));

    assertThat(rig.address.adds).isEqualTo(1);
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
    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.journal.count("heard")).isEqualTo(1);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
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
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void aPeerThatServesAgainSuspendsTheWishAndDoesNotEndIt() {
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.passSeconds(5);
    rig.peerReturns();
    rig.peer.holds = true;
    rig.world.wire = Set.of(OtherServer.MAC);
    rig.passSeconds(5);
    assertThat(rig.view().decision().row()).isEqualTo(Row.PEER_SERVES);
    assertThat(rig.view().intent().armed()).isTrue();

    rig.peerDies().databasesMove().pass(TAKE_WAIT.plusSeconds(4));
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void theWishEndsWhenTheAddressWasServedForLong() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(125));

    assertThat(rig.view().intent().armed()).isFalse();
    assertThat(rig.journal.count("ended")).isEqualTo(1);
    assertThat(rig.here()).isTrue();
  }
}
