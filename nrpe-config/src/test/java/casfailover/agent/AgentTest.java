package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.journal.Entry;
import casfailover.nrpe.Reply;
import casfailover.pair.Epoch;
import casfailover.sight.PeerReport;
import casfailover.takeover.OldScriptTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent on its own threads, in a world that is made by hand. */
class AgentTest {

  private static final String ADD = "add 192.0.2.100/24";

  @TempDir Path folder;
  private final List<World> worlds = new ArrayList<>();

  @AfterEach
  void end() throws IOException {
    for (World world : worlds) {
      world.close();
    }
  }

  private World armed() throws IOException {
    return watched(World.armed(Example.in(folder)));
  }

  private World watched(World world) {
    worlds.add(world);
    return world;
  }

  private World holding() throws IOException {
    World world = armed().start();
    world.peerDies().databasesArrive();
    Reply reply = world.answer(world.hard());
    assertThat(reply.text()).startsWith("HELD");
    return world.passUntil("the address is here", world::here).pass(Duration.ofSeconds(5));
  }

  @Test
  void aHolderWaitsForThePeerFromItsStartOnHoweverLongThatTook() throws IOException {
    Epoch ours = new Epoch(1, "exch-b");
    World world =
        watched(
            World.remembering(
                Example.in(folder),
                new Entry.Installed(),
                new Entry.Resumed("jane", ""),
                new Entry.Begun(ours, Entry.How.HOME, "2026-11-21-1", false, "cold start"),
                new Entry.Taken(ours, Entry.How.HOME, "2026-11-21-1")));
    Duration grace = world.settings.timing().grace();
    world.peerDies().network.gatewayAnswers = false;
    world.databases.hangUntil = Optional.of(new CountDownLatch(1));
    world.addresses.put(Example.CAS_IP, Optional.of(grace.multipliedBy(10)));

    world.startAfter(grace.multipliedBy(2));
    world.pass(grace.minusSeconds(1));

    assertThat(world.here()).isTrue();
    world.passUntil("nothing was heard for too long", world::gone);
  }

  @Test
  void standsByWhileThePeerServes() throws IOException {
    World world = armed().start().pass(Duration.ofSeconds(60));

    assertThat(world.addresses.count(ADD)).isZero();
    assertThat(world.report().stance()).isEqualTo(PeerReport.Stance.NOT_ME);
    assertThat(world.ask("check_failover").text())
        .startsWith("CAS FAILOVER OK - exch-b stands by, nothing is pending");
  }

  @Test
  void takesOverTellsTheNetworkWritesItDownAndMails() throws IOException {
    World world = holding();

    assertThat(world.addresses.count(ADD)).isEqualTo(1);
    assertThat(world.announcer.announcements)
        .as("of four, since this clock goes by seconds")
        .hasValue(3);
    await().atMost(World.PATIENCE).until(() -> world.journal.count("posted") == 1);
    assertThat(world.journal.words()).containsSubsequence("heard", "begun", "taken", "posted");
    assertThat(world.report().epoch()).isEqualTo(new Epoch(2, "exch-b"));
    await().atMost(World.PATIENCE).until(() -> world.mailServer.letters.size() == 1);
    assertThat(world.mailServer.letters.get(0).subject())
        .contains("TAKEOVER")
        .contains("exch-a to exch-b");
  }

  @Test
  void answersDoneAtOnceWhenAllWasWaitedForBefore() throws IOException {
    World world = armed().start();
    world.peerDies().databasesArrive();
    world.ask("handle_event", "cas_ip=192.0.2.100", "service=peer", "state=CRITICAL", "type=SOFT");
    world.pass(world.settings.timing().takeWait().plusSeconds(3));
    assertThat(world.gone()).isTrue();

    Reply reply = world.answer(world.hard());

    assertThat(reply).isEqualTo(new Reply(0, "DONE exch-b has 192.0.2.100"));
    assertThat(world.here()).isTrue();
  }

  @Test
  void holdsWhileTheDatabasesAreElsewhereAndGoesOnByItself() throws IOException {
    World world = armed().start();
    world.peerDies().databases.statusHere = "Dismounted";
    Reply reply = world.answer(world.hard());
    world.pass(Duration.ofSeconds(30));

    assertThat(reply.code()).isZero();
    assertThat(reply.text()).startsWith("HELD exch-b does not take 192.0.2.100: ");
    assertThat(world.addresses.count(ADD)).isZero();

    world.databasesArrive().passUntil("the address is here", world::here);
    assertThat(world.addresses.count(ADD)).isEqualTo(1);
  }

  @Test
  void eventsOfSeveralThreadsAtOnceMakeOneTakeoverAndOneMailAndEachIsAnswered() throws Exception {
    World world = armed().start();
    world.peerDies().databasesArrive().seen();
    CyclicBarrier together = new CyclicBarrier(6);
    List<CompletableFuture<Reply>> answers = new CopyOnWriteArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (int i = 0; i < 6; i++) {
        String problem = i < 4 ? "17" : "18";
        threads.execute(
            () -> {
              meet(together);
              answers.add(world.hard(problem));
            });
      }
      await().atMost(World.PATIENCE).until(() -> answers.size() == 6);
      world.passUntil(
          "all are answered", () -> answers.stream().allMatch(CompletableFuture::isDone));
    } finally {
      threads.shutdown();
    }
    world.passUntil("the address is here", world::here).pass(Duration.ofSeconds(10));

    assertThat(answers).allSatisfy(a -> assertThat(a.join().text()).matches("(?s)(DONE|HELD) .*"));
    assertThat(world.addresses.count(ADD)).isEqualTo(1);
    assertThat(world.journal.count("begun")).isEqualTo(1);
    await().atMost(World.PATIENCE).until(() -> world.mailServer.letters.size() == 1);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void renewsWhatItHasAndKeepsItWhenThePeerReturns() throws IOException {
    World world = holding();
    world.peer.pings = true;
    world.peer.serves = true;
    world.peer.agent = true;
    world.peer.stance = PeerReport.Stance.NOT_ME;
    world.pass(Duration.ofMinutes(3));

    assertThat(world.here()).isTrue();
    assertThat(world.addresses.count(ADD)).isEqualTo(1);
    assertThat(world.addresses.count("renew 192.0.2.100/24")).isGreaterThan(30);
  }

  @Test
  void releasesWhenItIsOrderedToAndDoesNotTakeItBack() throws IOException {
    World world = holding();
    Reply reply = world.answer(world.tell("release", "author=jane"));
    world.pass(Duration.ofSeconds(40));

    assertThat(reply).isEqualTo(new Reply(0, "DONE exch-b has let 192.0.2.100 go"));
    assertThat(world.gone()).isTrue();
    assertThat(world.announcer.silences).hasValueGreaterThan(0);
    assertThat(world.journal.words()).containsSubsequence("taken", "releasing", "released");
  }

  @Test
  void pausedItTakesNothingAndSaysWhatItWouldHaveDone() throws IOException {
    World world = armed().start();
    assertThat(world.answer(world.tell("pause", "author=jane", "comment=patch day")).text())
        .startsWith("DONE exch-b is paused");
    world.peerDies().databasesArrive();
    world.answer(world.hard());
    world
        .passUntil("a mail", () -> !world.mailServer.letters.isEmpty())
        .pass(Duration.ofSeconds(10));

    assertThat(world.addresses.count(ADD)).isZero();
    assertThat(world.mailServer.letters.get(0).subject()).contains("WOULD HAVE TAKEN");
    assertThat(world.ask("status").text()).contains("PAUSED since 2026-11-22 03:").contains("jane");

    assertThat(world.answer(world.tell("resume")).text()).startsWith("DONE exch-b is armed");
    world.passUntil("the address is here", world::here);
  }

  @Test
  void theScriptOf2010IsSwitchedOffBeforeItIsArmed() throws IOException {
    World world = watched(World.remembering(Example.in(folder), new Entry.Installed())).start();
    world.oldScript.state = new OldScriptTask.State.Enabled("\\FailoverMon");

    assertThat(world.answer(world.tell("resume", "even_if=script")))
        .isEqualTo(
            new Reply(
                2,
                "REFUSED the scheduled task \\FailoverMon of exch-b runs FailoverMon.ps1, which moves"
                    + " the address by itself: disable it on both servers, in the Task Scheduler or by "
                    + " schtasks /Change /TN \"\\FailoverMon\" /DISABLE"));
    assertThat(world.journal.words()).doesNotContain("resumed");

    world.oldScript.state = new OldScriptTask.State.Off();
    assertThat(world.answer(world.tell("resume")).text()).startsWith("DONE exch-b is armed");
  }

  @Test
  void aTaskThatNobodyCanAskAboutIsAPersonsWord() throws IOException {
    World world = watched(World.remembering(Example.in(folder), new Entry.Installed())).start();
    world.oldScript.state =
        new OldScriptTask.State.Unknown("schtasks.exe ended with exit code 1: no");

    assertThat(world.answer(world.tell("resume")).text())
        .isEqualTo(
            "REFUSED cannot tell whether a scheduled task of exch-b runs FailoverMon.ps1:"
                + " schtasks.exe ended with exit code 1: no. Look into the Task Scheduler; if none"
                + " does: cas-event-handler resume --even-if script");
    assertThat(world.journal.words()).doesNotContain("resumed");
    assertThat(world.answer(world.tell("resume", "even_if=script")).text())
        .startsWith("DONE exch-b is armed");
  }

  @Test
  void aManualTakeoverGoesAgainstAPause() throws IOException {
    World world = armed().start();
    world.answer(world.tell("pause"));
    world.peerDies().databasesArrive().pass(world.settings.timing().takeWait().plusSeconds(5));

    Reply reply = world.answer(world.tell("takeover", "author=jane"));

    assertThat(reply).isEqualTo(new Reply(0, "DONE exch-b has 192.0.2.100"));
  }

  @Test
  void aFreshInstallationIsPausedAndLeavesAnAddressThatIsThereAlone() throws IOException {
    World world = watched(World.remembering(Example.in(folder), new Entry.Installed()));
    world.addresses.put(Example.CAS_IP, Optional.empty());
    world.network.wire = Set.of();
    world.start().pass(Duration.ofSeconds(30));

    assertThat(world.here()).isTrue();
    assertThat(world.journal.words()).containsExactly("opened", "installed", "learned");
    assertThat(world.addresses.count("renew 192.0.2.100/24")).isZero();
  }

  @Test
  void aPollCarriesTheDowntimeAndHoldsTheTakeover() throws IOException {
    World world = armed().start();
    world.peerDies().databasesArrive().seen();
    world.ask("check_failover", "state=CRITICAL", "type=HARD", "downtime=1", "peer_state=DOWN");
    Reply reply = world.answer(world.tell("handle_event", event("downtime=1")));
    world.pass(Duration.ofSeconds(40));

    assertThat(reply.text()).contains("a downtime is set");
    assertThat(world.gone()).isTrue();

    world.ask("check_failover", "state=CRITICAL", "type=HARD", "downtime=0", "peer_state=DOWN");
    world.passUntil("the address is here", world::here);
  }

  @Test
  void aPollNeverArms() throws IOException {
    World world = armed().start();
    world.peerDies().databasesArrive();
    for (int i = 0; i < 30; i++) {
      world.ask("check_failover", "state=CRITICAL", "type=HARD", "downtime=0", "peer_state=DOWN");
      world.pass(Duration.ofSeconds(1));
    }

    assertThat(world.gone()).isTrue();
    assertThat(world.journal.count("heard")).isZero();
  }

  @Test
  void afterALostJournalItTakesNothingAndAPersonCanStillOrder() throws IOException {
    World world =
        watched(World.remembering(Example.in(folder), new Entry.Lost("line 3 does not read")));
    world.peerDies().databasesArrive();
    world.start();
    Reply reply = world.answer(world.hard());
    world.pass(Duration.ofSeconds(40));
    assertThat(reply.text()).contains("the journal was lost");
    assertThat(world.gone()).isTrue();

    assertThat(world.answer(world.tell("takeover")).text()).startsWith("DONE");
    assertThat(world.here()).isTrue();
  }

  @Test
  void anAddressThatItLeftBehindWithoutAJournalIsRemovedAndAMailTellsOfIt() throws IOException {
    World world =
        watched(World.remembering(Example.in(folder), new Entry.Lost("line 3 does not read")));
    world.peerDies();
    world.addresses.put(Example.CAS_IP, Optional.of(Duration.ofSeconds(8)));
    world.start();

    assertThat(world.gone()).isTrue();
    world.passUntil("a mail", () -> !world.mailServer.letters.isEmpty());
    assertThat(world.mailServer.letters.get(0).id()).isEqualTo("2026-11-22-0.release-0@exch-b");
    assertThat(world.mailServer.letters.get(0).subject()).contains("RELEASED");
  }

  @Test
  void closingReleasesWhatItHas() throws IOException {
    World world = holding();

    world.agent.close();

    assertThat(world.gone()).isTrue();
    assertThat(world.journal.words()).containsSubsequence("taken", "releasing", "released");
  }

  /** exch-b holds, and exch-a stands by and waits for whatever exch-b announces. */
  private World holdingBesideThePeer() throws IOException {
    World world = holding();
    world.peer.pings = true;
    world.peer.serves = true;
    world.peer.agent = true;
    world.peer.stance = PeerReport.Stance.NOT_ME;
    world.peer.waits = true;
    return world.pass(Duration.ofSeconds(3));
  }

  @Test
  void closingAfterBackSoonLeavesWhatItHas() throws IOException {
    World world = holdingBesideThePeer();
    Reply reply = world.answer(world.tell("back_soon", "author=jane"));
    assertThat(reply.text()).startsWith("DONE exch-a waits; restart the agent of exch-b within 2");

    world.agent.close();

    assertThat(world.addresses.has(Example.CAS_IP)).isTrue();
    assertThat(world.journal.words()).contains("back_soon").doesNotContain("releasing", "released");
  }

  @Test
  void keepEndsTheWarningOfAnAddressAwayFromItsPreferredOwner() throws IOException {
    World world = holdingBesideThePeer();
    assertThat(world.ask("check_cas_ip").text()).startsWith("CAS IP WARNING");
    Reply reply = world.answer(world.tell("keep", "server=exch-b", "author=jane"));

    assertThat(reply.text()).startsWith("DONE 192.0.2.100 stays on exch-b");
    assertThat(world.ask("check_cas_ip"))
        .returns(0, Reply::code)
        .extracting(Reply::text)
        .asString()
        .startsWith("CAS IP OK - 192.0.2.100 is on exch-b since ")
        .contains("kept there by jane");
  }

  @Test
  void whoAsksAfterTheEndIsAnsweredAtOnce() throws IOException {
    World world = armed().start();
    world.agent.close();

    assertThat(world.hard("17")).isCompletedWithValue(new Reply(2, "FAILED the service stops"));
    world.agent.close();
  }

  @Test
  void anAgentThatNeverRanClosesAtOnce() throws IOException {
    World world = armed();
    world.agent.close();

    assertThat(world.addresses.count("delete 192.0.2.100/24")).isZero();
    assertThat(world.broken).isEmpty();
  }

  private static String[] event(String more) {
    return new String[] {
      "cas_ip=192.0.2.100", "service=peer", "state=CRITICAL", "type=HARD", "problem=17", more
    };
  }

  @Test
  void aMonitorThatReportsHardWithoutCallingTheEventHandlerIsToldSo() throws IOException {
    World world = armed().start().pass(Duration.ofSeconds(5));
    world.ask("check_failover", "state=CRITICAL", "type=HARD", "downtime=0");
    assertThat(world.ask("check_failover").code()).isZero();

    world.pass(Duration.ofSeconds(31));
    world.ask("check_failover", "state=CRITICAL", "type=HARD", "downtime=0");
    assertThat(world.ask("check_failover", "state=CRITICAL", "type=HARD").text())
        .startsWith("CAS FAILOVER CRITICAL")
        .contains("its event handler did not call");

    world.ask("check_failover", "state=OK", "type=HARD", "downtime=0");
    assertThat(world.ask("check_failover").text()).doesNotContain("did not call");
  }
}
