package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import casfailover.exchange.PowerShellDagReader;
import casfailover.probe.SystemMoments;
import casfailover.process.ExecCommandRunner;
import casfailover.sight.DagReading;
import casfailover.sight.Sighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader of the product and the simulator, through a real child process, on the loopback. */
class ExchangeSimulatorTest {
  /** A port that nobody listens on. */
  private static final int NOBODY = 1;

  private static final Duration PLENTY = Duration.ofSeconds(30);

  @TempDir Path folder;

  private DagDaemon exchange = daemon(NOBODY);
  private PowerShellDagReader reader;

  @BeforeEach
  void start() throws IOException {
    reader = reader(PLENTY);
    exchange.start();
    Path launcher =
        Files.writeString(
            folder.resolve("powershell"),
            "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s session --control-port %d\n"
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path"),
                    ExchangeSimulator.class.getName(),
                    exchange.controlPort()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void stop() throws IOException {
    reader.close();
    exchange.close();
  }

  @Test
  void withoutPeerAndWitnessThereIsNoQuorumAndNothingIsMounted() {
    assertThat(reader.quorum()).isInstanceOf(Sighting.Silent.class);
    assertThat(reading(reader.copies()).detail()).isEqualTo("0 of 2 databases mounted");
  }

  @Test
  void theWitnessMakesTheQuorumOfAServerThatIsAlone() throws IOException {
    try (DagWitness witness = witness()) {
      exchange.close();
      exchange = daemon(witness.port());
      start();
      await().until(() -> reader.quorum() instanceof Sighting.Seen);
      DagReading reading = reading(reader.copies());
      assertThat(reading.mountedOn("Mailbox Database 1", "exch-a")).isTrue();
      assertThat(reading.mountedOn("Archive", "exch-a")).isTrue();
      assertThat(reading.copies()).hasSize(4).anyMatch(c -> c.status().equals("ServiceDown"));
    }
  }

  @Test
  void liesWhenToldTo() {
    assertThat(tell("lie")).isEqualTo("done");
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    assertThat(reading(reader.copies()).mountedOn("Archive", "exch-a")).isTrue();
  }

  @Test
  void speaksGermanWhenToldTo() {
    tell("language de");
    assertThat(reading(reader.copies()).copies())
        .anyMatch(c -> c.error().contains("läuft nicht,\r\noder"));
  }

  @Test
  void aSessionThatDiesOrGarblesIsReplacedByTheNext() {
    tell("die");
    assertThat(reader.quorum().detail()).contains("exit code 3", "StackOverflowException");
    tell("garble");
    await().until(() -> reader.quorum().detail().contains("'Windows PowerShell' instead of BEGIN"));
    tell("behave");
    await().until(() -> reader.quorum() instanceof Sighting.Silent);
  }

  @Test
  void aSessionThatHangsIsUnknownAtTheDeadline() {
    assertThat(reader.quorum()).isInstanceOf(Sighting.Silent.class);
    reader.close();
    reader = reader(Duration.ofSeconds(3));
    tell("hang");
    assertThat(reader.quorum().detail()).endsWith(": no answer to QUORUM 1 within 3000 ms");
    tell("behave");
    await().until(() -> reader.quorum() instanceof Sighting.Silent);
  }

  @Test
  void aSlowSessionIsWaitedFor() {
    tell("slow 300");
    Sighting sighting = reader.quorum();
    assertThat(sighting).isInstanceOf(Sighting.Silent.class);
    assertThat(sighting.ended().since(sighting.begun()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void sayingThatExchangeDoesNotAnswerIsUnknown() throws IOException {
    exchange.close();
    assertThat(reader.copies().detail()).isEqualTo("the Exchange services do not answer");
  }

  @Test
  void tellsClientsTheNameOfTheServerUntilItIsStopped() throws IOException {
    assertThat(client()).isEqualTo("exch-a");
    int port = exchange.accessPort();
    tell("stop-service");
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);
    tell("start-service");
    assertThat(client()).isEqualTo("exch-a");
  }

  @Test
  void refusesAWordThatItDoesNotKnow() {
    assertThat(tell("dance")).isEqualTo("refused: dance is no word of the simulator");
    assertThat(tell("move exch-b")).isEqualTo("refused: the cluster has no quorum");
  }

  private String client() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), exchange.accessPort());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      return String.valueOf(in.readLine());
    }
  }

  private String tell(String words) {
    return DagSession.ask(exchange.controlPort(), words);
  }

  private static DagReading reading(Sighting sighting) {
    if (sighting instanceof Sighting.Seen seen && seen.finding() instanceof DagReading reading) {
      return reading;
    }
    throw new AssertionError("no reading: " + sighting.detail());
  }

  private static DagWitness witness() throws IOException {
    DagWitness witness = new DagWitness(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    DagDaemon.thread("witness", witness::run);
    return witness;
  }

  private static DagDaemon daemon(int witnessPort) {
    try {
      return new DagDaemon(
          new Options(
              List.of(
                  "--node",
                  "exch-a",
                  "--address",
                  "127.0.0.1:0",
                  "--peer",
                  "127.0.0.1:1",
                  "--witness",
                  "127.0.0.1:" + witnessPort,
                  "--access-port",
                  "0",
                  "--control-port",
                  "0")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private PowerShellDagReader reader(Duration deadline) {
    return new PowerShellDagReader(
        folder.resolve("powershell"),
        Path.of("/opt/session.ps1"),
        List.of(),
        deadline,
        Duration.ZERO,
        Duration.ofSeconds(1),
        new ExecCommandRunner(),
        new SystemMoments());
  }
}
