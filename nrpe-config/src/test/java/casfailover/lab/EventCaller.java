package casfailover.lab;

import io.netty.handler.ssl.SslContextBuilder;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.CRC32;
import javax.net.ssl.SSLSocket;

/**
 * A caller that is awake already: reads one NRPE query a line, sends it (version 4, by mutual TLS,
 * on a connection of its own) and prints {@code MICROSECONDS CODE TEXT}, the time being that at
 * which the query left.
 *
 * <p>A benchmark that started check_nrpe for each event would measure the start of check_nrpe.
 */
public final class EventCaller {
  private static final short VERSION = 4;
  private static final int HEADER = 16;
  private static final int SHORTEST = 1036;

  private final InetSocketAddress agent;
  private final FullHandshake tls;
  private final PrintStream out;

  EventCaller(InetSocketAddress agent, FullHandshake tls, PrintStream out) {
    this.agent = agent;
    this.tls = tls;
    this.out = out;
  }

  /**
   * Calls until its input ends.
   *
   * @param arguments the agent's address and port, and three PEM files: the caller's certificate,
   *     its key, and the authority's certificate
   */
  public static void main(String[] arguments) throws IOException {
    EventCaller caller =
        new EventCaller(
            new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])),
            new FullHandshake(
                SslContextBuilder.forClient()
                    .keyManager(new File(arguments[2]), new File(arguments[3]))
                    .trustManager(new File(arguments[4]))),
            new PrintStream(System.out, true, StandardCharsets.UTF_8));
    BufferedReader queries =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String query = queries.readLine(); query != null; query = queries.readLine()) {
      caller.call(query);
    }
  }

  private void call(String query) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      socket.connect(agent, 2000);
      try (SSLSocket secret = tls.over(socket)) {
        ask(secret, packet(query));
      }
    }
  }

  private void ask(Socket socket, byte[] packet) throws IOException {
    long sent = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    socket.getOutputStream().write(packet);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER));
    String text = new String(in.readNBytes(header.getInt(12) - 1), StandardCharsets.UTF_8);
    out.printf("%d %d %s%n", sent, header.getShort(8), text.replace('\n', ' '));
  }

  /** A query of version 4 as check_nrpe sends it. */
  static byte[] packet(String query) {
    byte[] text = query.getBytes(StandardCharsets.UTF_8);
    int length = Math.max(SHORTEST - HEADER, text.length + 1);
    ByteBuffer packet = ByteBuffer.allocate(HEADER + length);
    packet.putShort(VERSION).putShort((short) 1).putInt(0).putShort((short) 0).putShort((short) 0);
    packet.putInt(length).put(text);
    CRC32 crc = new CRC32();
    crc.update(packet.array());
    packet.putInt(4, (int) crc.getValue());
    return packet.array();
  }
}
