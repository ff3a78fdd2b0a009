package casfailover.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A mail client that never stops asking: every 10 ms it connects anew to the CAS IP and reads the
 * line with which a server names itself.
 *
 * <p>Each try has its own socket and 100 ms, and tries run beside each other: a client that waits
 * inside one connect would measure its own retransmission (0.5 s and more) instead of the outage.
 * Only changes are printed: {@code MICROSECONDS answer NODE GAP_MS}, {@code MICROSECONDS silent
 * NODE 0}, the latter with the time of the last answer.
 */
public final class Client {
  private static final long EVERY = 10_000_000;
  private static final long PATIENCE = 100_000_000;
  private static final long SILENT_AFTER = 150_000_000;

  private final InetSocketAddress server;
  private final PrintStream out;
  private final Selector selector;
  private final Deque<Try> open = new ArrayDeque<>();
  private String last = "";
  private long lastAnswer = System.nanoTime();
  private boolean silent = true;

  private record Try(SocketChannel channel, long started, ByteBuffer line) {}

  Client(InetSocketAddress server, PrintStream out) throws IOException {
    this.server = server;
    this.out = out;
    this.selector = Selector.open();
  }

  /**
   * Asks until it is ended.
   *
   * @param arguments the address and the port
   */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress server = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
    new Client(server, new PrintStream(System.out, true, StandardCharsets.UTF_8)).run();
  }

  private void run() throws IOException {
    long next = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      if (now - next >= 0) {
        ask(now);
        next += EVERY * (1 + (now - next) / EVERY);
      }
      giveUp(now);
      tellSilence(now);
      selector.select(Math.max(1, (next - now) / 1_000_000));
      selector.selectedKeys().forEach(this::advance);
      selector.selectedKeys().clear();
    }
  }

  private void ask(long now) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    Try attempt = new Try(channel, now, ByteBuffer.allocate(64));
    open.add(attempt);
    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, attempt);
    try {
      if (channel.connect(server)) {
        key.interestOps(SelectionKey.OP_READ);
      }
    } catch (IOException e) {
      end(attempt, e);
    }
  }

  private void advance(SelectionKey key) {
    Try attempt = (Try) key.attachment();
    try {
      if (!key.isValid()) {
        return;
      }
      if (key.isConnectable() && attempt.channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
      } else if (key.isReadable()) {
        read(attempt);
      }
    } catch (IOException e) {
      end(attempt, e);
    }
  }

  private void read(Try attempt) throws IOException {
    boolean ended = attempt.channel.read(attempt.line) < 0;
    String text = StandardCharsets.US_ASCII.decode(attempt.line.duplicate().flip()).toString();
    if (text.indexOf('\n') > 0) {
      answered(text.substring(0, text.indexOf('\n')).strip());
      ended = true;
    }
    if (ended || !attempt.line.hasRemaining()) {
      attempt.channel.close();
    }
  }

  private void answered(String node) {
    long now = System.nanoTime();
    if (silent || !node.equals(last)) {
      out.printf("%d answer %s %.3f%n", micros(0), node, (now - lastAnswer) / 1e6);
    }
    silent = false;
    last = node;
    lastAnswer = now;
  }

  private void tellSilence(long now) {
    if (!silent && now - lastAnswer > SILENT_AFTER) {
      silent = true;
      out.printf("%d silent %s 0%n", micros(now - lastAnswer), last);
    }
  }

  private void giveUp(long now) throws IOException {
    while (!open.isEmpty() && now - open.getFirst().started > PATIENCE) {
      open.removeFirst().channel.close();
    }
  }

  /** A try that fails is what this program is there to see; only the silence is told. */
  private void end(Try attempt, IOException reason) {
    try {
      attempt.channel.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
      out.printf("%d trouble %s 0%n", micros(0), reason);
    }
  }

  private static long micros(long nanosAgo) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - nanosAgo / 1000;
  }
}
