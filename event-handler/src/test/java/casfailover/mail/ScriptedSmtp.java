package casfailover.mail;

import com.icegreen.greenmail.util.GreenMail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

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

  /** Answers yes to STARTTLS, and goes on in TLS with a certificate that nobody trusts. */
  static final String GO_TLS = "(go tls)";

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

  /** Every line that clients sent, in order; of the data only its end; a handshake as (tls). */
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
      say(client, "220 scripted");
      follow(client);
    } catch (IOException | GeneralSecurityException e) {
      heard.add("(" + e.getMessage() + ")");
    }
  }

  private void follow(Socket client) throws IOException, GeneralSecurityException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
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
        case GO_TLS -> {
          say(client, "220 go ahead");
          Socket secret = tls(client);
          heard.add("(tls)");
          follow(secret);
          return;
        }
        default -> say(client, answer);
      }
    }
  }

  private static Socket tls(Socket plain) throws IOException, GeneralSecurityException {
    char[] password = "changeit".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream store = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
      keys.load(store, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    SSLSocket secret =
        (SSLSocket) context.getSocketFactory().createSocket(plain, "scripted", 0, true);
    secret.setUseClientMode(false);
    secret.startHandshake();
    return secret;
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
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
