package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Row;
import casfailover.journal.Entry;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.pair.Ipv4;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Settings that are read again while the address is here, comes, goes or is wanted. */
class KeeperReloadTest {

  private static final String NEW = "00000b";
  private static final Timing QUICK = Timings.of(2, 1, Duration.ofHours(1));
  private static final Timing SLOW = Timings.of(20, 15, Duration.ofHours(1));

  private static Duration lastLifetime(Rig rig) {
    return rig.effects.stream()
        .filter(Effect.Renew.class::isInstance)
        .map(e -> ((Effect.Renew) e).lifetime())
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  // ---- What is told and written

  @Test
  void whoReloadsIsToldAndTheJournalKeepsWhatEachRenewalGives() {
    Rig rig = holder();
    Ticket ticket = rig.reload(QUICK, NEW);
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).line())
        .isEqualTo("DONE exch-b now runs with settings 00000b, changed: lease, mail_to");
    assertThat(rig.journal.entries)
        .contains(new Entry.Reloaded(NEW, "lease, mail_to", Duration.ofSeconds(2)));
    assertThat(rig.view().setup().settings()).isEqualTo(NEW);
  }

  @Test
  void whatIsRememberedIsTheSameAfterAReload() {
    Rig rig = holder();
    rig.passSeconds(5);
    rig.reload(QUICK, NEW);
    rig.passSeconds(1);
    var with = rig.recollection();
    assertThat(rig.journal.entries.removeIf(Entry.Reloaded.class::isInstance)).isTrue();

    assertThat(with).isEqualTo(rig.recollection());
  }

  // ---- The lease

  @Test
  void aShorterLeaseIsGivenAtOnceAndThePeerIsToldOnlyThen() {
    Rig rig = holder();
    rig.address.answersLate = Duration.ofMillis(300);
    rig.reload(QUICK, NEW);
    assertThat(lastLifetime(rig)).isEqualTo(Duration.ofSeconds(2));
    assertThat(rig.ownReport().settings()).as("it lives by 4 s yet").isEqualTo("3f9c21");

    rig.passSeconds(0.5);
    assertThat(rig.ownReport().settings()).isEqualTo(NEW);
    rig.address.answersLate = Duration.ZERO;
    rig.passSeconds(60);
    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.count("releasing")).isZero();
  }

  @Test
  void asLongAsTheShorterLeaseCannotBeGivenThePeerIsNotToldOfIt() {
    Rig rig = holder();
    rig.address.renewals = false;
    rig.reload(QUICK, NEW);
    rig.passSeconds(3);

    assertThat(rig.ownReport().settings()).isEqualTo("3f9c21");
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aLongerLeaseIsGivenOnceThePeerHasTheSameSettings() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(5);
    rig.reload(SLOW, NEW);
    rig.passSeconds(10);
    assertThat(lastLifetime(rig)).as("the peer waits by the old ones").hasSeconds(4);
    assertThat(rig.ownReport().settings()).isEqualTo(NEW);

    rig.peer.settings = NEW;
    rig.passSeconds(10);
    assertThat(lastLifetime(rig)).hasSeconds(20);
    rig.passSeconds(60);
    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.count("releasing")).isZero();
  }

  @Test
  void thePeerThatGoesBackToTheOldSettingsIsWaitedForAgain() {
    Rig rig = holder();
    rig.peerReturns().peer.settings = NEW;
    rig.reload(SLOW, NEW);
    rig.passSeconds(10);
    assertThat(lastLifetime(rig)).hasSeconds(20);

    rig.reload(Timing.DEFAULT, "3f9c21");
    rig.passSeconds(0.1);
    assertThat(lastLifetime(rig)).hasSeconds(4);
    rig.passSeconds(10);
    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.count("releasing")).isZero();
  }

  @Test
  void theAddressOutlivesARestartThatFollowsAShorterLease() {
    Rig rig = holder();
    rig.peerReturns().peer.settings = NEW;
    rig.reload(SLOW, NEW);
    rig.passSeconds(10);
    rig.kill().passSeconds(0.5);
    rig.reload(QUICK, "00000c");
    rig.restart().passSeconds(0.5);

    assertThat(lastLifetime(rig)).as("the address may not outlive its lease").hasSeconds(2);
    rig.passSeconds(30);
    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void withoutItsKeeperTheAddressGoesAfterTheShorterLease() {
    Rig rig = holder();
    rig.reload(QUICK, NEW);
    rig.passSeconds(1);
    rig.kill().passSeconds(2.1);

    assertThat(rig.here()).isFalse();
  }

  // ---- The right

  @Test
  void readingsThatBecomeTooOldByTheReloadAreNoReasonToLetGo() {
    Rig rig = holder();
    rig.peer.settings = "00000a";
    rig.reload(SLOW, "00000a");
    rig.passSeconds(20);
    rig.world.gatewayAnswers = false;
    rig.passSeconds(5);
    assertThat(rig.view().decision().row()).isEqualTo(Row.RIGHT_CONFIRMED);
    rig.reload(QUICK, NEW);
    rig.passSeconds(30);

    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.count("releasing")).isZero();
    assertThat(rig.ownReport().settings()).isEqualTo(NEW);
  }

  @Test
  void aRightThatNobodyConfirmsBySoonerIsLostAllTheSame() {
    Rig rig = holder();
    rig.world.gatewayAnswers = false;
    rig.passSeconds(5);
    rig.databases.readable = false;
    rig.reload(QUICK, NEW);
    rig.passSeconds(7);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void anotherGatewayIsNoReasonToLetGo() {
    Rig rig = holder();
    rig.reload(withoutDag(rig.setup, "192.0.2.1"));
    rig.passSeconds(5);
    assertThat(rig.view().decision().row()).isEqualTo(Row.RIGHT_UNKNOWN);

    rig.reload(withoutDag(rig.setup, "192.0.2.254"), Guard.GATEWAY_PING, Guard.GATEWAY_ARP);
    rig.passSeconds(30);
    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.count("releasing")).isZero();
  }

  @Test
  void anotherGatewayThatIsSilentIsOne() {
    Rig rig = holder();
    rig.reload(withoutDag(rig.setup, "192.0.2.1"));
    rig.passSeconds(5);
    rig.world.gatewayAnswers = false;
    rig.reload(withoutDag(rig.setup, "192.0.2.254"), Guard.GATEWAY_PING, Guard.GATEWAY_ARP);
    rig.passSeconds(7);

    assertThat(rig.here()).isFalse();
  }

  private static Setup withoutDag(Setup s, String gateway) {
    Pair pair =
        new Pair(
            s.pair().self(),
            s.pair().peer(),
            s.pair().preferredOwner(),
            s.pair().casIps(),
            Ipv4.parse(gateway));
    return new Setup(
        pair, s.timing(), List.of(), false, true, true, s.mac(), NEW, s.version(), s.zone());
  }

  // ---- Takes

  @Test
  void anArmedIntentStaysAndTheTakeWaitsUntilTheSettingsAreTheSameAgain() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.reload(QUICK, NEW);
    rig.pass(TAKE_WAIT.plusSeconds(20));
    assertThat(rig.here()).isFalse();
    assertThat(rig.view().decision().row()).isEqualTo(Row.SETTINGS_DIFFER);
    assertThat(rig.view().intent().armed()).isTrue();

    rig.reload(Timing.DEFAULT, "3f9c21");
    rig.passSeconds(2);
    assertThat(rig.here()).as("what was waited for before counts").isTrue();
  }

  @Test
  void aTakerWaitsTheLongerTimeUntilThePeerHasTheSameSettings() {
    Rig rig = Rig.armed();
    rig.reload(QUICK, NEW);
    rig.passSeconds(2);
    rig.peerDies().databasesMove().pass(QUICK.takeWait().plusSeconds(2));
    Ticket ticket = rig.order(new Order.Take(Who.NOBODY, false));
    rig.passSeconds(0.5);
    assertThat(rig.reply(ticket).line()).startsWith("HELD").contains("waits ");

    rig.pass(TAKE_WAIT);
    rig.order(new Order.Take(Who.NOBODY, false));
    rig.passSeconds(1);
    assertThat(rig.here()).isTrue();
    assertThat(rig.address.expiry.orElseThrow().since(rig.time.now))
        .isLessThanOrEqualTo(QUICK.lease());
  }

  @Test
  void withTheSameSettingsOnBothATakerWaitsTheNewTime() {
    Rig rig = Rig.armed();
    rig.peer.settings = NEW;
    rig.reload(QUICK, NEW);
    rig.passSeconds(2);
    rig.peerDies().databasesMove().passSeconds(1);
    rig.hard();
    rig.pass(QUICK.takeWait());

    assertThat(rig.here()).isTrue();
  }

  @Test
  void aTakeThatWasBegunIsGivenUpAndIsStillWanted() {
    Rig rig = Rig.armed();
    rig.journal.diskTakes = Duration.ofMillis(400);
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.journal.count("begun") > 0);
    rig.reload(QUICK, NEW);
    rig.passSeconds(5);

    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.words()).contains("gave_up");
    assertThat(rig.view().intent().armed()).isTrue();
    assertThat(rig.ownReport().settings()).isEqualTo(NEW);
  }

  @Test
  void anAddressThatIsBeingAddedStaysAndLivesByTheLeaseThatItGot() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.address.answersLate = Duration.ofMillis(300);
    rig.passUntil(() -> rig.address.adds > 0);
    rig.reload(QUICK, NEW);
    assertThat(rig.ownReport().settings()).as("4 s were given").isEqualTo("3f9c21");
    rig.address.answersLate = Duration.ZERO;
    rig.passSeconds(30);

    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.journal.count("releasing")).isZero();
    assertThat(lastLifetime(rig)).hasSeconds(2);
  }

  @Test
  void otherDatabasesCountOnlyFromTheReloadOn() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(20);
    Setup s = rig.setup;
    rig.peer.settings = NEW;
    rig.reload(
        new Setup(
            s.pair(),
            s.timing(),
            List.of("Archive"),
            true,
            true,
            true,
            s.mac(),
            "3f9c21",
            s.version(),
            s.zone()));
    rig.hard();
    rig.passSeconds(5);
    assertThat(rig.here()).isFalse();
    assertThat(rig.view().reason().text()).contains("the databases are here only since a moment");

    rig.pass(TAKE_WAIT);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void whatIsSeenOfAnotherGatewayBeforeItsFirstAnswerIsUnknown() {
    Rig rig = Rig.armed();
    rig.peerDies().databasesMove().passSeconds(13.05);
    rig.reload(rig.setup, Guard.GATEWAY_PING, Guard.GATEWAY_ARP);
    rig.hard();
    rig.pass(Duration.ofMillis(2));
    assertThat(rig.view().decision().row()).isEqualTo(Row.GATEWAY_UNKNOWN);

    rig.pass(TAKE_WAIT.plusSeconds(2));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aLookThatBeganBeforeTheReloadIsNoAnswerToTheNewQuestion() {
    Rig rig = Rig.armed();
    var begun = rig.time.now;
    rig.passSeconds(0.1);
    rig.reload(rig.setup, Guard.OWN_SERVICE, Guard.PEER_SERVICE);
    rig.feed(
        new Input.Saw(
            Guard.OWN_SERVICE,
            new Sighting.Seen(begun, rig.time.now, new Note("443/tcp accepts"))));

    assertThat(rig.view().sighting(Guard.OWN_SERVICE)).isEqualTo(Optional.empty());
    rig.passSeconds(1);
    assertThat(rig.view().sighting(Guard.OWN_SERVICE)).isPresent();
  }

  // ---- Others

  @Test
  void aReloadWhileTheFirstLookAtOurOwnInterfacesIsOutIsAnsweredAndTheAddressIsAdopted() {
    Rig rig = holder();
    rig.kill().passSeconds(0.2);
    rig.address.inspectable = false;
    rig.restart().passSeconds(0.2);
    Ticket ticket = rig.reload(QUICK, NEW);
    rig.address.inspectable = true;
    rig.passSeconds(20);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Reply.Outcome.DONE);
    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isEqualTo(1);
  }

  @Test
  void aReleaseThatIsUnderWayEndsAsItWould() {
    Rig rig = holder();
    Ticket release = rig.order(new Order.Release(Who.NOBODY));
    rig.reload(QUICK, NEW);
    assertThat(rig.ownReport().settings()).isEqualTo("3f9c21");
    rig.passSeconds(2);

    assertThat(rig.reply(release).line()).isEqualTo("DONE exch-b has let 192.0.2.100 go");
    assertThat(rig.here()).isFalse();
    assertThat(rig.ownReport().settings()).isEqualTo(NEW);
  }

  @Test
  void thePeerThatOutranksUsStillDoesWhateverItsSettings() {
    Rig rig = holder();
    rig.reload(SLOW, NEW);
    rig.peerReturns();
    rig.peer.holds = true;
    rig.peer.epoch = new Epoch(3, "exch-a");
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void remindersGoOnWithTheNewIntervalAndNoneIsSentTwice() {
    Rig rig = Rig.armed();
    rig.reload(Timings.of(4, 5, Duration.ofSeconds(20)), "3f9c21");
    rig.peerDies();
    rig.databases.mountedOn = "exch-c";
    rig.hard();
    rig.passSeconds(115);
    int before = rig.letters().size();
    rig.reload(Timings.of(4, 5, Duration.ofMinutes(2)), "3f9c21");
    rig.passSeconds(110);
    assertThat(rig.letters()).hasSize(before);
    rig.passSeconds(20);
    assertThat(rig.letters()).hasSize(before + 1);

    rig.reload(Timings.of(4, 5, Duration.ofSeconds(10)), "3f9c21");
    rig.passSeconds(22);
    assertThat(rig.letters()).hasSize(before + 3);
    assertThat(rig.news.stream().map(News::letter)).doesNotHaveDuplicates();
  }
}
