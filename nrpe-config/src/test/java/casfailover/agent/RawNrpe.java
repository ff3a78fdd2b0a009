package casfailover.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import casfailover.nrpe.Reply;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * One connection as check_nrpe makes it, byte by byte of its own, so that it can be broken off at
 * any point.
 */
final class RawNrpe implements AutoCloseable {

  private static final int SHORTEST = 1036;
  private static final int V2_BUFFER = 1024;
  private static final int GENEROUS_MILLIS = 60_000;

  private final Socket socket = new Socket();
  private final int version;

  /** Connects and asks. */
  RawNrpe(int port, int version, String query) throws IOException {
    this(InetAddress.getLoopbackAddress(), port, version, query);
  }

  /**
   * Connects and asks.
   *
   * @param from one of the many addresses of loopback
   */
  RawNrpe(InetAddress from, int port, int version, String query) throws IOException {
    this.version = version;
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), GENEROUS_MILLIS);
    socket.setSoTimeout(GENEROUS_MILLIS);
    socket.getOutputStream().write(packet(version, query));
  }

  private static byte[] packet(int version, String query) {
    byte[] text = query.getBytes(UTF_8);
    int head = version == 2 ? 10 : 16;
    int length = Math.max(SHORTEST, head + text.length + 1 + (version == 3 ? 3 : 0));
    ByteBuffer packet = ByteBuffer.allocate(version == 2 ? SHORTEST : length);
    packet.putShort((short) version).putShort((short) 1);
    if (version != 2) {
      packet.putInt(12, length - (version == 3 ? 19 : 16));
    }
    packet.put(head, text, 0, version == 2 ? Math.min(text.length, V2_BUFFER - 1) : text.length);
    CRC32 crc = new CRC32();
    crc.update(packet.array());
    return packet.putInt(4, (int) crc.getValue()).array();
  }

  /** Reads the answer, and then closes as check_nrpe does. */
  Reply answer() throws IOException {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      if (in.readShort() != version) {
        throw new IOException("answered in another version");
      }
      in.skipNBytes(6);
      int code = in.readShort();
      int length = V2_BUFFER;
      if (version != 2) {
        in.skipNBytes(2);
        length = in.readInt();
      }
      String text = new String(in.readNBytes(length), UTF_8);
      return new Reply(code, text.substring(0, text.indexOf('\0')));
    }
  }

  /** Waits until the server answered, and is gone without having read it. */
  void lose() throws IOException {
    socket.getInputStream().read();
    reset();
  }

  /** Is gone at once, with a reset, as through a firewall that forgot the connection. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
