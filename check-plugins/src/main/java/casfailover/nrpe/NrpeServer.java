package casfailover.nrpe;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An NRPE server: one query and one answer per connection, in the version that was asked. A command
 * that was begun is always answered, since check_nrpe asks a second time where no answer comes.
 */
public final class NrpeServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NrpeServer.class);

  /** NRPE's own 5 lets connections wait for seconds as soon as a few come at once. */
  private static final int BACKLOG = 512;

  private static final int PRIVILEGED_BELOW = 1024;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final NrpeServerOptions options;
  private final Door door;
  private final ConnectionTable connections;
  private final NetworkThreads threads;
  private final Channel listener;

  private NrpeServer(NrpeServerOptions options, Admission admission, CommandService service)
      throws IOException {
    RateLimitedLog log = new RateLimitedLog(LOG, System::nanoTime);
    CommandRunner runner = new CommandRunner(service, options.hello(), log);
    ConnectionTable table =
        new ConnectionTable(options.connections(), options.connectionsPerAddress());
    this.options = options;
    this.connections = table;
    this.door =
        new Door(
            admission,
            options.deadline(),
            table,
            (address, deadline) -> new Conversation(address, deadline, table, runner, log),
            log);
    this.threads = new NetworkThreads("nrpe-io", options.threads());
    this.listener = listen();
  }

  /**
   * Starts to listen.
   *
   * @throws PortInUse if another program listens there
   * @throws IOException if that is impossible for another reason
   */
  public static NrpeServer start(
      NrpeServerOptions options, Admission admission, CommandService service) throws IOException {
    return new NrpeServer(options, admission, service);
  }

  private Channel listen() throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(threads.group())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            // A client may say that it has said all, and still wants its answer.
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(door)
            .bind(options.listen())
            .awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    threads.close();
    throw failure(options.listen(), bound.cause());
  }

  /** The system's own words come in the system's language: whether the port is free is tried. */
  private static IOException failure(InetSocketAddress listen, Throwable cause) {
    if (listen.getPort() >= PRIVILEGED_BELOW && canListenOn(listen)) {
      return new PortInUse(listen, cause);
    }
    return new IOException(
        "cannot listen on port %d of %s: %s. The address must be one of this machine's, and a port below %d needs the right to it (CAP_NET_BIND_SERVICE) and must be free"
            .formatted(
                listen.getPort(), listen.getHostString(), cause.getMessage(), PRIVILEGED_BELOW),
        cause);
  }

  private static boolean canListenOn(InetSocketAddress listen) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(listen.getAddress(), 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The port that the server listens on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Changes who is let in, from the next connection on. */
  public void admit(Admission admission) {
    door.admit(admission);
  }

  /**
   * Changes who is let in, and how long a query may take to come and its answer to be taken, from
   * the next connection on; each that is open keeps its own.
   */
  public void admit(Admission admission, Duration deadline) {
    door.admit(admission, deadline);
  }

  /**
   * Stops to listen, and answers those who were let in: with their answer if it comes within the
   * time to close, and after that with one that says that the agent is stopping.
   */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    try {
      tell(Conversation.Stop.SOON);
      if (!connections.awaitEmpty(options.closing()).isEmpty()) {
        tell(Conversation.Stop.NOW);
        connections.awaitEmpty(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      tell(Conversation.Stop.NOW);
      Thread.currentThread().interrupt();
    }
    threads.close();
  }

  private void tell(Conversation.Stop stop) {
    connections.all().forEach(channel -> channel.pipeline().fireUserEventTriggered(stop));
  }
}
