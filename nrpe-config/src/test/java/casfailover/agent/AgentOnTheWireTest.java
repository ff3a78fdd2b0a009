package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Answer;
import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is asked over NRPE, as check_nrpe and the other agent do. */
class AgentOnTheWireTest {

  @TempDir Path folder;
  private final NrpeClient client = NrpeClient.alone();
  private World world;
  private NrpeServer server;
  private NrpeTarget target;

  @BeforeEach
  void begin() throws IOException {
    world = World.armed(Example.in(folder)).start();
    server = world.serve();
    target =
        NrpeTarget.plain(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), World.PATIENCE);
  }

  @AfterEach
  void end() throws IOException {
    world.close();
    server.close();
    client.close();
  }

  private CompletableFuture<Answer> ask(String query) {
    return client.ask(target, Query.parse(query)).toCompletableFuture();
  }

  private static Reply reply(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Answered.class);
    return ((Answer.Answered) answer).reply();
  }

  @Test
  void anEventIsAnsweredWhenItIsDecided() {
    world.peerDies().databasesArrive().seen();
    CompletableFuture<Answer> coming =
        ask("handle_event!cas_ip=192.0.2.100!service=peer!state=CRITICAL!type=HARD!problem=17");
    world.passUntil("an answer", coming::isDone);

    assertThat(reply(coming.join()).text())
        .startsWith("HELD exch-b does not take 192.0.2.100: waits ");
    world.passUntil("it is here", world::here);
  }

  @Test
  void whatNobodyServesIsNotDefined() {
    assertThat(reply(ask("evict_everybody").join()))
        .isEqualTo(new Reply(3, "NRPE: Command 'evict_everybody' not defined"));
  }

  @Test
  void theOtherAgentReadsItsReport() {
    NrpePeerLine line = new NrpePeerLine(client, target, world::now);

    assertThat(line.ask())
        .isInstanceOfSatisfying(
            Sighting.Seen.class,
            seen -> {
              assertThat(seen.finding()).isInstanceOf(PeerReport.class);
              assertThat((PeerReport) seen.finding())
                  .returns("exch-b", PeerReport::node)
                  .returns(PeerReport.Stance.NOT_ME, PeerReport::stance)
                  .returns("3f9c21", PeerReport::settings);
            });
  }

  @Test
  void anAgentThatIsGoneIsSilent() {
    server.close();
    NrpePeerLine line = new NrpePeerLine(client, target, world::now);

    assertThat(line.ask()).isInstanceOf(Sighting.Silent.class);
  }

  @org.junit.jupiter.api.RepeatedTest(250)
  void aCallerThatWaitsWhileTheAgentStopsIsAnswered() {
    // Seen before the order comes, which would else begin a handover, and wait for a second look.
    world.peerDies().databasesArrive().pass(world.settings.timing().tick());
    world.journal.diskWorks = true;
    CompletableFuture<Answer> coming = ask("takeover!author=jane");
    // Connections are let in one after the other: once these are answered, the first has long
    // asked.
    for (int i = 0; i < 20; i++) {
      assertThat(reply(ask("_NRPE_CHECK").join()).code()).isZero();
    }
    world.pass(world.settings.timing().tick());
    world.agent.close();
    server.close();

    assertThat(reply(coming.join()).text()).matches("(?s)(HELD|FAILED|UNKNOWN|DONE) .*");
  }
}
