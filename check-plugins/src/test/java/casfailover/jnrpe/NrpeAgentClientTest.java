package casfailover.jnrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.ClientCertificates;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.TestAuthority;
import casfailover.nrpe.Tls;
import casfailover.nrpe.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class NrpeAgentClientTest {

  @TempDir static Path certificates = Path.of("");

  /** The folder has an authority, an agent's and a monitor's certificate; below it are others. */
  @BeforeAll
  static void makeCertificates() throws Exception {
    TestAuthority ours = new TestAuthority(certificates, "ca");
    ours.sign("exch-a");
    ours.sign("monitor");
    Path authorityAlone = Files.createDirectory(certificates.resolve("checks"));
    Files.copy(certificates.resolve("ca.pem"), authorityAlone.resolve("ca.pem"));
    new TestAuthority(Files.createDirectory(certificates.resolve("other")), "ca");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whatTheAgentSaysPassesThroughAsItIs(int code) throws IOException {
    String text = "CAS PEER SOMEHOW - größer | pl=7;;;0\n\\_ [OK] one line\n\\_ [OK] and another";
    try (ListeningAgent agent = ListeningAgent.plain(code, text)) {
      Answer answer =
          plain(agent.port()).ask("check_peer", List.of("pl_warning=1", "pl_critical=@2:3"));
      assertThat(answer).isEqualTo(new Answer(code, text));
      assertThat(agent.queries)
          .containsExactly(Query.of("check_peer", "pl_warning=1", "pl_critical=@2:3"));
    }
  }

  @Test
  void whatAStockServerWouldCutAnywhereIsShortenedAtALine() throws IOException {
    String first = "CAS DAG OK - " + "ä".repeat(400) + " | copyq=1\n";
    try (ListeningAgent agent = ListeningAgent.plain(0, first + "ö".repeat(400))) {
      assertThat(plain(agent.port()).ask("check_dag", List.of()))
          .isEqualTo(new Answer(0, first.strip()));
    }
  }

  @Test
  void withoutAnAgentItSaysWhatToDo() throws IOException {
    int port = freePort();
    Answer answer = plain(port).ask("check_cas_ip", List.of());
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.text())
        .startsWith(
            "CAS IP UNKNOWN - cannot ask cas-agent: 127.0.0.1:" + port + ": no connection: ")
        .endsWith(
            "; start cas-agent, or say where it listens by -Dcasfailover.agent.host=ADDRESS and"
                + " -Dcasfailover.agent.port=PORT");
  }

  @Test
  void anAgentIsVerifiedWithoutACertificateToShow() throws IOException {
    try (ListeningAgent agent = secret(ClientCertificates.ASKED)) {
      assertThat(by(agent.port(), certificates.resolve("checks")).ask("check_peer", List.of()))
          .isEqualTo(new Answer(0, "OK"));
      assertThat(agent.callers).containsExactly(Optional.empty());
    }
  }

  @Test
  void anAgentThatDemandsACertificateGetsTheMonitorsOne() throws IOException {
    try (ListeningAgent agent = secret(ClientCertificates.REQUIRED)) {
      assertThat(by(agent.port(), certificates).ask("check_peer", List.of()))
          .isEqualTo(new Answer(0, "OK"));
      assertThat(agent.callers).containsExactly(Optional.of("monitor"));
    }
  }

  @Test
  void withoutTheCertificateThatAnAgentDemandsItSaysWhereItBelongs() throws IOException {
    Path folder = certificates.resolve("checks");
    try (ListeningAgent agent = secret(ClientCertificates.REQUIRED)) {
      assertThat(by(agent.port(), folder).ask("check_peer", List.of()))
          .returns(3, Answer::code)
          .extracting(Answer::text)
          .asString()
          .endsWith(
              folder
                  + " must have the ca.pem of the agent, and, if that demands certificates,"
                  + " monitor.pem and monitor.key that the user of this program can read");
      assertThat(agent.queries).isEmpty();
    }
  }

  @Test
  void whoSpeaksPlainToTlsIsToldWhatIsMissing() throws IOException {
    try (ListeningAgent agent = secret(ClientCertificates.IGNORED)) {
      assertThat(plain(agent.port()).ask("check_peer", List.of()).text())
          .startsWith("CAS PEER UNKNOWN - cannot ask cas-agent: 127.0.0.1:" + agent.port() + ": ")
          .endsWith(
              "; if the agent has a tls_dir, name a folder with its ca.pem by"
                  + " -Dcasfailover.agent.tls_dir=FOLDER");
    }
  }

  @Test
  void anAgentOfAnotherAuthorityIsNotBelieved() throws IOException {
    try (ListeningAgent agent = secret(ClientCertificates.IGNORED)) {
      assertThat(by(agent.port(), certificates.resolve("other")).ask("check_peer", List.of()))
          .returns(3, Answer::code)
          .extracting(Answer::text)
          .asString()
          .contains("SSLHandshakeException");
      assertThat(agent.queries).isEmpty();
    }
  }

  @Test
  void aFolderWithoutAnAuthorityIsNamed() {
    Path folder = certificates.resolve("none");
    assertThat(by(1, folder).ask("check_peer", List.of()).text())
        .startsWith("CAS PEER UNKNOWN - cannot ask cas-agent: TLS cannot be set up from")
        .contains(folder.resolve("ca.pem").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "exch-a.corp.example,5666,'-Dcasfailover.agent.host=exch-a.corp.example is no address,"
        + " as 127.0.0.1 is one'",
    "'',5666,'-Dcasfailover.agent.host= is no address, as 127.0.0.1 is one'",
    "127.0.0.1,many,-Dcasfailover.agent.port=many is no port from 0 to 65535",
    "127.0.0.1,70000,-Dcasfailover.agent.port=70000 is no port from 0 to 65535",
  })
  void aWrongAddressIsNamed(String host, String port, String why) {
    assertThat(
            new NrpeAgentClient(new AgentAddress(host, port, Optional.empty()))
                .ask("check_peer", List.of()))
        .isEqualTo(new Answer(3, "CAS PEER UNKNOWN - cannot ask cas-agent: " + why));
  }

  @Test
  void aCommandThatIsNoCheckIsUnknownToo() throws IOException {
    assertThat(plain(freePort()).ask("no_check", List.of()))
        .returns(3, Answer::code)
        .extracting(Answer::text)
        .asString()
        .startsWith("cannot ask cas-agent: ");
  }

  @Test
  void readsWhereTheAgentListens() {
    Properties settings = new Properties();
    assertThat(AgentAddress.of(settings))
        .isEqualTo(new AgentAddress("127.0.0.1", "5666", Optional.empty()));
    settings.setProperty("casfailover.agent.host", "::1");
    settings.setProperty("casfailover.agent.port", "15666");
    settings.setProperty("casfailover.agent.tls_dir", "tls");
    assertThat(AgentAddress.of(settings))
        .isEqualTo(new AgentAddress("::1", "15666", Optional.of(Path.of("tls"))));
  }

  private static ListeningAgent secret(ClientCertificates clients) throws IOException {
    TlsFiles files =
        new TlsFiles(
            certificates.resolve("exch-a.pem"),
            certificates.resolve("exch-a.key"),
            certificates.resolve("ca.pem"));
    return new ListeningAgent(new Reply(0, "OK"), Optional.of(Tls.ofServer(files, clients)));
  }

  private static NrpeAgentClient plain(int port) {
    return new NrpeAgentClient(
        new AgentAddress("127.0.0.1", String.valueOf(port), Optional.empty()));
  }

  private static NrpeAgentClient by(int port, Path tlsDir) {
    return new NrpeAgentClient(
        new AgentAddress("127.0.0.1", String.valueOf(port), Optional.of(tlsDir)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
