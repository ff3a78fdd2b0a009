package casfailover.nrpe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** A plain socket to a server, for what the client would never do. */
final class Wire implements AutoCloseable {

  private static final int GENEROUS_MILLIS = 60_000;

  private final Socket socket;

  Wire(int port) throws IOException {
    socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), GENEROUS_MILLIS);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(GENEROUS_MILLIS);
  }

  static byte[] bytes(Packet packet) {
    return PacketWriter.write(packet);
  }

  /**
   * Sends a byte now and then until it has sent all, which takes minutes, or the other end goes.
   */
  static void trickle(Socket socket, byte[] bytes) throws IOException {
    socket.setSoTimeout(5);
    for (byte each : bytes) {
      socket.getOutputStream().write(each);
      try {
        if (socket.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException nothingCame) {
        socket.getOutputStream().flush();
      }
    }
  }

  Wire send(byte[] bytes) throws IOException {
    return send(bytes, 0, bytes.length);
  }

  Wire send(byte[] bytes, int from, int count) throws IOException {
    socket.getOutputStream().write(bytes, from, count);
    socket.getOutputStream().flush();
    return this;
  }

  Wire saysNoMore() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Everything that comes until the server closes; throws if it resets. */
  byte[] readToEnd() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  PacketReader.Reading answer() throws IOException {
    return PacketReader.read(ByteBuffer.wrap(readToEnd()), Packet.Kind.RESPONSE);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
