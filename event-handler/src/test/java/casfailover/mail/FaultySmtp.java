package casfailover.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A mail server on loopback that fails as it is drawn: it turns callers away, hangs in the data,
 * refuses for now or for good, breaks STARTTLS, or accepts a letter and hangs up without saying so.
 */
final class FaultySmtp implements AutoCloseable {

  private final ServerSocket server;
  private final Random lots;

  /** How often each letter was accepted, and how often of these that was not said. */
  final Map<String, Integer> accepted = new ConcurrentHashMap<>();

  final Map<String, Integer> unsaid = new ConcurrentHashMap<>();

  private enum Fault {
    NONE,
    REFUSED,
    HANGS_IN_DATA,
    NOT_NOW,
    NEVER,
    TLS_BREAKS,
    CUT_AFTER_DOT
  }

  FaultySmtp(long seed) throws IOException {
    lots = new Random(seed);
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept, "faulty-smtp");
  }

  int port() {
    return server.getLocalPort();
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized Fault draw() {
    int drawn = lots.nextInt(1000);
    if (drawn < 20) {
      return Fault.REFUSED;
    }
    if (drawn < 24) {
      return Fault.HANGS_IN_DATA;
    }
    if (drawn < 60) {
      return Fault.NOT_NOW;
    }
    if (drawn < 70) {
      return Fault.NEVER;
    }
    if (drawn < 80) {
      return Fault.TLS_BREAKS;
    }
    return drawn < 120 ? Fault.CUT_AFTER_DOT : Fault.NONE;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Fault fault = draw();
        daemon(() -> serve(client, fault), "faulty-smtp-client");
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket client, Fault fault) {
    try (client) {
      if (fault != Fault.REFUSED) {
        converse(client, fault);
      }
    } catch (IOException e) {
      // The sender was killed, or gave up.
    }
  }

  private void converse(Socket client, Fault fault) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    say(client, "220 faulty");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.split("[ :]", 2)[0];
      switch (verb) {
        case "EHLO" ->
            say(client, fault == Fault.TLS_BREAKS ? "250-faulty\r\n250 STARTTLS" : "250 faulty");
        case "STARTTLS" -> say(client, "220 go ahead\r\nthis is no handshake");
        case "RCPT" ->
            say(
                client,
                fault == Fault.NOT_NOW
                    ? "451 not now"
                    : fault == Fault.NEVER ? "550 never" : "250 ok");
        case "DATA" -> {
          say(client, "354 go ahead");
          String letter = letter(in);
          if (fault == Fault.HANGS_IN_DATA) {
            in.readLine(); // until the sender gives up
            return;
          }
          accepted.merge(letter, 1, Integer::sum);
          if (fault == Fault.CUT_AFTER_DOT) {
            unsaid.merge(letter, 1, Integer::sum);
            return;
          }
          say(client, "250 ok");
        }
        case "QUIT" -> {
          say(client, "221 bye");
          return;
        }
        default -> say(client, "250 ok");
      }
    }
  }

  /** Reads a letter to its final dot; its Message-ID. */
  private static String letter(BufferedReader in) throws IOException {
    String id = "";
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new IOException("cut off in the data");
      }
      id = line.startsWith("Message-ID: ") ? line.substring("Message-ID: ".length()) : id;
    }
    return id;
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
