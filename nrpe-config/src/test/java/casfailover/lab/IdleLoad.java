package casfailover.lab;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Clients that keep an NRPE server busy with nothing: connections that say nothing at all, and as
 * many that send a byte a second and never a whole packet. What the server closes is opened again
 * within about a second, so that it never gets rid of them.
 *
 * <p>Towards a loopback address they come from thirty others, {@code 127.0.0.2} and up, as if from
 * many hosts; {@code 127.0.0.1} is left to whoever asks beside them.
 */
public final class IdleLoad implements AutoCloseable {

  private static final int SOURCES = 30;
  private static final int SPARE_FILES = 100;
  private static final long TURN_MILLIS = 20;
  private static final int TURNS_A_ROUND = 50;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final List<IdleConnection> connections = new ArrayList<>();
  private int turn;
  private long opened;
  private long closedByServer;

  private IdleLoad(InetSocketAddress server, int count, byte[] words) throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] mine = i % 2 == 0 ? new byte[0] : words;
      connections.add(new IdleConnection(server, source(server, i), mine));
    }
    Future<?> unused =
        thread.scheduleAtFixedRate(this::turn, 0, TURN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to connect.
   *
   * @param count how many connections to keep
   * @param tls whether what trickles is the beginning of TLS, or of plain NRPE
   * @throws CannotRun if this process may not open so many files
   */
  static IdleLoad open(InetSocketAddress server, int count, boolean tls) throws IOException {
    needFiles(count);
    return new IdleLoad(server, count, tls ? IdleConnection.TLS : IdleConnection.NRPE);
  }

  /**
   * Keeps connections until its input ends; says READY once each was open.
   *
   * @param words HOST PORT N, and {@code tls} where the server speaks that
   */
  public static void main(String[] words) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (words.length < 3 || words.length > 4 || (words.length == 4 && !words[3].equals("tls"))) {
      out.println("usage: IdleLoad HOST PORT N [tls]");
      System.exit(2);
    }
    InetSocketAddress server = new InetSocketAddress(words[0], Integer.parseInt(words[1]));
    try (IdleLoad load = open(server, Integer.parseInt(words[2]), words.length == 4)) {
      load.awaitReady();
      out.println("READY");
      System.in.transferTo(OutputStream.nullOutputStream());
      out.println(load);
    } catch (CannotRun e) {
      out.println("IdleLoad: " + e.getMessage());
      System.exit(3);
    }
  }

  private static void needFiles(int count) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long needed = system.getOpenFileDescriptorCount() + count + SPARE_FILES;
      if (needed > system.getMaxFileDescriptorCount()) {
        throw new CannotRun(
            "%d connections need %d open files, and this process may have %d: raise it with ulimit -n %d"
                .formatted(count, needed, system.getMaxFileDescriptorCount(), needed));
      }
    }
  }

  private static InetSocketAddress source(InetSocketAddress server, int index) throws IOException {
    byte[] any = new byte[4];
    byte[] loopback = {127, 0, 0, (byte) (2 + index % SOURCES)};
    boolean local = server.getAddress().isLoopbackAddress();
    return new InetSocketAddress(InetAddress.getByAddress(local ? loopback : any), 0);
  }

  /**
   * Waits until each connection was open.
   *
   * @throws CannotRun if they cannot be opened
   */
  void awaitReady() {
    try {
      ready.join();
    } catch (CompletionException e) {
      throw new CannotRun(String.valueOf(e.getCause()), e);
    }
  }

  /** One fiftieth of all goes on: each has its turn once a second, and nothing comes in bursts. */
  private synchronized void turn() {
    try {
      for (int i = turn++ % TURNS_A_ROUND; i < connections.size(); i += TURNS_A_ROUND) {
        count(connections.get(i).turn());
      }
    } catch (CannotRun e) {
      ready.completeExceptionally(e);
      throw e;
    }
    if (opened >= connections.size()) {
      ready.complete(null);
    }
  }

  private void count(IdleConnection.Turn what) {
    switch (what) {
      case OPENED -> opened++;
      case CLOSED -> closedByServer++;
      case NOTHING_NEW -> {}
    }
  }

  /** How many connections the server closed up to now. */
  synchronized long closedByServer() {
    return closedByServer;
  }

  @Override
  public synchronized String toString() {
    return "%d connections, opened %d times, of which the server closed %d"
        .formatted(connections.size(), opened, closedByServer);
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
    connections.forEach(IdleConnection::close);
  }
}
