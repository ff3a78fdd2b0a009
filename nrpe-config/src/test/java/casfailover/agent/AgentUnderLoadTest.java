package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.Answer;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.sight.PeerReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent behind real sockets that is asked for more than it can do, or stops under way. */
@Timeout(300)
class AgentUnderLoadTest {

  private static final int LANE = 64;

  @TempDir Path folder;
  private final NrpeClient client = NrpeClient.alone();
  private final CountDownLatch gate = new CountDownLatch(1);
  private World world;
  private NrpeServer server;
  private NrpeTarget target;

  @BeforeEach
  void begin() throws IOException {
    world = World.armed(Example.in(folder).withPeerAt("127.0.0.1")).start();
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    AllowedHosts nobodyElse = AllowedHosts.parse("", Set.of(), HostNames.ofSystem(World.PATIENCE));
    server =
        NrpeServer.start(
            NrpeServerOptions.of(anyPort, "NRPE v4 cas-agent").within(World.PATIENCE),
            new Admission(nobodyElse, Optional.empty()),
            world.agent.service());
    target =
        NrpeTarget.plain(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), World.PATIENCE);
  }

  @AfterEach
  void end() throws IOException {
    gate.countDown();
    world.close();
    server.close();
    client.close();
  }

  private CompletableFuture<Answer> ask(String query) {
    return client.ask(target, Query.parse(query)).toCompletableFuture();
  }

  private static Reply reply(CompletableFuture<Answer> coming) {
    Answer answer = coming.join();
    assertThat(answer).isInstanceOf(Answer.Answered.class);
    return ((Answer.Answered) answer).reply();
  }

  /** Both workers of the lane for checks are busy until the gate opens. */
  private List<CompletableFuture<Answer>> twoSlowChecks() {
    int before = world.journal.reads.get();
    world.journal.readsHangUntil = Optional.of(gate);
    List<CompletableFuture<Answer>> slow = List.of(ask("explain"), ask("explain"));
    await().atMost(World.PATIENCE).until(() -> world.journal.reads.get() == before + 2);
    return slow;
  }

  @Test
  void slowChecksDelayNeitherAnActionNorThePeerNorTheGreeting() {
    List<CompletableFuture<Answer>> slow = twoSlowChecks();

    assertThat(reply(ask("pause!author=jane")).text()).startsWith("DONE exch-b is paused");
    assertThat(PeerReport.parse(reply(ask("peer_report")).text()).paused()).isTrue();
    assertThat(reply(ask("_NRPE_CHECK"))).isEqualTo(new Reply(0, "NRPE v4 cas-agent"));
    assertThat(slow).noneMatch(CompletableFuture::isDone);
    gate.countDown();
    slow.forEach(coming -> assertThat(reply(coming).text()).contains("Now: "));
  }

  @Test
  void reloadsThatHangDelayNoOtherAction() {
    CountDownLatch reading = new CountDownLatch(1);
    world.outfitter =
        (running, used) -> {
          reading.countDown();
          World.hang(gate);
          return new Fitting.Refused(List.of("a.cfg:1: no"));
        };
    world.oldScript.looksHangUntil = Optional.of(gate);
    List<CompletableFuture<Answer>> slow = List.of(ask("reload"), ask("resume"));
    await().atMost(World.PATIENCE).until(() -> reading.getCount() == 0);
    await().atMost(World.PATIENCE).until(() -> world.oldScript.looks.get() == 1);

    assertThat(reply(ask("pause!author=jane")).text()).startsWith("DONE exch-b is paused");
    assertThat(slow).noneMatch(CompletableFuture::isDone);
    gate.countDown();
    assertThat(reply(slow.get(0)).text()).startsWith("REFUSED 1 problem, ");
    assertThat(reply(slow.get(1)).text()).startsWith("DONE ");
  }

  @Test
  void whateverHangsNoRenewalIsDelayed() {
    world.peerDies().databasesArrive().seen();
    CompletableFuture<Answer> event =
        ask("handle_event!cas_ip=192.0.2.100!service=peer!state=CRITICAL!type=HARD!problem=17");
    world.passUntil("it is here", world::here);
    reply(event);
    List<CompletableFuture<Answer>> hanging = new ArrayList<>(twoSlowChecks());
    for (int i = hanging.size(); i < LANE; i++) {
      hanging.add(ask("check_peer"));
    }
    world.oldScript.looksHangUntil = Optional.of(gate);
    hanging.addAll(List.of(ask("resume"), ask("resume")));
    await().atMost(World.PATIENCE).until(() -> world.oldScript.looks.get() == 2);

    Duration lease = world.settings.timing().lease();
    world.pass(lease.multipliedBy(3));

    assertThat(world.here()).isTrue();
    assertThat(world.journal.count("taken")).isEqualTo(1);
    assertThat(world.addresses.lifetime(Example.CAS_IP)).isEqualTo(lease);
    assertThat(hanging).noneMatch(CompletableFuture::isDone);
    gate.countDown();
    hanging.forEach(coming -> assertThat(reply(coming).text()).isNotEmpty());
  }

  @Test
  void aFullLaneSaysSoInOneSentenceAndIsTheOnlyOneThatIsFull() {
    List<CompletableFuture<Answer>> all = new ArrayList<>(twoSlowChecks());
    for (int i = all.size(); i < LANE + 3; i++) {
      all.add(ask("check_peer"));
    }
    await()
        .atMost(World.PATIENCE)
        .until(() -> all.stream().filter(CompletableFuture::isDone).count() == 3);

    assertThat(all.stream().filter(CompletableFuture::isDone).map(AgentUnderLoadTest::reply))
        .containsOnly(
            new Reply(
                3,
                "UNKNOWN - not started: 64 commands of the lane 'checks' are unanswered already;"
                    + " ask again"));
    assertThat(reply(ask("pause!author=jane")).text()).startsWith("DONE ");
    assertThat(reply(ask("peer_report")).code()).isZero();
    gate.countDown();
    all.forEach(coming -> assertThat(reply(coming).text()).isNotEmpty());
    assertThat(reply(ask("check_peer")).text()).startsWith("CAS PEER ");
  }

  @Test
  void whatWasAcceptedIsAnsweredWhenTheAgentStops() throws Exception {
    List<CompletableFuture<Answer>> slow = twoSlowChecks();
    CompletableFuture<Answer> queued = ask("check_peer");
    CompletableFuture<Answer> greeted = ask("_NRPE_CHECK");
    reply(greeted);
    CompletableFuture<Void> stopped = stop();
    gate.countDown();

    slow.forEach(coming -> assertThat(reply(coming).text()).contains("Now: "));
    assertThat(reply(queued).text())
        .matches("(?s)CAS PEER .*|UNKNOWN - not started: .* the agent is stopping");
    stopped.join();
    assertThat(ask("check_peer").join()).isInstanceOf(Answer.Nobody.class);
  }

  @Test
  void anActionThatHasBegunIsAnsweredWithItsOutcomeWhenTheAgentStops() throws Exception {
    world.peerDies().databasesArrive().seen();
    CompletableFuture<Answer> event =
        ask("handle_event!cas_ip=192.0.2.100!service=peer!state=CRITICAL!type=HARD!problem=17");
    world.passUntil("it is here", world::here);
    reply(event);
    world.addresses.deletingHangsUntil = Optional.of(gate);
    CompletableFuture<Answer> release = ask("release!author=jane");
    world.addresses.deleting.await();
    CompletableFuture<Void> stopped = stop();
    gate.countDown();

    assertThat(reply(release)).isEqualTo(new Reply(0, "DONE exch-b has let 192.0.2.100 go"));
    stopped.join();
    assertThat(world.journal.count("released")).isEqualTo(1);
  }

  /** As the program does when it is told to end; it has begun when this returns. */
  private CompletableFuture<Void> stop() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () -> {
              begun.countDown();
              world.agent.close();
              server.close();
            });
    begun.await();
    return stopped;
  }
}
