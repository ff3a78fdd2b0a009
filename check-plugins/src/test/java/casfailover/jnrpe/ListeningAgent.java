package casfailover.jnrpe;

import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.Caller;
import casfailover.nrpe.CommandService;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.Lane;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.Tls;
import casfailover.nrpe.WorkPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agent on loopback that answers every check with the same reply and remembers its queries. */
final class ListeningAgent implements CommandService, AutoCloseable {

  private static final Duration AMPLE = Duration.ofMinutes(1);

  final List<Query> queries = new CopyOnWriteArrayList<>();
  final List<Optional<String>> callers = new CopyOnWriteArrayList<>();
  private final WorkPool pool = new WorkPool("agent", 2, 16);
  private final NrpeServer server;
  private volatile Reply reply;

  ListeningAgent(Reply reply, Optional<Tls> tls) throws IOException {
    this.reply = reply;
    this.server =
        NrpeServer.start(
            NrpeServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "hello"),
            new Admission(AllowedHosts.parse("", Set.of(), HostNames.ofSystem(AMPLE)), tls),
            this);
  }

  static ListeningAgent plain(int code, String text) throws IOException {
    return new ListeningAgent(new Reply(code, text), Optional.empty());
  }

  int port() {
    return server.port();
  }

  void answers(int code, String text) {
    reply = new Reply(code, text);
  }

  @Override
  public Optional<Lane> lane(Caller caller, String command) {
    return command.startsWith("check_") ? Optional.of(new Lane(pool, AMPLE)) : Optional.empty();
  }

  @Override
  public CompletionStage<Reply> answer(Caller caller, Query query) {
    queries.add(query);
    callers.add(caller.commonName());
    return CompletableFuture.completedFuture(reply);
  }

  @Override
  public void close() {
    server.close();
    pool.close();
  }
}
