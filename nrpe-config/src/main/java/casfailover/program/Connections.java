package casfailover.program;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A client that connects again and again, and knows its longest time between two successes. */
final class Connections implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(10);

  private final InetSocketAddress to;
  private final Thread thread = new Thread(this::run, "connections");
  private long tried;
  private long failed;
  private long lastSuccess = System.nanoTime();
  private long longestGap;
  private volatile boolean closed;

  private Connections(InetSocketAddress to) {
    this.to = to;
    thread.setDaemon(true);
  }

  /** Begins to connect to a port, every ten milliseconds. */
  static Connections to(InetSocketAddress port) {
    Connections connections = new Connections(port);
    connections.thread.start();
    return connections;
  }

  /**
   * What was measured.
   *
   * @param outage the longest time between two connections that were accepted
   */
  record Measured(long tried, long failed, Duration outage) {}

  /** What was measured since the last time that this was asked, the gap that lasts included. */
  synchronized Measured measured() {
    long now = System.nanoTime();
    Measured measured =
        new Measured(tried, failed, Duration.ofNanos(Math.max(longestGap, now - lastSuccess)));
    tried = 0;
    failed = 0;
    longestGap = 0;
    return measured;
  }

  private void run() {
    try {
      while (!closed) {
        boolean accepted = accepted();
        note(accepted);
        TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean accepted() {
    try (Socket socket = new Socket()) {
      socket.connect(to, (int) EVERY.multipliedBy(10).toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized void note(boolean accepted) {
    tried++;
    if (!accepted) {
      failed++;
      return;
    }
    long now = System.nanoTime();
    longestGap = Math.max(longestGap, now - lastSuccess);
    lastSuccess = now;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
