package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.event;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Decision.Act;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.decide.Row;
import casfailover.journal.Recollection.Term;
import casfailover.pair.Epoch;
import casfailover.sight.Guard;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a server takes the address from the other one, and how long it waits. */
class KeeperTakeoverTest {

  private final Rig rig = Rig.armed();

  @Test
  void standsByWhileThePeerServes() {
    rig.passSeconds(60);

    assertThat(rig.address.adds).isZero();
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
    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.announcedAt.size()).isEqualTo(4);
    assertThat(rig.journal.words()).containsSubsequence("heard", "begun", "taken", "posted");
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
    assertThat(rig.view().epoch().toString()).isEqualTo("2:exch-b");
  }

  @Test
  void waitsUntilAHolderThatItCannotSeeMustHaveLostTheAddress() {
    rig.peerDies().databasesMove();
    rig.passSeconds(2);
    rig.hard();

    rig.pass(TAKE_WAIT.minusSeconds(3));
    assertThat(rig.address.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.WAITING);

    rig.passSeconds(2);
    assertThat(rig.address.adds).isEqualTo(1);
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
    wire.peerDies().databasesMove().world.wire = Set.of(Rig.STRANGER);
    wire.passSeconds(20);
    wire.hard();
    wire.world.wire = Set.of();
    wire.passSeconds(1);
    assertThat(wire.view().reason().text())
        .endsWith("since nobody answers for the address only since a moment ago");

    Rig peer = Rig.armed();
    peer.databasesMove().world.wire = Set.of();
    peer.passSeconds(20);
    peer.peerDies();
    peer.hard();
    peer.passSeconds(3);
    assertThat(peer.view().reason().text()).endsWith("since exch-a might still have the address");
  }

  @Test
  void takesAtOnceOnAHardEventWhenEverythingWasWaitedForAlready() {
    rig.peerDies().databasesMove();
    rig.hear(event(State.CRITICAL, StateType.SOFT, "17"));
    rig.pass(TAKE_WAIT.plusSeconds(2));
    assertThat(rig.address.adds).isZero();

    Ticket ticket = rig.hard();
    rig.pass(Duration.ofMillis(30));

    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.reply(ticket).line()).isEqualTo("DONE exch-b has 192.0.2.100");
  }

  @Test
  void looksAgainByItselfUntilTheDatabasesArrive() {
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.passSeconds(15);
    assertThat(rig.address.adds).isZero();

    rig.databasesMove().pass(TAKE_WAIT.plusSeconds(4));

    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void twoMonitorsAtOnceMakeOneTakeover() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.hear(
        event("192.0.2.20", Subject.PEER, State.CRITICAL, StateType.HARD, "99", Level.NOTHING));
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void takesFromAServerWhoseKeeperIsGoneThoughItsDatabasesStay() {
    rig.peer.agent = false;
    rig.world.wire = Set.of();
    rig.passSeconds(2);
    rig.hear(
        event("192.0.2.10", Subject.CAS_IP, State.CRITICAL, StateType.HARD, "5", Level.NOTHING));
    rig.pass(TAKE_WAIT.plusSeconds(2));

    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.news.get(0).reason().text()).contains("nobody has 192.0.2.100");
  }

  @Test
  void anAgentThatFallsSilentWhileNobodyHasTheAddressMayHaveBegunToTakeIt() {
    rig.peer.holds = false;
    rig.world.gatewayAnswers = false;
    rig.world.wire = Set.of();
    rig.passSeconds(2);
    rig.hear(
        event("192.0.2.10", Subject.CAS_IP, State.CRITICAL, StateType.HARD, "5", Level.NOTHING));
    rig.pass(TAKE_WAIT.plusSeconds(2));
    rig.peer.agent = false;
    rig.world.gatewayAnswers = true;
    rig.pass(TAKE_WAIT.minusSeconds(1));
    assertThat(rig.address.adds).isZero();

    rig.passSeconds(2);
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void aPeerThatCannotTellWhetherItHasTheAddressIsWaitedForLikeASilentOneAndNoLonger() {
    rig.peer.unsure = true;
    rig.world.wire = Set.of();
    rig.passSeconds(4);
    rig.hear(
        event("192.0.2.10", Subject.CAS_IP, State.CRITICAL, StateType.HARD, "5", Level.NOTHING));
    rig.pass(TAKE_WAIT.minusSeconds(5));
    assertThat(rig.address.adds).isZero();

    rig.passSeconds(2);
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void somebodyElseWhoAnswersRightAfterTheAddGetsTheAddress() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.address.adds > 0);
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void theEvidenceDecidesAgainAtTheCommit() {
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.journal.count("begun") > 0);
    // The begin is on its way to the disk; before it is written, somebody answers.
    rig.feed(
        new Input.Saw(
            Guard.WIRE,
            new Sighting.Seen(
                rig.time.now, rig.time.now, Neighbours.of(List.of(Rig.STRANGER), 3))));
    rig.pass(Duration.ofMillis(50));

    assertThat(rig.address.adds).isZero();
    assertThat(rig.journal.words()).contains("gave_up");
  }

  @Test
  void aLetterOfATakeShowsWhatWasSeenBeforeAndTheTermThatBegan() {
    Rig rig = holder();
    View told = rig.news.get(0).view();
    Term term = rig.news.get(0).term().orElseThrow();

    assertThat(term.epoch()).isEqualTo(new Epoch(2, "exch-b"));
    assertThat(term.taken()).isTrue();
    assertThat(told.stance()).isEqualTo(PeerReport.Stance.NOT_ME);
    assertThat(told.at().wall()).isBefore(term.since());
    assertThat(told.memory().known()).isEqualTo(new Epoch(1, "exch-a"));
  }
}
