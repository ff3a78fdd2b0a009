package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
@Timeout(300)
class TlsTest {

  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final Query WHO = Query.of("whoami");

  @TempDir static Path folder = Path.of("");

  private static final List<TlsFiles> FILES = new ArrayList<>();

  private final FakeService service = new FakeService();
  private final NrpeClient client = NrpeClient.alone();
  private final List<NrpeServer> servers = new ArrayList<>();

  @BeforeAll
  static void makeCertificates() throws Exception {
    TestAuthority ours = new TestAuthority(folder, "ca");
    FILES.add(ours.sign("exch-a"));
    FILES.add(ours.sign("monitor"));
    FILES.add(ours.sign("exch-b", "-keyalg", "RSA", "-keysize", "2048"));
    FILES.add(new TestAuthority(folder, "other-ca").sign("stranger"));
  }

  private static TlsFiles files(String name) {
    return FILES.stream()
        .filter(files -> files.certificate().endsWith(name + ".pem"))
        .findFirst()
        .orElseThrow();
  }

  @AfterEach
  void end() {
    client.close();
    servers.forEach(NrpeServer::close);
    service.close();
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void whoShowsACertificateIsKnownByItsCommonName(PacketVersion version) throws IOException {
    NrpeServer server = start("exch-a", ClientCertificates.REQUIRED);
    assertThat(
            ask(
                target(server, version, Tls.ofClient(files("monitor")), Optional.of("exch-a")),
                WHO))
        .isEqualTo(new Answer.Answered(new Reply(0, "monitor")));
  }

  @Test
  void aKeyOfRsaServesAsWell() throws IOException {
    NrpeServer server = start("exch-b", ClientCertificates.REQUIRED);
    assertThat(ask(server, "monitor")).isEqualTo(new Answer.Answered(new Reply(0, "monitor")));
  }

  @Test
  void aLongAnswerComesWhole() throws IOException {
    NrpeServer server = start("exch-a", ClientCertificates.REQUIRED);
    assertThat(
            ask(
                target(server, PacketVersion.V4, Tls.ofClient(files("monitor")), Optional.empty()),
                Query.of("fill", "60000")))
        .isEqualTo(new Answer.Answered(new Reply(1, "x".repeat(60_000))));
  }

  @Test
  void whoIsNotAskedForACertificateHasNoName() throws IOException {
    NrpeServer server = start("exch-a", ClientCertificates.IGNORED);
    assertThat(ask(server, "monitor")).isEqualTo(new Answer.Answered(new Reply(0, "nobody")));
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws IOException {
    NrpeServer server = start("exch-a", ClientCertificates.REQUIRED);
    assertThat(askAsStranger(server)).isInstanceOf(Answer.NoAnswer.class);
  }

  @Test
  void aCertificateOfAnotherAuthorityNeverGivesAName() throws IOException {
    NrpeServer server = start("exch-a", ClientCertificates.ASKED);
    assertThat(askAsStranger(server)).isEqualTo(new Answer.Answered(new Reply(0, "nobody")));
  }

  private Answer askAsStranger(NrpeServer server) throws IOException {
    TlsFiles files = files("stranger");
    TlsFiles trusting = new TlsFiles(files.certificate(), files.key(), files("exch-a").authority());
    return ask(target(server, PacketVersion.V4, Tls.ofClient(trusting), Optional.empty()), WHO);
  }

  @Test
  void aServerOfAnotherAuthorityIsNotAsked() throws IOException {
    NrpeServer server = start("stranger", ClientCertificates.IGNORED);
    assertThat(ask(server, "monitor"))
        .isInstanceOfSatisfying(
            Answer.NoAnswer.class, no -> assertThat(no.why()).contains("SSLHandshakeException"));
  }

  @Test
  void aServerIsVerifiedByWhoShowsNothing() throws IOException {
    NrpeServer server = start("exch-a", ClientCertificates.ASKED);
    Tls anonymous = Tls.ofClient(files("exch-a").authority());
    NrpeTarget target = target(server, PacketVersion.V4, anonymous, Optional.of("exch-a"));
    assertThat(ask(target, WHO)).isEqualTo(new Answer.Answered(new Reply(0, "nobody")));
    NrpeServer other = start("stranger", ClientCertificates.ASKED);
    assertThat(ask(target(other, PacketVersion.V4, anonymous, Optional.empty()), WHO))
        .isInstanceOf(Answer.NoAnswer.class);
  }

  @Test
  void aHandshakeThatTricklesIsNotWaitedForBeyondTheDeadline() throws Exception {
    byte[] record = new byte[16_000];
    System.arraycopy(new byte[] {0x16, 3, 3, 0x3e, 0x7b}, 0, record, 0, 5);
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      NrpeTarget target =
          new NrpeTarget(
              (InetSocketAddress) server.getLocalSocketAddress(),
              PacketVersion.V4,
              Optional.of(Tls.ofClient(files("monitor"))),
              Optional.empty(),
              Duration.ofMillis(300));
      Thread trickling =
          new Thread(
              () -> {
                try (Socket socket = server.accept()) {
                  Wire.trickle(socket, record);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      trickling.setDaemon(true);
      trickling.start();
      assertThat(new SocketNrpeClient().ask(target, WHO))
          .isEqualTo(new Answer.Nobody(target + ": no answer within 300 ms"));
    }
  }

  @Test
  void aServerOfAnotherNameIsNotAsked() throws IOException {
    NrpeServer server = start("exch-b", ClientCertificates.REQUIRED);
    NrpeTarget target =
        target(server, PacketVersion.V4, Tls.ofClient(files("monitor")), Optional.of("exch-a"));
    assertThat(ask(target, WHO))
        .isEqualTo(new Answer.NoAnswer(target + ": its certificate is of exch-b, not of exch-a"));
  }

  @Test
  void aServerThatClosesInTheMiddleOfTheHandshakeGivesNoAnswer() throws IOException {
    try (ServerSocket closing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> closed =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = closing.accept()) {
                  socket.getInputStream().readNBytes(1);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      NrpeTarget target =
          new NrpeTarget(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), closing.getLocalPort()),
              PacketVersion.V4,
              Optional.of(Tls.ofClient(files("monitor"))),
              Optional.empty(),
              GENEROUS);
      assertThat(client.askAndWait(target, WHO))
          .isEqualTo(
              new Answer.NoAnswer(
                  target
                      + ": closed the connection without an answer: the query was refused, or our"
                      + " address is not in its allowed_hosts"));
      assertThat(closed).succeedsWithin(GENEROUS);
    }
  }

  @Test
  void whoSpeaksPlainToTlsGetsNoAnswer() throws IOException {
    NrpeServer server = start("exch-a", ClientCertificates.REQUIRED);
    assertThat(ask(NrpeTarget.plain(address(server), GENEROUS), WHO))
        .isInstanceOf(Answer.NoAnswer.class);
  }

  @Test
  void whoSpeaksTlsToPlainGetsNoAnswer() throws IOException {
    NrpeServer server = start(Optional.empty());
    assertThat(ask(server, "monitor")).isInstanceOf(Answer.NoAnswer.class);
  }

  @Test
  void newCertificatesCountFromTheNextConnectionOn() throws IOException {
    NrpeServer server = start("stranger", ClientCertificates.REQUIRED);
    assertThat(ask(server, "monitor")).isInstanceOf(Answer.NoAnswer.class);
    server.admit(
        admission(Optional.of(Tls.ofServer(files("exch-a"), ClientCertificates.REQUIRED))));
    assertThat(ask(server, "monitor")).isEqualTo(new Answer.Answered(new Reply(0, "monitor")));
  }

  @Test
  void whatIsNoKeyIsRefusedWithTheNamesOfTheFiles() throws IOException {
    TlsFiles good = files("exch-a");
    Path wrong = Files.writeString(folder.resolve("wrong.key"), "no key\n");
    assertThatThrownBy(
            () ->
                Tls.ofServer(
                    new TlsFiles(good.certificate(), wrong, good.authority()),
                    ClientCertificates.REQUIRED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(wrong.toString())
        .hasMessageContaining("the key in PKCS#8 without a password");
  }

  @Test
  void aFileThatIsMissingIsRefusedWithItsName() {
    TlsFiles good = files("exch-a");
    Path missing = folder.resolve("missing.pem");
    assertThatThrownBy(() -> Tls.ofClient(new TlsFiles(good.certificate(), good.key(), missing)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(missing.toString());
  }

  private NrpeServer start(String name, ClientCertificates clients) throws IOException {
    return start(Optional.of(Tls.ofServer(files(name), clients)));
  }

  private NrpeServer start(Optional<Tls> tls) throws IOException {
    NrpeServer server =
        NrpeServer.start(
            NrpeServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "hello"),
            admission(tls),
            service);
    servers.add(server);
    return server;
  }

  private static Admission admission(Optional<Tls> tls) {
    return new Admission(AllowedHosts.parse("", Set.of(), HostNames.ofSystem(GENEROUS)), tls);
  }

  private Answer ask(NrpeServer server, String as) throws IOException {
    return ask(target(server, PacketVersion.V4, Tls.ofClient(files(as)), Optional.empty()), WHO);
  }

  /** What both clients say alike. */
  private Answer ask(NrpeTarget target, Query query) {
    Answer answer = client.askAndWait(target, query);
    Answer bySocket = new SocketNrpeClient().ask(target, query);
    assertThat(bySocket).hasSameClassAs(answer);
    if (answer instanceof Answer.Answered) {
      assertThat(bySocket).isEqualTo(answer);
    }
    return answer;
  }

  private static NrpeTarget target(
      NrpeServer server, PacketVersion version, Tls tls, Optional<String> name) {
    return new NrpeTarget(address(server), version, Optional.of(tls), name, GENEROUS);
  }

  private static InetSocketAddress address(NrpeServer server) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }
}
