package casfailover.keep;

import static casfailover.keep.Effects.count;
import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.armed;
import static casfailover.keep.Rig.holder;
import static casfailover.keep.Rig.quietHolder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Holding.Contact;
import casfailover.decide.Holding.Right;
import casfailover.decide.Row;
import casfailover.decide.Situation;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.journal.Recollection.Term;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a server keeps the address, how it comes back to it, and what a crash leaves. */
class KeeperHoldingTest {

  @Test
  void renewsWellBeforeTheLeaseEnds() {
    Rig rig = holder();
    rig.passSeconds(120);

    assertThat(rig.here()).isTrue();
    assertThat(rig.count("releasing")).isZero();
  }

  @Test
  void showsOnWhatItIsKept() {
    Rig rig = holder();
    rig.passSeconds(1);

    assertThat(rig.view().situation())
        .get()
        .isInstanceOfSatisfying(
            Situation.Keeping.class,
            keeping -> {
              assertThat(keeping.holding().contact()).isEqualTo(Contact.GONE);
              assertThat(keeping.holding().right()).isEqualTo(Right.CONFIRMED);
            });
  }

  @Test
  void keepsTheAddressWhenThePeerReturnsWithoutIt() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(200);

    assertThat(rig.here()).isTrue();
    assertThat(rig.view().decision().row()).isEqualTo(Row.PEER_SEEN);
  }

  @Test
  void releasesToAPeerOfAHigherTerm() {
    Rig rig = holder();
    rig.peerReturns();
    rig.peerHolds = true;
    rig.peerEpoch = new Epoch(3, "exch-a");
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER, News.Kind.RELEASE);
    assertThat(rig.recollection().known()).isEqualTo(new Epoch(3, "exch-a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 200, 400, 600, 800})
  void releasesToAPeerOfAHigherTermWithinASecondHoweverOldEvidenceMayBe(int phase) {
    Rig rig = holder();
    rig.reload(Rig.withEvidence(Duration.ofSeconds(2)), "3f9c21");
    rig.peerReturns().passSeconds(20);
    rig.pass(Duration.ofMillis(phase));
    rig.peerHolds = true;
    rig.peerEpoch = new Epoch(3, "exch-a");
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void keepsAgainstAPeerOfALowerTerm() {
    Rig rig = holder();
    rig.peerReturns();
    rig.peerHolds = true;
    rig.peerEpoch = new Epoch(1, "exch-a");
    rig.passSeconds(10);

    assertThat(rig.here()).isTrue();
  }

  @Test
  void releasesAtOnceWithoutQuorumWhileThePeerIsSilent() {
    Rig rig = holder();
    rig.quorum = false;
    rig.passSeconds(4);

    assertThat(rig.here()).isFalse();
    assertThat(rig.news.get(1).reason().text()).contains("may not keep it");
  }

  @Test
  void releasesWhenTheDatabasesAreMountedElsewhereWhileThePeerIsSilent() {
    Rig rig = holder();
    rig.databasesOn = "exch-a";
    rig.passSeconds(6);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void keepsWithAnAlarmWhenNobodyKnowsWhereTheDatabasesAre() {
    Rig rig = holder();
    rig.databasesReadable = false;
    rig.passSeconds(30);

    assertThat(rig.here()).isTrue();
    assertThat(rig.view().alarm()).contains("nobody can tell where the databases are");
  }

  @Test
  void releasesWhenNobodyKnowsAndTheGatewayIsSilentToo() {
    Rig rig = holder();
    rig.databasesReadable = false;
    rig.passSeconds(10);
    rig.gatewayAnswers = false;
    rig.passSeconds(4);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void anAddressOrderedInSpiteOfTheDatabasesStaysUntilTheyAreHere() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesOn = "-";
    rig.quorum = false;
    rig.pass(TAKE_WAIT.plusSeconds(5));
    rig.order(new Order.Take(Who.NOBODY, true));
    rig.passSeconds(30);
    assertThat(rig.here()).isTrue();

    rig.databasesMove().passSeconds(8);
    assertThat(rig.count("right_regained")).isEqualTo(1);
    assertThat(rig.here()).as("the ordinary right asks for quorum").isFalse();
  }

  @Test
  void defendsOnceAgainstAStrangerAndAlarms() {
    Rig rig = holder();
    int before = rig.announcements;
    rig.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(10);

    assertThat(rig.here()).isTrue();
    assertThat(rig.announcements).isEqualTo(before + 1);
    assertThat(rig.view().alarm()).contains("a stranger answers");
  }

  @Test
  void defendsAgainOnlyAgainstOneThatWasQuietForAMinute() {
    Rig rig = holder().passSeconds(5);
    assertThat(defencesAgainstAStranger(rig)).isEqualTo(1);
    rig.passSeconds(30);
    assertThat(defencesAgainstAStranger(rig)).isZero();
    rig.passSeconds(65);
    assertThat(defencesAgainstAStranger(rig)).isEqualTo(1);
  }

  private static int defencesAgainstAStranger(Rig rig) {
    int before = rig.announcements;
    rig.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(10);
    int after = rig.announcements;
    rig.wire = Set.of();
    return after - before;
  }

  @Test
  void letsGoWhenRenewalsFail() {
    Rig rig = holder();
    rig.renewals = false;
    rig.passSeconds(2);
    assertThat(rig.view().alarm()).contains("cannot renew 192.0.2.100");

    rig.passSeconds(3);
    assertThat(rig.count("releasing")).isEqualTo(1);
  }

  @Test
  void startsFromEvidenceAfterStandingStillLongerThanTheLease() {
    Rig rig = holder();
    rig.freeze(Duration.ofSeconds(6));
    rig.passSeconds(1);

    assertThat(rig.words()).containsSubsequence("taken", "releasing", "released");
    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.here()).isFalse();

    rig.pass(TAKE_WAIT.plusSeconds(70));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void startsFromEvidenceWhenSomebodySetsTheClock() {
    Rig rig = holder();
    rig.now = new Moment(rig.now.monotonic(), rig.now.boot(), rig.now.wall().plusSeconds(3600));
    rig.feed(new Input.Tick());

    assertThat(rig.words()).endsWith("releasing");
  }

  @Test
  void startsFromEvidenceAfterAMachineSleptForLongerThanTheLease() {
    Rig rig = holder();
    rig.sleep(rig.setup.timing().lease().plusSeconds(1));
    rig.feed(new Input.Tick());

    assertThat(rig.words()).endsWith("releasing");
  }

  @Test
  void keepsTheAddressWhereTheMachineSleptForLessThanTheLease() {
    Rig rig = holder();
    rig.sleep(rig.setup.timing().lease().dividedBy(2)).passSeconds(10);

    assertThat(rig.here()).isTrue();
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void aSleepIsNoWaitingForAServerThatDoesNotHaveTheAddress() {
    Rig rig = armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passSeconds(1);
    rig.sleep(Duration.ofHours(1)).pass(TAKE_WAIT.minusSeconds(1));
    assertThat(rig.adds).isZero();

    rig.passSeconds(5);
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void anAddressThatSomebodyRemovedIsNotedAndTakenHome() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(150);
    rig.expiry = Optional.empty();
    rig.renewals = false;
    rig.passSeconds(2);
    rig.renewals = true;
    rig.passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(rig.adds).isEqualTo(2);
    assertThat(rig.recollection().term().orElseThrow().how()).isEqualTo(How.HOME);
  }

  @Test
  void aPersonsReleaseLetsItGoAndItDoesNotComeBack() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(130);
    Ticket ticket = rig.order(new Order.Release(new Who("jane", "")));
    rig.passSeconds(60);

    assertThat(rig.reply(ticket).line()).isEqualTo("DONE exch-b has let 192.0.2.100 go");
    assertThat(rig.here()).isFalse();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);

    rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(2);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aPauseKeepsRenewing() {
    Rig rig = holder();
    rig.order(new Order.Pause(Who.NOBODY));
    rig.passSeconds(60);

    assertThat(rig.here()).isTrue();
  }

  @Test
  void aFullDiskDoesNotEndATenure() {
    Rig rig = holder();
    rig.diskWorks = false;
    rig.passSeconds(60);
    assertThat(rig.here()).isTrue();

    rig.quorum = false;
    rig.passSeconds(4);
    assertThat(rig.here()).as("what must go, goes, written or not").isFalse();
  }

  @Test
  void aServiceThatStopsReleasesAndRests() {
    Rig rig = holder();
    rig.feed(new Input.Stopping());
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.resting).isTrue();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  // ---- Starts

  @Test
  void aRestartAdoptsTheAddressWithoutAGap() {
    Rig rig = holder();
    rig.kill().passSeconds(0.5);
    rig.restart().passSeconds(60);

    assertThat(rig.here()).isTrue();
    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void anAgentThatStartsAgainAndAgainDoesNotKeepAnAddressThatItMayHaveNoRightTo() {
    Rig rig = holder();
    rig.databasesReadable = false;
    for (int start = 0; start < 8; start++) {
      rig.kill().passSeconds(0.2);
      rig.restart().passSeconds(1);
    }

    assertThat(rig.here()).isFalse();
  }

  @Test
  void aStartRenewsAsSoonAsThePeerIsHeard() {
    Rig rig = holder().peerReturns().passSeconds(2);
    rig.databasesReadable = false;
    for (int start = 0; start < 8; start++) {
      rig.kill().passSeconds(0.2);
      rig.restart().passSeconds(1);
    }

    assertThat(rig.here()).isTrue();
    assertThat(rig.adds).isEqualTo(1);
  }

  @Test
  void aKilledAgentThatStaysDeadLosesTheAddressWithItsLease() {
    Rig rig = holder();
    rig.kill().pass(rig.setup.timing().lease().plusMillis(500));

    assertThat(rig.here()).isFalse();
  }

  @Test
  void anEventMakesNoFailoverOfAVacancyThatTheLastOwnerEnds() {
    Rig rig = holder();
    rig.kill().passSeconds(10);
    rig.restart().passSeconds(1);
    assertThat(rig.view().intent().armed()).isTrue();
    rig.pass(rig.setup.timing().coolDown().plusSeconds(2));

    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().term().orElseThrow().how()).isEqualTo(How.HOME);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER, News.Kind.TAKEOVER);
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

  @Test
  void aLastOwnerTakesAVacantAddressHomeWithoutAnEvent() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(130);
    rig.kill().passSeconds(10);
    assertThat(rig.here()).isFalse();

    rig.restart().passSeconds(2);
    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().term().orElseThrow().how()).isEqualTo(How.HOME);
  }

  @Test
  void aCrashAtAnyStepOfATakeoverEndsInOneTakeoverAndOneMail() {
    int steps = stepsOfATakeover();
    assertThat(steps).isGreaterThan(6);
    for (int crash = 1; crash <= steps; crash++) {
      Rig rig = Rig.armed();
      rig.peerDies().databasesMove().passSeconds(3);
      rig.hard();
      int until = crash;
      rig.passUntil(() -> important(rig) >= until);
      rig.kill().pass(Duration.ofMillis(300));
      rig.restart().pass(TAKE_WAIT.plusSeconds(75));

      assertThat(rig.here()).as("after a crash at step %s", crash).isTrue();
      assertThat(rig.news.stream().map(News::letter).distinct())
          .as("letters after a crash at step %s", crash)
          .hasSize(1);
      assertThat(rig.recollection().posted()).hasSize(1);
      assertThat(rig.recollection().term().orElseThrow().taken()).isTrue();
    }
  }

  private static int stepsOfATakeover() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(1));
    return important(rig);
  }

  /** The effects that leave a trace. */
  private static int important(Rig rig) {
    return (int)
        rig.effects.stream()
            .filter(
                e ->
                    e instanceof Effect.Write
                        || e instanceof Effect.Apply
                        || e instanceof Effect.Announce
                        || e instanceof Effect.Post)
            .filter(e -> !(e instanceof Effect.Renew))
            .count();
  }

  @Test
  void aFreshInstallationChangesNothingAndAdoptsWhatIsThere() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.persistent = true;
    rig.peerHolds = false;
    rig.wire = Set.of();
    rig.passSeconds(30);

    assertThat(rig.here()).isTrue();
    assertThat(rig.effects.stream().noneMatch(Effect.Apply.class::isInstance)).isTrue();
    assertThat(rig.ownReport().stance().name()).isEqualTo("HOLDS");
    assertThat(rig.words()).doesNotContain("begun");

    Ticket ticket = rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).line()).isEqualTo("DONE exch-b is armed");
    assertThat(rig.persistent).as("converted to an address with a lease").isFalse();
    assertThat(rig.here()).isTrue();
    assertThat(rig.adds).isZero();
    assertThat(rig.recollection().term().orElseThrow().how()).isEqualTo(How.ADOPTED);
    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void aResumeDoesNotAdoptAnAddressThatAnotherMachineHasToo() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.persistent = true;
    rig.passSeconds(5);
    rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(5);

    assertThat(rig.words()).doesNotContain("begun");
    assertThat(rig.view().alarm()).contains("another machine has 192.0.2.100 too");
  }

  @Test
  void aLostJournalTakesNothingUntilThePeersTermIsHeard() {
    Rig rig = Rig.with(List.of(new Entry.Lost("corrupt")));
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(10));
    assertThat(rig.adds).isZero();
    assertThat(rig.view().decision().row()).isEqualTo(Row.HISTORY_UNKNOWN);

    rig.peerReturns().peerEpoch = new Epoch(7, "exch-a");
    rig.passSeconds(2);
    assertThat(rig.recollection().remembers()).isTrue();
    assertThat(rig.recollection().known()).isEqualTo(new Epoch(7, "exch-a"));
  }

  @Test
  void aPowerCutOfBothEndsWithTheLastOwnerServing() {
    List<Entry> journal = new ArrayList<>(holder().journal);
    Rig rig = Rig.with(journal);
    rig.peerHolds = false;
    rig.peerEpoch = new Epoch(2, "exch-b");
    rig.wire = Set.of();
    rig.databasesMove().passSeconds(2);

    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().term().orElseThrow().epoch()).isEqualTo(new Epoch(3, "exch-b"));
  }

  @Test
  void aRenewalThatFailsIsTriedAgainEachTickAndNotWithoutABreak() {
    Rig rig = quietHolder();
    rig.renewals = false;
    rig.passSeconds(1);
    long before = count(rig, Effect.Renew.class);
    rig.passSeconds(2);

    assertThat(count(rig, Effect.Renew.class) - before).isBetween(5L, 12L);
    rig.renewals = true;
    rig.passSeconds(5);
    assertThat(rig.here()).isTrue();
    assertThat(rig.view().alarm()).isEmpty();
  }
}
