package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.config.Reading;
import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import casfailover.nrpe.Caller;
import casfailover.nrpe.CommandService;
import casfailover.nrpe.Lane;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.WorkPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificate a program shows to the agent of its machine, by what its user may read. */
class ShownCertificateTest {

  @TempDir Path folder;

  private Settings settings;
  private Path tls;
  private Mirror agent;

  @BeforeEach
  void makeCertificates() throws IOException {
    tls = folder.resolve("tls");
    Path file = Config.in(folder).write("tls_dir=" + tls);
    assertThat(Ran.casAgent("--config", file.toString(), "init-tls").code()).isZero();
    settings = ((Reading.Good) Machine.settingsWithoutSecrets(file)).settings();
    agent = new Mirror(settings, folder);
  }

  @AfterEach
  void end() {
    agent.close();
  }

  /** An agent that tells who asks, by the name in the certificate. */
  private static final class Mirror implements CommandService, AutoCloseable {

    private final WorkPool pool = new WorkPool("mirror", 1, 8);
    private final NrpeServer server;

    Mirror(Settings settings, Path home) throws IOException {
      this.server = new Parts(settings, home).nrpe().server(this);
    }

    @Override
    public Optional<Lane> lane(Caller caller, String command) {
      return Optional.of(new Lane(pool, Duration.ofSeconds(10)));
    }

    @Override
    public CompletionStage<Reply> answer(Caller caller, Query query) {
      return CompletableFuture.completedFuture(
          new Reply(0, caller.commonName().orElse("nobody in particular")));
    }

    @Override
    public void close() {
      server.close();
      pool.close();
    }
  }

  private String seenAs() {
    Answer answer = new LocalAgent(settings).ask("check_peer", List.of());
    assertThat(answer).as(LocalAgent.why(answer)).isInstanceOf(Answer.Answered.class);
    return ((Answer.Answered) answer).reply().text();
  }

  @Test
  void whoMayReadTheServersKeySpeaksForTheServer() {
    assertThat(seenAs()).isEqualTo("exch-b");
  }

  @Test
  void whoMayReadTheMonitorsKeyAloneSpeaksForTheMonitor() throws IOException {
    Files.delete(tls.resolve("exch-b.key"));

    assertThat(seenAs()).isEqualTo("monitor");
  }

  @Test
  void aKeyWithoutItsCertificateIsNone() throws IOException {
    Files.delete(tls.resolve("exch-b.pem"));

    assertThat(seenAs()).isEqualTo("monitor");
  }

  @Test
  void whoMayReadNoKeyStillAsks() throws IOException {
    Files.delete(tls.resolve("exch-b.key"));
    Files.delete(tls.resolve("monitor.key"));

    assertThat(seenAs()).isEqualTo("nobody in particular");
  }

  @Test
  void withoutTheAuthorityNobodyIsAskedAndTheFileIsNamed() throws IOException {
    Files.delete(tls.resolve("exch-b.key"));
    Files.delete(tls.resolve("monitor.key"));
    Files.delete(tls.resolve("ca.pem"));

    assertThat(LocalAgent.why(new LocalAgent(settings).ask("check_peer", List.of())))
        .startsWith("cannot use the certificates in tls_dir: ")
        .contains(tls.resolve("ca.pem").toString());
  }
}
