package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.Answer;
import casfailover.nrpe.Caller;
import casfailover.nrpe.CommandService;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.Lane;
import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.WorkPool;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class IdleLoadTest {

  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final int IDLE = 3000;
  private static final int QUERIES = 300;
  private static final List<PacketVersion> VERSIONS = List.of(PacketVersion.values());

  /** Says each argument back. */
  record Echo(WorkPool pool) implements CommandService {

    @Override
    public Optional<Lane> lane(Caller caller, String command) {
      return Optional.of(new Lane(pool, GENEROUS));
    }

    @Override
    public CompletionStage<Reply> answer(Caller caller, Query query) {
      return CompletableFuture.completedFuture(
          new Reply(0, "OK - " + String.join(",", query.arguments())));
    }
  }

  @Test
  void threeThousandIdleConnectionsKeepNoAnswerBack() throws Exception {
    AllowedHosts hosts = AllowedHosts.parse("", Set.of(), HostNames.ofSystem(GENEROUS));
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (WorkPool pool = new WorkPool("checks", 2, 8);
        NrpeServer server =
            NrpeServer.start(
                NrpeServerOptions.of(free, "hello"),
                new Admission(hosts, Optional.empty()),
                new Echo(pool));
        NrpeClient client = NrpeClient.alone();
        IdleLoad load =
            IdleLoad.open(new InetSocketAddress(free.getAddress(), server.port()), IDLE, false)) {
      load.awaitReady();
      for (int i = 0; i < QUERIES; i++) {
        NrpeTarget target =
            new NrpeTarget(
                new InetSocketAddress(free.getAddress(), server.port()),
                VERSIONS.get(i % 3),
                Optional.empty(),
                Optional.empty(),
                GENEROUS);
        assertThat(client.askAndWait(target, Query.of("echo", "number " + i)))
            .isEqualTo(new Answer.Answered(new Reply(0, "OK - number " + i)));
      }
      assertThat(load.closedByServer()).as(load.toString()).isPositive();
    }
  }
}
