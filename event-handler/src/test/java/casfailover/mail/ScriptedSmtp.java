package casfailover.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A mail server on loopback that answers as a test tells it: the function gets each line of the
 * client, or {@code .} at the end of the data, and gives the answer. The words below do more than
 * answer.
 */
final class ScriptedSmtp implements AutoCloseable {

  /** Closes the connection without a word. */
  static final String HANG_UP = "(hang up)";

  /** Says nothing, and keeps the connection. */
  static final String SILENCE = "(silence)";

  private final ServerSocket server;
  private final UnaryOperator<String> script;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();

  ScriptedSmtp(UnaryOperator<String> script) throws IOException {
    this.script = script;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "scripted-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  /** Accepts everything; a test takes its own answers first. */
  static String obliging(String line) {
    String verb = line.split(" ", 2)[0];
    return switch (verb) {
      case "EHLO" -> "250-scripted\r\n250 8BITMIME";
      case "DATA" -> "354 go ahead";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  SmtpHost host() {
    return new SmtpHost("127.0.0.1", server.getLocalPort());
  }

  /** Every line that clients sent, in order; of the data only its end. */
  List<String> heard() {
    return heard;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        clients.add(client);
        Thread thread = new Thread(() -> converse(client), "scripted-smtp-client");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      heard.add("(closed)");
    }
  }

  private void converse(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII);
      say(out, "220 scripted");
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (data && !line.equals(".")) {
          continue;
        }
        heard.add(line);
        String answer = script.apply(line);
        data = answer.startsWith("354");
        switch (answer) {
          case HANG_UP -> {
            return;
          }
          case SILENCE -> {
            // The client waits.
          }
          default -> say(out, answer);
        }
      }
    } catch (IOException e) {
      heard.add("(" + e.getMessage() + ")");
    }
  }

  private static void say(Writer out, String line) throws IOException {
    out.write(line + "\r\n");
    out.flush();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
