package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import casfailover.sight.Sighting;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServiceProbeTest {

  private static final Ipv4 LOOPBACK = Ipv4.parse("127.0.0.1");
  private static final Duration PLENTY = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void saysSeenForStatus200() throws IOException {
    HttpServer server = HttpServer.create(anyPort(), 0);
    try {
      Sighting sighting = askServing(server, "http", 200);
      assertThat(sighting).isInstanceOf(Sighting.Seen.class);
      assertThat(sighting.detail())
          .isEqualTo(
              "http://127.0.0.1:" + server.getAddress().getPort() + "/health.htm answers 200");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysSilentForEveryOtherStatus() throws IOException {
    HttpServer server = HttpServer.create(anyPort(), 0);
    try {
      Sighting sighting = askServing(server, "http", 503);
      assertThat(sighting).isInstanceOf(Sighting.Silent.class);
      assertThat(sighting.detail()).endsWith("/health.htm answers 503");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void doesNotVerifyTheCertificate() throws IOException, GeneralSecurityException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned("other.example")));
    try {
      assertThat(askServing(server, "https", 200)).isInstanceOf(Sighting.Seen.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysSilentWhereTheConnectionIsRefused() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    Sighting sighting = ask("http://NODE:" + closed + "/", PLENTY);
    assertThat(sighting).isInstanceOf(Sighting.Silent.class);
    assertThat(sighting.detail()).isEqualTo("http://127.0.0.1:" + closed + "/ refused");
  }

  @Test
  void saysSilentWhereNothingComesInTime() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Sighting sighting = ask("http://NODE:" + mute.getLocalPort() + "/", Duration.ofMillis(300));
      assertThat(sighting).isInstanceOf(Sighting.Silent.class);
      assertThat(sighting.detail()).endsWith("/ no answer");
    }
  }

  private static Sighting askServing(HttpServer server, String scheme, int status) {
    server.createContext(
        "/health.htm",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return ask(scheme + "://NODE:" + server.getAddress().getPort() + "/health.htm", PLENTY);
  }

  private static Sighting ask(String url, Duration deadline) {
    return new HttpServiceProbe(url, deadline, new SystemMoments()).ask(LOOPBACK);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private SSLContext selfSigned(String name) throws IOException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    char[] password = "changeit".toCharArray();
    Command keytool =
        Command.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool"),
            Duration.ofMinutes(2),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-keystore",
            store.toString(),
            "-storepass",
            new String(password),
            "-storetype",
            "PKCS12");
    Ended made = new ExecCommandRunner().run(keytool);
    assertThat(Files.exists(store)).as(made.sentence(keytool)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), new javax.net.ssl.TrustManager[0], null);
    return context;
  }
}
