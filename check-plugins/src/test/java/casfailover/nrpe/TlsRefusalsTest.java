package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the log says of those whom TLS keeps out. */
@ExtendWith(NoLeaks.class)
@Timeout(300)
class TlsRefusalsTest {

  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final Query WHO = Query.of("whoami");
  private static final int HANDSHAKE = 22;

  @TempDir static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static TlsFiles server;

  @SuppressWarnings("NullAway.Init")
  private static TlsFiles expired;

  @SuppressWarnings("NullAway.Init")
  private static TlsFiles stranger;

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger logger = Logger.getLogger(NrpeServer.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          lines.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final FakeService service = new FakeService();
  private final NrpeClient client = NrpeClient.alone();

  @BeforeAll
  static void makeCertificates() throws Exception {
    TestAuthority ours = new TestAuthority(folder, "ca");
    server = ours.sign("exch-a");
    expired = ours.sign("expired", "-startdate", "-60d");
    stranger = new TestAuthority(folder, "other-ca").sign("stranger");
  }

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void end() {
    logger.removeHandler(handler);
    client.close();
    service.close();
  }

  private void isRefused(TlsVersions versions, TlsFiles as, String line) throws IOException {
    Tls tls = Tls.ofServer(server, ClientCertificates.REQUIRED, versions);
    Admission admission =
        new Admission(
            AllowedHosts.parse("", Set.of(), HostNames.ofSystem(GENEROUS)), Optional.of(tls));
    try (NrpeServer running =
        NrpeServer.start(
            NrpeServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "hello"),
            admission,
            service)) {
      NrpeTarget target = target(running.port(), as, GENEROUS);
      assertThat(client.askAndWait(target, WHO)).isInstanceOf(Answer.NoAnswer.class);
      await().atMost(GENEROUS).until(() -> !lines.isEmpty());
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("refused a request of 127.0.0.1: " + line);
  }

  private static NrpeTarget target(int port, TlsFiles as, Duration deadline) throws IOException {
    return new NrpeTarget(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        PacketVersion.V4,
        Optional.of(Tls.ofClient(as)),
        Optional.empty(),
        deadline);
  }

  @ParameterizedTest
  @EnumSource(TlsVersions.class)
  void whoShowsNoCertificate(TlsVersions versions) throws IOException {
    TlsFiles without = new TlsFiles(stranger.certificate(), stranger.key(), server.authority());
    isRefused(versions, without, "shows no certificate, and none gets in without one (");
  }

  @ParameterizedTest
  @EnumSource(TlsVersions.class)
  void whoseCertificateHasExpired(TlsVersions versions) throws IOException {
    isRefused(versions, expired, "its certificate has expired (");
  }

  @ParameterizedTest
  @EnumSource(TlsVersions.class)
  void whoDoesNotTrustUs(TlsVersions versions) throws IOException {
    isRefused(versions, stranger, "does not trust our certificate (");
  }

  /** The other end could not read an alert any more, and would log that as an attack. */
  @Test
  void weBreakAHandshakeOffWithoutAWord() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<byte[]> heard =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket socket = mute.accept()) {
                  return socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(
              client.askAndWait(target(mute.getLocalPort(), expired, Duration.ofMillis(500)), WHO))
          .isInstanceOf(Answer.Nobody.class);
      byte[] bytes = heard.get(GENEROUS.toSeconds(), TimeUnit.SECONDS);
      // RFC 8446, 5.1: the type of a record, two bytes of version, two of length.
      for (int at = 0; at < bytes.length; at += 5 + length(bytes, at)) {
        assertThat(bytes[at]).isEqualTo((byte) HANDSHAKE);
      }
    }
  }

  private static int length(byte[] bytes, int record) {
    return ((bytes[record + 3] & 0xff) << 8) | (bytes[record + 4] & 0xff);
  }
}
