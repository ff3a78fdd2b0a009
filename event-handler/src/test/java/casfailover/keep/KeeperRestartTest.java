package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.armed;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Row;
import casfailover.handover.Answer;
import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Timing;
import casfailover.sight.BackSoon.Announcement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A restart of the agent that is announced: the address stays, and the peer waits. */
class KeeperRestartTest {

  private static final Duration LEASE = Timing.DEFAULT.lease();
  private static final Announcement SOON = new Announcement(4711, Duration.ofSeconds(35));

  /** exch-b holds, and exch-a stands by, but takes nothing that it is offered at a stop. */
  private static Rig holding() {
    Rig rig = holder().peerReturns().passSeconds(2);
    rig.peer.answers = question -> Optional.of(new Answer.NotDone("not now"));
    return rig;
  }

  private static Ticket backSoon(Rig rig) {
    Ticket ticket = rig.order(new Order.BackSoon(new Who("jane", "upgrade")));
    rig.passSeconds(2);
    return ticket;
  }

  private static Rig stopped(Rig rig) {
    rig.feed(new Input.Stopping());
    return rig.pass(Duration.ofMillis(500));
  }

  private static long longRenewals(Rig rig) {
    return rig.effects.stream()
        .filter(e -> e instanceof Effect.Renew r && r.lifetime().equals(OwnRestart.LIFETIME))
        .count();
  }

  // ---- The holder

  @Test
  void outlivesARestartOnceThePeerWaits() {
    Rig rig = holding();
    Ticket ticket = backSoon(rig);

    assertThat(rig.reply(ticket).line())
        .startsWith("DONE exch-a waits; restart the agent of exch-b within 2")
        .endsWith("and 192.0.2.100 stays");
    stopped(rig);
    assertThat(rig.resting).isTrue();
    rig.kill().passSeconds(15);
    assertThat(rig.here()).isTrue();

    rig.restart().passSeconds(10);
    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.journal.words())
        .contains("back_soon")
        .endsWith("back_soon_over")
        .doesNotContain("releasing", "released");
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }

  @Test
  void livesByTheLeaseAgainRightAfterTheRestart() {
    Rig rig = holding();
    backSoon(rig);
    stopped(rig).kill().passSeconds(3);
    rig.restart().passSeconds(1);
    rig.kill().pass(LEASE.plusSeconds(1));

    assertThat(rig.here()).isFalse();
  }

  @Test
  void givesTheLongLifetimeOnceAndOnlyAfterThePeerSaidThatItWaits() {
    Rig rig = holding();
    rig.peer.waits = false;
    Ticket ticket = rig.order(new Order.BackSoon(Who.NOBODY));
    rig.passSeconds(4);
    assertThat(longRenewals(rig)).isZero();

    rig.peer.waits = true;
    rig.passSeconds(20);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(longRenewals(rig)).isEqualTo(1);
    assertThat(rig.journal.count("back_soon")).isEqualTo(1);
  }

  @Test
  void saysThatThePeerDidNotAnswerAndChangesNothing() {
    Rig rig = holding();
    rig.peer.waits = false;
    Ticket ticket = rig.order(new Order.BackSoon(Who.NOBODY));
    rig.passSeconds(6);

    assertThat(rig.reply(ticket).line())
        .isEqualTo(
            "FAILED exch-a did not say that it waits: to end the agent of exch-b now is to let"
                + " 192.0.2.100 go");
    assertThat(rig.ownReport().backSoon().told()).isEmpty();
    assertThat(longRenewals(rig)).isZero();
    stopped(rig);
    assertThat(rig.here()).isFalse();
    assertThat(rig.resting).isTrue();
  }

  @Test
  void releasesAtAStopThatComesBeforeThePeerHasAnswered() {
    Rig rig = holding();
    rig.peer.waits = false;
    Ticket ticket = rig.order(new Order.BackSoon(Who.NOBODY));
    stopped(rig);

    assertThat(rig.here()).isFalse();
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void doesNotLengthenTheLifeWithoutTheJournal() {
    Rig rig = holding();
    rig.journal.diskWorks = false;
    Ticket ticket = backSoon(rig);

    assertThat(rig.reply(ticket).line())
        .startsWith("FAILED cannot write the journal: disk full: to end the agent");
    assertThat(longRenewals(rig)).isZero();
  }

  @Test
  void doesNotLengthenTheLifeAfterTheTimeThatThePeerReckonsWith() {
    Rig rig = holding();
    rig.journal.diskTakes = Duration.ofSeconds(6);
    Ticket ticket = rig.order(new Order.BackSoon(Who.NOBODY));
    rig.passSeconds(12);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.here()).isTrue();
    rig.kill().pass(LEASE.plusSeconds(1));
    assertThat(rig.here()).isFalse();
  }

  @Test
  void goesBackToTheLeaseByItselfWhenNobodyRestartsIt() {
    Rig rig = holding();
    backSoon(rig);
    rig.passSeconds(40);

    assertThat(rig.journal.words()).endsWith("back_soon_over");
    assertThat(rig.ownReport().backSoon().told()).isEmpty();
    assertThat(rig.here()).isTrue();
    stopped(rig);
    assertThat(rig.here()).isFalse();
  }

  @Test
  void goesBackToTheLeaseInTimeWhereTheMachineSleptMeanwhile() {
    Rig rig = holding();
    backSoon(rig);
    rig.sleep(Duration.ofSeconds(8)).passSeconds(40);

    assertThat(rig.journal.words()).endsWith("back_soon_over").doesNotContain("releasing");
    assertThat(rig.here()).isTrue();
  }

  @Test
  void tellsOfItsRestartUntilTheAddressLivesByTheLeaseAgain() {
    Rig rig = holding();
    backSoon(rig);
    Optional<Announcement> told = rig.ownReport().backSoon().told();
    assertThat(told).isPresent();

    stopped(rig).kill().passSeconds(5);
    rig.restart();
    assertThat(rig.ownReport().backSoon().told()).isEqualTo(told);
    rig.passSeconds(2);
    assertThat(rig.ownReport().backSoon().told()).isEmpty();
  }

  @Test
  void stillReleasesWhatItHasNoRightTo() {
    Rig rig = holding();
    backSoon(rig);
    rig.peerDies().passSeconds(1);
    rig.databases.quorum = false;
    rig.passSeconds(6);

    assertThat(rig.here()).isFalse();
    assertThat(rig.ownReport().backSoon().told()).isEmpty();
  }

  @Test
  void startsFromEvidenceWhenTheLifetimeMayHaveRunOut() {
    Rig rig = holding();
    backSoon(rig);
    stopped(rig).kill().passSeconds(40);
    assertThat(rig.here()).isFalse();
    // A renewal that was stuck for that long adds the address anew.
    rig.address.persistent = true;
    rig.restart().pass(Duration.ofMillis(500));

    assertThat(rig.address.persistent).isFalse();
    assertThat(rig.journal.words()).contains("releasing", "released");
    assertThat(rig.ownReport().backSoon().told()).isEmpty();
  }

  @Test
  void startsFromEvidenceAfterTheMachineWasStartedAnew() {
    Rig rig = holding();
    backSoon(rig);
    stopped(rig).kill().reboot();
    rig.address.persistent = true;
    rig.restart().pass(Duration.ofMillis(500));

    assertThat(rig.address.persistent).isFalse();
    assertThat(rig.journal.entries)
        .filteredOn(Entry.Releasing.class::isInstance)
        .extracting(entry -> ((Entry.Releasing) entry).why())
        .containsExactly("it may have run out while the agent of exch-b restarted");
  }

  @Test
  void takesHomeAnAddressThatRanOutWhileItWasAway() {
    Rig rig = holding();
    backSoon(rig);
    stopped(rig).kill().passSeconds(60);
    rig.restart().pass(TAKE_WAIT.plusSeconds(1));

    assertThat(rig.here()).isTrue();
  }

  @Test
  void needsNoAnnouncementWhereTheAddressIsNot() {
    Rig rig = armed();

    assertThat(rig.reply(backSoon(rig)).line())
        .isEqualTo("DONE exch-b keeps no address alive, so its agent can be restarted at any time");
  }

  @Test
  void answersARepetitionWithTheTimeThatIsLeft() {
    Rig rig = holding();
    backSoon(rig);

    assertThat(rig.reply(backSoon(rig)).outcome()).isEqualTo(Outcome.DONE);
    assertThat(longRenewals(rig)).isEqualTo(1);
  }

  // ---- The peer

  /** exch-a announces its restart and falls silent; its address is cut off from us, too. */
  private static Rig announcedAndSilent() {
    Rig rig = armed();
    rig.peer.backSoon = Optional.of(SOON);
    rig.passSeconds(2);
    assertThat(rig.ownReport().backSoon().heard()).contains(SOON.number());
    rig.peerDies().databasesMove();
    rig.hard();
    return rig;
  }

  @Test
  void waitsForAPeerThatRestarts() {
    Rig rig = announcedAndSilent();
    rig.passSeconds(32).pass(TAKE_WAIT);

    assertThat(rig.here()).isFalse();
    assertThat(rig.view().decision().row()).isEqualTo(Row.WAITING);
    assertThat(rig.view().reason().text())
        .contains("exch-a said that it restarts and keeps the address");
    rig.passSeconds(4);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void waitsAlsoForAPeerWhoseServerAnswersWhileItsAgentRestarts() {
    Rig rig = armed();
    rig.peer.backSoon = Optional.of(SOON);
    rig.passSeconds(2);
    rig.peer.agent = false;
    rig.world.wire = Set.of();
    rig.hard();
    rig.passSeconds(32).pass(TAKE_WAIT);

    assertThat(rig.here()).isFalse();
    rig.passSeconds(4);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void waitsAnewForAPeerThatRestartsWhenItRestartsItself() {
    Rig rig = announcedAndSilent();
    rig.passSeconds(20);
    rig.restart().passSeconds(34).pass(TAKE_WAIT);

    assertThat(rig.here()).isFalse();
    rig.passSeconds(3);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void waitsNoLongerThanUsualForAPeerThatIsBack() {
    Rig rig = armed();
    rig.peer.backSoon = Optional.of(SOON);
    rig.passSeconds(2);
    rig.peer.backSoon = Optional.empty();
    rig.passSeconds(2);
    rig.peerDies().databasesMove();
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(1));

    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.words()).containsSubsequence("peer_back_soon", "peer_back", "begun");
  }

  @Test
  void doesNotSayThatItWaitsBeforeThatIsWritten() {
    Rig rig = armed();
    rig.journal.writable = entry -> !(entry instanceof Entry.PeerBackSoon);
    rig.peer.backSoon = Optional.of(SOON);
    rig.passSeconds(3);

    assertThat(rig.ownReport().backSoon().heard()).isEmpty();
    rig.journal.writable = entry -> true;
    rig.passSeconds(2);
    assertThat(rig.ownReport().backSoon().heard()).contains(SOON.number());
  }

  @Test
  void writesEachAnnouncementOnce() {
    Rig rig = armed();
    rig.peer.backSoon = Optional.of(SOON);
    rig.passSeconds(20);

    assertThat(rig.journal.count("peer_back_soon")).isEqualTo(1);
    rig.peer.backSoon = Optional.of(new Announcement(4712, SOON.time()));
    rig.passSeconds(2);
    assertThat(rig.journal.count("peer_back_soon")).isEqualTo(2);
    assertThat(rig.ownReport().backSoon().heard()).contains(4712L);
  }

  @Test
  void forgetsARestartThatCameToNothing() {
    Rig rig = announcedAndSilent();
    rig.passSeconds(60);

    assertThat(rig.recollection().restarts().peers()).isEmpty();
    assertThat(List.copyOf(rig.journal.words())).contains("peer_back");
  }

  // ---- What whoever announces it is told

  @Test
  void isAnnouncedByOneAtATime() {
    Rig rig = holding();
    rig.peer.waits = false;
    rig.order(new Order.BackSoon(Who.NOBODY));

    assertThat(rig.reply(rig.order(new Order.BackSoon(Who.NOBODY))).line())
        .isEqualTo("HELD a restart is being announced; order it again in a moment");
  }

  @Test
  void isNotAnnouncedWhileTheAddressComesOrGoes() {
    Rig starting = Rig.with(Rig.armedJournal());
    assertThat(starting.reply(starting.order(new Order.BackSoon(Who.NOBODY))).line())
        .isEqualTo("HELD the address comes or goes; order it again in a moment");

    Rig unwritten = armed();
    unwritten.journal.writable = entry -> !(entry instanceof Entry.Taken);
    unwritten.peerDies().databasesMove().passSeconds(3);
    unwritten.hard();
    unwritten.pass(TAKE_WAIT);
    assertThat(unwritten.here()).isTrue();
    assertThat(unwritten.reply(unwritten.order(new Order.BackSoon(Who.NOBODY))).line())
        .isEqualTo("HELD the address comes or goes; order it again in a moment");
  }

  @Test
  void saysThatTheLongerLifeCouldNotBeGiven() {
    Rig rig = holding();
    Ticket ticket = rig.order(new Order.BackSoon(Who.NOBODY));
    rig.address.renewals = false;
    rig.passSeconds(2);

    assertThat(rig.reply(ticket).line())
        .isEqualTo(
            "FAILED ip addr change: exit code 2: to end the agent of exch-b now is to let"
                + " 192.0.2.100 go");
    rig.address.renewals = true;
    stopped(rig);
    assertThat(rig.here()).isFalse();
  }

  @Test
  void saysThatTheAddressGoesMeanwhile() {
    Rig rig = holding();
    rig.peer.waits = false;
    Ticket ticket = rig.order(new Order.BackSoon(Who.NOBODY));
    rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).line())
        .isEqualTo(
            "FAILED the address goes: to end the agent of exch-b now is to let 192.0.2.100 go");
  }

  @Test
  void tellsThePeerForHowLongItMayBeAway() {
    Rig rig = holding();
    backSoon(rig);

    assertThat(rig.ownReport().backSoon().told().orElseThrow().time())
        .isEqualTo(OwnRestart.LIFETIME.plus(OwnRestart.ANSWER));
  }
}
