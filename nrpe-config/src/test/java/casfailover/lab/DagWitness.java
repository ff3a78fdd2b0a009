package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The witness on the network: {@code LOCK NODE WHEN} is answered with {@code GRANTED WHEN} or
 * {@code DENIED WHEN}.
 */
final class DagWitness implements AutoCloseable {
  private final DatagramSocket socket;
  private volatile String problem = "none";
  private final WitnessLock lock = new WitnessLock();

  DagWitness(InetSocketAddress place) throws IOException {
    this.socket = new DatagramSocket(place);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Answers until it is closed. */
  void run() {
    byte[] buffer = new byte[1024];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        answer(packet);
      } catch (SocketException e) {
        // Closed, or the network is cut: a request that got no answer is repeated.
        problem = String.valueOf(e.getMessage());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void answer(DatagramPacket packet) throws IOException {
    String[] words = text(packet).split(" ", -1);
    boolean granted = lock.ask(words[1], millis()).equals(words[1]);
    byte[] answer =
        ((granted ? "GRANTED " : "DENIED ") + words[2]).getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
  }

  /** What last kept it from answering. */
  String problem() {
    return problem;
  }

  static String text(DatagramPacket packet) {
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }

  static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public void close() {
    socket.close();
  }
}
