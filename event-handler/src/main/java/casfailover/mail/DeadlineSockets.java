package casfailover.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A maker of sockets that are all closed at a deadline. A time-out of a read begins anew with each
 * byte, so alone it does not bound a server that sends one byte at a time.
 */
final class DeadlineSockets extends SocketFactory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineSockets.class);

  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicBoolean expired = new AtomicBoolean();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "mail-deadline");
            thread.setDaemon(true);
            return thread;
          });

  DeadlineSockets(Duration deadline) {
    // The handle is not needed: close() ends the whole executor.
    var unused = watch.schedule(this::expire, deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the deadline has passed, and with it all sockets were closed. */
  boolean expired() {
    return expired.get();
  }

  private void expire() {
    expired.set(true);
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.warn("a connection to a mail server did not close at its deadline", e);
      }
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    if (expired.get()) {
      throw new IOException("the time for this server is over");
    }
    Socket socket = new Socket();
    sockets.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
