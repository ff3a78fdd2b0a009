package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.event;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Crashes, full disks, late answers, and things that happen while something else is written. */
class KeeperMishapsTest {

  private static final Duration STEP = Duration.ofMillis(1);

  /** exch-b has had the address for long, nobody wants anything, and exch-a is back. */
  private static Rig quietHolder() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(130);
    assertThat(rig.view().intent().armed()).isFalse();
    return rig;
  }

  private static long count(Rig rig, Class<? extends Effect> kind) {
    return rig.effects.stream().filter(kind::isInstance).count();
  }

  // ---- Both at once

  /** Two agents that begin within the age of each other's last answer must not both go on. */
  @Test
  void doesNotTakeOnAnAnswerOfThePeerFromBeforeItsOwnBegin() {
    Rig rig = Rig.armed();
    rig.peerReturns();
    rig.wire = Set.of();
    rig.databasesMove();
    rig.hard();
    rig.writable = entry -> !(entry instanceof Entry.Begun) || theOtherBeginsToo(rig);
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.words()).contains("begun", "gave_up");
    assertThat(rig.adds).isZero();
  }

  @Test
  void doesNotTakeOnTheSilenceOfAnAgentThatComesUpBesideItsOwnBegin() {
    Rig rig = Rig.armed();
    rig.peerReturns();
    rig.peerAgent = false;
    rig.wire = Set.of();
    rig.databasesMove();
    rig.hard();
    rig.writable = entry -> !(entry instanceof Entry.Begun) || theOtherBeginsToo(rig);
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.words()).contains("begun", "gave_up");
    assertThat(rig.adds).isZero();
  }

  private static boolean theOtherBeginsToo(Rig rig) {
    rig.peerAgent = true;
    rig.peerBegun = true;
    return true;
  }

  @Test
  void takesOnAnAnswerOfThePeerFromAfterItsOwnBegin() {
    Rig rig = Rig.armed();
    rig.peerReturns();
    rig.wire = Set.of();
    rig.databasesMove();
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(rig.here()).isTrue();
    assertThat(rig.count("begun")).isEqualTo(1);
  }

  // ---- Standing still

  @Test
  void aHolderThatStoodStillForLessThanItsLeaseLooksBeforeItLetsGo() {
    Rig rig = quietHolder();
    rig.reload(Rig.times(4, 1, Duration.ofHours(1)), "3f9c21");
    rig.passSeconds(20);
    rig.freeze(Duration.ofMillis(2500));
    rig.passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(rig.words()).doesNotContain("releasing");
  }

  @Test
  void aHolderThatStoodStillAndHearsNobodyAfterwardsLetsGo() {
    Rig rig = quietHolder();
    rig.reload(Rig.times(4, 1, Duration.ofHours(1)), "3f9c21");
    rig.passSeconds(20);
    rig.peerDies();
    rig.gatewayAnswers = false;
    rig.databasesReadable = false;
    rig.freeze(Duration.ofMillis(2500));
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.words()).contains("releasing");
  }

  @Test
  void thatItStoodStillOnceIsNoExcuseLater() {
    Rig rig = holder();
    rig.freeze(Duration.ofSeconds(1)).passSeconds(20);
    rig.databasesReadable = false;
    rig.passSeconds(10);
    assertThat(rig.words()).doesNotContain("releasing");
    rig.gatewayAnswers = false;
    rig.passSeconds(2.5);

    assertThat(rig.words()).contains("releasing");
  }

  @Test
  void aHolderWhosePingDoesNotRunReadsTheDatabasesAsOftenAsIfThePeerWereSilent() {
    Rig rig = quietHolder();
    rig.pingWorks = false;
    rig.passSeconds(1);
    long before = rig.looksAt(Guard.DATABASES);
    rig.passSeconds(10);

    assertThat(rig.looksAt(Guard.DATABASES) - before).isGreaterThanOrEqualTo(3);
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

  // ---- Write before you act

  @Test
  void aTakeRightAfterAStartWaitsUntilItsBeginIsWritten() {
    Rig rig = Rig.with(List.copyOf(quietHolder().journal));
    rig.diskTakes = Duration.ofSeconds(1);
    rig.databasesMove().peerReturns().peerEpoch = new Epoch(2, "exch-b");
    rig.wire = Set.of();
    rig.passUntil(() -> count(rig, Effect.Add.class) == 1);

    assertThat(rig.confirmed).hasAtLeastOneElementOfType(Entry.Begun.class);
  }

  @Test
  void aRecoveryThatIsBeingWrittenEndsATakeThatHasBegun() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.diskTakes = Duration.ofMillis(50);
    rig.passUntil(() -> rig.count("begun") == 1);
    rig.pass(Duration.ofMillis(40));
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.pass(TAKE_WAIT);

    assertThat(rig.adds).isZero();
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aTakeThatWasGivenUpMakesNoOwnerWhoNeedsNoEvent() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.addFails = true;
    rig.passUntil(() -> rig.count("gave_up") == 1);
    assertThat(rig.view().alarm()).contains("cannot take 192.0.2.100");
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.addFails = false;
    rig.pass(TAKE_WAIT.plusSeconds(60));
    assertThat(rig.adds).isZero();
    assertThat(rig.view().alarm()).as("nobody wants it any more").isEmpty();

    rig.peerReturns().passSeconds(2);
    assertThat(rig.adds).isZero();
    assertThat(rig.ownReport().known()).isEqualTo(new Epoch(1, "exch-a"));

    rig.peerDies().hear(event(State.CRITICAL, StateType.HARD, "18"));
    rig.pass(TAKE_WAIT.plusSeconds(1));
    assertThat(rig.view().epoch()).as("no number twice").isEqualTo(new Epoch(3, "exch-b"));
  }

  @Test
  void anAddThatFailsAllTheTimeIsToldByAlarmAndByMail() {
    Rig rig = Rig.armed();
    rig.addFails = true;
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(70));

    assertThat(rig.view().alarm()).contains("cannot take 192.0.2.100: ip addr add: exit code 2");
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD);
    assertThat(rig.news.get(0).reason().text()).contains("cannot take 192.0.2.100");
  }

  @Test
  void aReasonThatOnlyFlickersIsNotTold() {
    Rig rig = Rig.armed();
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.passSeconds(70);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD);
    rig.databasesReadable = false;
    rig.passSeconds(5);
    rig.databasesReadable = true;
    rig.passSeconds(20);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD);

    rig.databasesReadable = false;
    rig.passSeconds(20);
    assertThat(rig.letters()).containsExactly(News.Kind.HOLD, News.Kind.HOLD);
  }

  @Test
  void theDatabasesAreWaitedForAnewAfterTheAddressWasHere() {
    Rig rig = holder();
    rig.passSeconds(100);
    rig.freeze(Duration.ofSeconds(6));
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.view().pending().orElseThrow()).isLessThan(Duration.ofSeconds(2));
  }

  // ---- What the other server is told

  @Test
  void aTakeThatIsGivenUpNeverLooksLikeAHolderOfAHigherTerm() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.diskTakes = Duration.ofMillis(40);
    rig.passUntil(() -> rig.count("begun") == 1);
    rig.wire = Set.of(Rig.MAC_A);
    rig.feed(
        new Input.Saw(
            Guard.WIRE, new Sighting.Seen(rig.now, rig.now, Neighbours.of(List.of(Rig.MAC_A), 3))));
    for (int i = 0; i < 200; i++) {
      rig.pass(STEP);
      assertThat(rig.ownReport().stance()).isNotEqualTo(Stance.HOLDS);
    }
    assertThat(rig.words()).contains("gave_up");
  }

  @Test
  void anAddressThatWasNeverTakenIsHeldInNoTerm() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.addFails = true;
    rig.passUntil(() -> rig.count("gave_up") == 1);
    rig.order(new Order.Pause(Who.NOBODY));
    rig.persistent = true;
    rig.passSeconds(5);

    assertThat(rig.ownReport().stance()).isEqualTo(Stance.HOLDS);
    assertThat(rig.ownReport().epoch()).isEqualTo(Epoch.NONE);
  }

  // ---- Crashes

  @Test
  void aPersonsReleaseSurvivesACrashAtAnyStep() {
    for (int crash = 1; crash <= 3; crash++) {
      Rig rig = quietHolder();
      long before = steps(rig);
      rig.order(new Order.Release(new Who("jane", "")));
      long until = before + crash;
      rig.passUntil(() -> steps(rig) >= until);
      rig.kill().pass(Duration.ofMillis(200));
      rig.restart().passSeconds(60);

      assertThat(rig.here()).as("after a crash at step %s", crash).isFalse();
      assertThat(rig.recollection().releasedByPerson()).as("crash at step %s", crash).isTrue();
      assertThat(rig.adds).as("after a crash at step %s", crash).isEqualTo(1);
    }
  }

  private static long steps(Rig rig) {
    return count(rig, Effect.Write.class) + count(rig, Effect.Delete.class);
  }

  @Test
  void anAddressThatHadToGoIsNotAdoptedByTheNextProcess() {
    Rig rig = holder();
    rig.now = new Moment(rig.now.monotonic(), rig.now.boot(), rig.now.wall().plusSeconds(3600));
    rig.feed(new Input.Tick());
    assertThat(rig.words()).endsWith("releasing");
    rig.news.clear();
    int announcements = rig.announcements;
    long renewals = count(rig, Effect.Renew.class);
    rig.kill().pass(Duration.ofMillis(100));
    assertThat(rig.here()).isTrue();
    rig.restart().passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.words()).containsSubsequence("releasing", "released");
    assertThat(rig.announcements).isEqualTo(announcements);
    assertThat(count(rig, Effect.Renew.class)).isEqualTo(renewals);
    assertThat(rig.letters()).containsExactly(News.Kind.RELEASE);
  }

  @Test
  void aTakeIsToldByMailAlsoIfTheAgentComesBackTooLateToKeepIt() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.count("taken") == 1);
    rig.kill().passSeconds(20);
    rig.restart().passSeconds(1);

    assertThat(rig.news.stream().map(News::letter)).anyMatch(id -> id.contains(".takeover-2@"));
  }

  @Test
  void aLifetimeThatWasReadLongAgoIsNotTakenForANewOne() {
    Rig rig = holder();
    int announcements = rig.announcements;
    rig.kill();
    rig.answersLate = Duration.ofSeconds(5);
    rig.restart().pass(Duration.ofMillis(5300));

    assertThat(rig.announcements).isEqualTo(announcements);
    assertThat(rig.words()).contains("releasing");
  }

  @Test
  void anAddressIsAdoptedInSilenceIfTheOtherServerBeganALaterTerm() {
    Rig rig = quietHolder();
    rig.peerKnown = Optional.of(new Epoch(3, "exch-a"));
    rig.passSeconds(2);
    assertThat(rig.recollection().known()).isEqualTo(new Epoch(3, "exch-a"));
    int announcements = rig.announcements;
    rig.kill().pass(Duration.ofMillis(500));
    rig.restart().passSeconds(10);

    assertThat(rig.here()).isTrue();
    assertThat(rig.announcements).isEqualTo(announcements);
  }

  // ---- Standing still

  @Test
  void aRenewalThatWasHeldUpDoesNotAddAnExpiredAddressAnew() {
    Rig rig = holder();
    long before = count(rig, Effect.Renew.class);
    rig.passUntil(() -> count(rig, Effect.Renew.class) > before);
    rig.freeze(Duration.ofSeconds(10));
    for (int i = 0; i < 100; i++) {
      rig.pass(STEP);
      assertThat(rig.here()).isFalse();
    }
  }

  @Test
  void anAddThatWasAnsweredTooLateIsNotAnnounced() {
    Rig rig = Rig.armed();
    rig.answersLate = Duration.ofSeconds(5);
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.adds == 1);
    rig.passSeconds(6);

    assertThat(rig.announcements).isZero();
    assertThat(rig.words()).contains("releasing");
  }

  // ---- Events

  @Test
  void aProblemWithoutANumberArmsAgainAfterItsRecovery() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hear(event(State.CRITICAL, StateType.HARD, ""));
    rig.pass(TAKE_WAIT.plusSeconds(1));
    rig.peerReturns().passSeconds(130);
    assertThat(rig.count("ended")).isEqualTo(1);
    rig.hear(event(State.OK, StateType.HARD, ""));
    rig.passSeconds(1);
    rig.hear(event(State.CRITICAL, StateType.HARD, ""));
    rig.passSeconds(1);

    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void theLastOfThreeEventsCountsAlsoWhileAllAreBeingWritten() {
    Rig rig = Rig.armed();
    rig.diskTakes = Duration.ofMillis(100);
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.hear(event(State.OK, StateType.HARD, "17"));
    rig.hard();
    rig.passSeconds(1);

    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void whatWasServedBeforeAnEventDoesNotEndTheWishThatItBrought() {
    Rig rig = Rig.armed();
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

  // ---- Full disks

  @Test
  void aTakeThatCouldNotBeWrittenIsWrittenLaterAndToldByMail() {
    Rig rig = Rig.armed();
    rig.writable = entry -> !(entry instanceof Entry.Taken);
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT);
    Ticket repeated = rig.hard();
    rig.passSeconds(5);
    assertThat(rig.here()).isTrue();
    assertThat(writes(rig, Entry.Taken.class)).as("tried again each second").isBetween(4L, 9L);
    assertThat(rig.reply(repeated).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.letters()).isEmpty();

    rig.writable = entry -> true;
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
    rig.writable = entry -> !(entry instanceof Entry.Begun);
    rig.pass(TAKE_WAIT.plusSeconds(5));

    assertThat(writes(rig, Entry.Begun.class)).isBetween(4L, 8L);
  }

  @Test
  void aFullDiskIsNotAskedWithoutABreak() {
    Rig rig = holder();
    rig.peerReturns().diskWorks = false;
    long before = count(rig, Effect.Write.class);
    rig.passSeconds(140);

    assertThat(count(rig, Effect.Write.class) - before).isLessThan(30);
  }

  @Test
  void whoWaitsForATakeHearsOfItOnlyWhenThatIsWritten() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.writable = entry -> !(entry instanceof Entry.Taken) || slowly(rig);
    rig.passUntil(() -> rig.count("taken") == 1);
    rig.pass(Duration.ofMillis(20));
    Ticket repeated = rig.hard();
    assertThat(rig.answered(repeated)).isFalse();

    rig.passSeconds(1);
    assertThat(rig.reply(repeated).line()).isEqualTo("DONE exch-b has 192.0.2.100");
  }

  private static boolean slowly(Rig rig) {
    rig.diskTakes = Duration.ofMillis(200);
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
    assertThat(rig.count("posted")).isEqualTo(1);
    assertThat(rig.view().alarm()).isEmpty();
  }

  // ---- Addresses that do not go

  @Test
  void anAddressThatCannotBeRemovedIsTriedAgainEachSecondAndNeitherHeldNorDenied() {
    Rig rig = quietHolder();
    rig.removals = false;
    Ticket ticket = rig.order(new Order.Release(new Who("jane", "")));
    rig.pass(Duration.ofMillis(3500));
    assertThat(count(rig, Effect.Delete.class)).isEqualTo(4);
    assertThat(rig.view().alarm()).isEqualTo("cannot remove 192.0.2.100: ip addr del: exit code 2");
    assertThat(rig.ownReport().stance()).isEqualTo(Stance.UNSURE);
    assertThat(rig.answered(ticket)).isFalse();

    rig.removals = true;
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.words()).endsWith("released");
    assertThat(rig.view().alarm()).isEmpty();
  }

  @Test
  void aServiceThatStopsDoesNotRestBeforeTheAddressIsGone() {
    Rig rig = holder();
    rig.removals = false;
    rig.feed(new Input.Stopping());
    rig.passSeconds(3);
    assertThat(rig.resting).isFalse();

    rig.removals = true;
    rig.passSeconds(2);
    assertThat(rig.resting).isTrue();
  }

  // ---- Addresses that are there already

  @Test
  void aStrayAddressIsNotAdoptedBeforeAnybodyKnowsWhoElseHasIt() {
    Rig rig = Rig.with(Rig.armedJournal());
    rig.persistent = true;
    rig.passSeconds(5);

    assertThat(rig.words()).doesNotContain("begun");
  }

  @Test
  void anAddressThatCannotBeGivenALifetimeStaysAsItIs() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.persistent = true;
    rig.peerHolds = false;
    rig.wire = Set.of();
    rig.passSeconds(5);
    rig.renewals = false;
    rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(5);
    assertThat(rig.here()).isTrue();
    assertThat(count(rig, Effect.Delete.class)).isZero();
    assertThat(rig.view().alarm()).contains("cannot take 192.0.2.100");
    assertThat(rig.count("begun")).isLessThan(8);

    rig.renewals = true;
    rig.passSeconds(3);
    assertThat(rig.persistent).isFalse();
    assertThat(rig.here()).isTrue();
    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void anAddressThatIsThereIsNeverDeniedWhileItsAdoptionCannotBeWritten() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.persistent = true;
    rig.peerHolds = false;
    rig.wire = Set.of();
    rig.passSeconds(5);
    rig.writable = entry -> !(entry instanceof Entry.Begun);
    rig.order(new Order.Resume(Who.NOBODY));
    long before = count(rig, Effect.Write.class);
    for (int i = 0; i < 3000; i++) {
      rig.pass(STEP);
      assertThat(rig.ownReport().stance()).isNotEqualTo(Stance.NOT_ME);
    }
    assertThat(count(rig, Effect.Write.class) - before).isLessThan(8);
  }

  // ---- A person's release

  @Test
  void aReleaseOrderedBeforeTheFirstLookIsHeld() {
    Rig rig = holder();
    rig.kill().pass(Duration.ofMillis(100));
    rig.diskTakes = Duration.ofMillis(50);
    rig.restart();
    Ticket ticket = rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.HELD);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aReleaseOrderedWhileTheAddressGoesKeepsItAway() {
    Rig rig = quietHolder();
    rig.diskTakes = Duration.ofMillis(50);
    rig.expiry = Optional.empty();
    rig.renewals = false;
    rig.passUntil(() -> rig.count("releasing") == 1);
    rig.renewals = true;
    Ticket ticket = rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(20);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aReleaseThatIsBeingWrittenDoesNotStandForTheRemovalOfAStrayAddress() {
    Rig rig = Rig.armed();
    rig.diskTakes = Duration.ofMillis(600);
    long before = count(rig, Effect.Inspect.class);
    rig.passUntil(() -> count(rig, Effect.Inspect.class) > before);
    rig.pass(Duration.ofMillis(1700));
    rig.persistent = true;
    rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(10);

    assertThat(rig.here()).isFalse();
    assertThat(rig.count("releasing")).isEqualTo(1);
    assertThat(rig.count("released")).isEqualTo(2);
  }

  // ---- Starts

  @Test
  void aLostJournalIsMendedByAPeerWhoSaysThatWeHadItLast() {
    Rig rig = Rig.with(List.of(new Entry.Lost("corrupt")));
    rig.databasesMove().peerReturns().peerEpoch = new Epoch(1, "exch-a");
    rig.peerKnown = Optional.of(new Epoch(7, "exch-b"));
    rig.wire = Set.of();
    rig.passSeconds(3);

    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().known()).isEqualTo(new Epoch(8, "exch-b"));
  }

  @Test
  void anAddressWithLittleLifeLeftIsRenewedAsSoonAsAStartFoundIt() {
    Rig rig = quietHolder();
    rig.kill().passSeconds(2.5);
    long before = count(rig, Effect.Renew.class);
    rig.restart().pass(Duration.ofMillis(250));

    assertThat(rig.here()).isTrue();
    assertThat(count(rig, Effect.Renew.class)).isEqualTo(before + 1);
  }

  @Test
  void itsOwnInterfacesAreLookedAtTheMoreOftenTheMoreDependsOnIt() {
    Rig starting = Rig.with(Rig.armedJournal());
    starting.inspectable = false;
    assertThat(inspectionsInTenSeconds(starting)).as("each tick").isGreaterThan(30);
    assertThat(inspectionsInTenSeconds(quietHolder())).as("each second").isBetween(8L, 10L);
    assertThat(inspectionsInTenSeconds(Rig.armed())).as("each other second").isBetween(4L, 5L);
  }

  @Test
  void aLookAtItsOwnInterfacesThatWasLostIsMadeAgainAfterThirtySeconds() {
    Rig rig = Rig.armed();
    rig.passSeconds(3);
    rig.answersLate = Duration.ofHours(1);
    rig.passSeconds(3);
    long before = count(rig, Effect.Inspect.class);
    rig.passSeconds(25);
    assertThat(count(rig, Effect.Inspect.class)).isEqualTo(before);

    rig.passSeconds(6);
    assertThat(count(rig, Effect.Inspect.class)).isEqualTo(before + 1);
  }

  private static long inspectionsInTenSeconds(Rig rig) {
    long before = count(rig, Effect.Inspect.class);
    rig.passSeconds(10);
    return count(rig, Effect.Inspect.class) - before;
  }

  @Test
  void aServiceThatStopsBeforeItCouldLookAnswersWhoeverWaits() {
    Rig rig = Rig.with(Rig.armedJournal());
    Ticket ticket = rig.order(new Order.Take(Who.NOBODY, false));
    rig.feed(new Input.Stopping());

    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.FAILED, "the service stops"));
    assertThat(rig.resting).isTrue();
  }

  @Test
  void aCallerIsAnsweredAlsoIfNobodyCanTellWhetherTheAddressIsHere() {
    Rig rig = Rig.with(Rig.armedJournal());
    rig.inspectable = false;
    Ticket ticket = rig.hard();
    rig.passSeconds(3);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.HELD);
    assertThat(rig.view().alarm()).contains("cannot tell whether exch-b has 192.0.2.100");
    assertThat(rig.ownReport().stance()).isEqualTo(Stance.UNSURE);
  }

  @Test
  void whatIsLearnedLateNeverLowersTheHighestTerm() {
    Recollection memory =
        Recollection.EMPTY
            .after(Instant.EPOCH, new Entry.Taken(new Epoch(6, "exch-b"), How.FAILOVER, "1"))
            .after(Instant.EPOCH, new Entry.Learned(new Epoch(5, "exch-a")));

    assertThat(memory.known()).isEqualTo(new Epoch(6, "exch-b"));
  }
}
