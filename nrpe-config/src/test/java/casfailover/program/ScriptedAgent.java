package casfailover.program;

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
import java.util.function.Function;

/** A real NRPE server on loopback that answers by a script. */
final class ScriptedAgent implements CommandService, AutoCloseable {

  private final WorkPool pool = new WorkPool("scripted", 1, 8);
  private final List<Query> queries = new CopyOnWriteArrayList<>();
  private final Function<Query, Reply> script;
  private final NrpeServer server;

  /** One that gives the same answer to whatever it is asked. */
  ScriptedAgent(int code, String text) throws IOException {
    this(query -> new Reply(code, text));
  }

  ScriptedAgent(Function<Query, Reply> script) throws IOException {
    this.script = script;
    this.server =
        NrpeServer.start(
            NrpeServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "scripted"),
            new Admission(
                AllowedHosts.parse("", Set.of(), HostNames.ofSystem(Duration.ofSeconds(2))),
                Optional.empty()),
            this);
  }

  int port() {
    return server.port();
  }

  /** All that it was asked, in order. */
  List<String> allAsked() {
    return queries.stream().map(Query::text).toList();
  }

  /** What it was asked last; empty if nobody asked. */
  Optional<Query> asked() {
    return queries.stream().reduce((earlier, later) -> later);
  }

  @Override
  public Optional<Lane> lane(Caller caller, String command) {
    return Optional.of(new Lane(pool, Duration.ofSeconds(10)));
  }

  @Override
  public CompletionStage<Reply> answer(Caller caller, Query query) {
    queries.add(query);
    return CompletableFuture.completedFuture(script.apply(query));
  }

  @Override
  public void close() {
    server.close();
    pool.close();
  }
}
