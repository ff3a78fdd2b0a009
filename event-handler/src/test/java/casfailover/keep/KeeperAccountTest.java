package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.armed;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.decide.Reason;
import casfailover.journal.Entry;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Guard;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What others may know: people by the view, the other agent by the report. */
class KeeperAccountTest {

  // ---- The report

  @Test
  void aServerThatStandsByIsReady() {
    PeerReport report = armed().ownReport();

    assertThat(report.node()).isEqualTo("exch-b");
    assertThat(report.stance()).isEqualTo(Stance.NOT_ME);
    assertThat(report.serves()).isEqualTo(Answer.SEEN);
    assertThat(report.gateway()).isEqualTo(Answer.SEEN);
    assertThat(report.ready()).isTrue();
    assertThat(report.paused()).isFalse();
    assertThat(report.known()).isEqualTo(new Epoch(1, "exch-a"));
    assertThat(report.remembers()).isTrue();
    assertThat(report.mac()).isPresent();
    assertThat(report.since()).isEmpty();
    assertThat(report.how()).isEmpty();
    assertThat(report.incident()).isEmpty();
    assertThat(report.settings()).isEqualTo("3f9c21");
    assertThat(report.version()).isEqualTo("1.0.0");
  }

  @Test
  void oneThatIsPausedOrIsolatedOrDoesNotServeOrForgotIsNotReady() {
    Rig paused = armed();
    paused.order(new Order.Pause(Who.NOBODY));
    paused.passSeconds(1);
    assertThat(paused.ownReport().paused()).isTrue();
    assertThat(paused.ownReport().ready()).as("paused").isFalse();

    Rig isolated = armed();
    isolated.world.gatewayAnswers = false;
    isolated.passSeconds(5);
    assertThat(isolated.ownReport().gateway()).isNotEqualTo(Answer.SEEN);
    assertThat(isolated.ownReport().ready()).as("without the gateway").isFalse();

    Rig broken = armed();
    broken.world.serves = false;
    broken.passSeconds(5);
    assertThat(broken.ownReport().serves()).isEqualTo(Answer.SILENT);
    assertThat(broken.ownReport().ready()).as("without its service").isFalse();

    Rig forgetful = Rig.with(List.of(new Entry.Lost("corrupt")));
    forgetful.peerDies().passSeconds(5);
    forgetful.order(new Order.Resume(Who.NOBODY));
    forgetful.passSeconds(1);
    assertThat(forgetful.ownReport().remembers()).isFalse();
    assertThat(forgetful.ownReport().paused()).isFalse();
    assertThat(forgetful.ownReport().ready()).as("without its journal").isFalse();
  }

  @Test
  void aHolderTellsSinceWhenAndHowItHasIt() {
    Rig rig = holder();
    PeerReport report = rig.ownReport();

    assertThat(report.stance()).isEqualTo(Stance.HOLDS);
    assertThat(report.epoch()).isEqualTo(new Epoch(2, "exch-b"));
    assertThat(report.since().orElseThrow())
        .isBetween(rig.time.now.wall().minusSeconds(20), rig.time.now.wall());
    assertThat(report.how()).isEqualTo("failover");
    assertThat(report.incident()).isEqualTo("2026-11-22-1");
  }

  @Test
  void oneThatFoundItHereTellsThatItHasItInNoTerm() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.address.persistent = true;
    rig.peer.holds = false;
    rig.world.wire = Set.of();
    rig.passSeconds(2);

    assertThat(rig.ownReport().stance()).isEqualTo(Stance.HOLDS);
    assertThat(rig.ownReport().epoch()).isEqualTo(Epoch.NONE);
    assertThat(rig.ownReport().how()).isEqualTo("adopted");
    assertThat(rig.ownReport().since()).isEmpty();
  }

  @Test
  void oneThatIsAboutToTakeItSaysSo() {
    Rig rig = armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.journal.diskTakes = Duration.ofMillis(50);
    rig.passUntil(() -> rig.journal.count("begun") > 0);

    assertThat(rig.ownReport().stance()).isEqualTo(Stance.BEGUN);
  }

  @Test
  void oneThatIsLettingItGoStillHasIt() {
    Rig rig = holder();
    rig.journal.diskTakes = Duration.ofMillis(50);
    rig.order(new Order.Release(Who.NOBODY));

    assertThat(rig.ownReport().stance()).isEqualTo(Stance.HOLDS);
  }

  // ---- The view

  @Test
  void isVacantSinceTheWireFellSilentUnlessThePeerHasIt() {
    Rig rig = armed();
    rig.world.wire = Set.of();
    rig.passSeconds(5);
    assertThat(rig.view().vacantSince()).as("exch-a says that it has it").isEmpty();

    rig.peer.holds = false;
    rig.passSeconds(1);
    assertThat(rig.time.now.since(rig.view().vacantSince().orElseThrow()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    assertThat(holder().view().vacantSince()).as("it is here").isEmpty();
  }

  @Test
  void isPendingSinceSomebodyWantsItHere() {
    Rig rig = armed();
    assertThat(rig.view().pending()).isEmpty();
    rig.peerDies().passSeconds(3);
    rig.hard();
    rig.passSeconds(2);
    assertThat(rig.view().pending().orElseThrow())
        .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(2));

    rig.databasesMove().pass(TAKE_WAIT.plusSeconds(3));
    assertThat(rig.here()).isTrue();
    assertThat(rig.view().pending()).isEmpty();
  }

  @Test
  void tellsWhatWouldBarATakeover() {
    Rig rig = armed();
    assertThat(rig.view().barred()).isEmpty();
    Level downtime = new Level(true, Optional.empty(), Optional.empty());
    rig.hear(Rig.event("192.0.2.10", Subject.PEER, State.CRITICAL, StateType.SOFT, "17", downtime));
    assertThat(rig.view().barred())
        .extracting(Reason::text)
        .containsExactly("a downtime is set for exch-b or its check of exch-a");

    assertThat(holder().view().barred())
        .extracting(Reason::what)
        .singleElement()
        .asString()
        .startsWith("took it only a short time ago, cool-down for ");
  }

  @Test
  void showsTheLastAnswerOfEachLook() {
    View starting = Rig.with(Rig.armedJournal()).view();
    assertThat(starting.sighting(Guard.WIRE)).isEmpty();
    assertThat(starting.guards()).isEmpty();

    View view = armed().view();
    assertThat(view.sighting(Guard.WIRE)).get().isInstanceOf(Sighting.Seen.class);
    assertThat(view.guards()).matches("([a-z_]+:seen:\\d+,)+[a-z_]+:seen:\\d+");
    assertThat(view.peerHeard()).isPresent();
    assertThat(view.lastReading()).isPresent();
  }
}
