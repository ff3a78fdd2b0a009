package casfailover.lab;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;

/**
 * Many check_nrpes in one warm process: each of its clients connects, shakes hands in full, asks in
 * version 4, reads the answer, closes, and begins again. As check_nrpe without {@code -A} it takes
 * any certificate.
 *
 * <p>It reads lines {@code ADDRESS PORT TRANSPORT CLIENTS MILLISECONDS COMMAND}, and writes for
 * each a {@link Load}, or {@code failed: WHY} as soon as one request was not answered with 0.
 */
public final class NrpeLoad {
  private static final int HEADER = 16;
  private static final int TIMEOUT_MS = 10_000;

  private final FullHandshake anonymous;
  private final FullHandshake known;

  NrpeLoad(FullHandshake anonymous, FullHandshake known) {
    this.anonymous = anonymous;
    this.known = known;
  }

  /**
   * Asks until its input ends.
   *
   * @param arguments the certificate and the key of a client, PEM, for {@code mutual}
   */
  public static void main(String[] arguments) throws Exception {
    NrpeLoad load =
        new NrpeLoad(
            trusting(SslContextBuilder.forClient()),
            trusting(
                SslContextBuilder.forClient()
                    .keyManager(Path.of(arguments[0]).toFile(), Path.of(arguments[1]).toFile())));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] word = line.split(" ", -1);
      InetSocketAddress server = new InetSocketAddress(word[0], Integer.parseInt(word[1]));
      try {
        out.println(
            load.ask(
                server,
                Loader.Transport.valueOf(word[2]),
                Integer.parseInt(word[3]),
                Long.parseLong(word[4]),
                word[5]));
      } catch (ExecutionException e) {
        out.println("failed: " + e.getCause());
      }
    }
  }

  private static FullHandshake trusting(SslContextBuilder builder) throws IOException {
    return new FullHandshake(builder.trustManager(InsecureTrustManagerFactory.INSTANCE));
  }

  private Load ask(
      InetSocketAddress server,
      Loader.Transport transport,
      int clients,
      long millis,
      String command)
      throws InterruptedException, ExecutionException {
    byte[] query = EventCaller.packet(command);
    long begun = System.nanoTime();
    long end = begun + millis * 1_000_000;
    List<Future<List<Long>>> asked = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      IntStream.range(0, clients)
          .forEach(i -> asked.add(threads.submit(() -> askUntil(end, server, transport, query))));
      List<Long> micros = new ArrayList<>();
      for (Future<List<Long>> each : asked) {
        micros.addAll(each.get());
      }
      return Load.of((System.nanoTime() - begun) / 1000, micros);
    } finally {
      threads.shutdownNow();
    }
  }

  /** How long each of one or more requests took; one that fails ends it all. */
  private List<Long> askUntil(
      long end, InetSocketAddress server, Loader.Transport transport, byte[] query)
      throws IOException {
    List<Long> micros = new ArrayList<>();
    do {
      long begun = System.nanoTime();
      try (Socket plain = new Socket()) {
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(TIMEOUT_MS);
        plain.connect(server, TIMEOUT_MS);
        if (transport == Loader.Transport.PLAIN) {
          answer(plain, query);
        } else {
          FullHandshake caller = transport == Loader.Transport.MUTUAL ? known : anonymous;
          try (SSLSocket tls = caller.over(plain)) {
            answer(tls, query);
          }
        }
      }
      micros.add((System.nanoTime() - begun) / 1000);
    } while (System.nanoTime() - end < 0);
    return micros;
  }

  private static void answer(Socket socket, byte[] query) throws IOException {
    socket.getOutputStream().write(query);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] header = new byte[HEADER];
    in.readFully(header);
    int code = ByteBuffer.wrap(header).getShort(8);
    byte[] text = new byte[ByteBuffer.wrap(header).getInt(12)];
    in.readFully(text);
    if (code != 0) {
      throw new IOException("answered " + code + ": " + new String(text, StandardCharsets.UTF_8));
    }
  }
}
