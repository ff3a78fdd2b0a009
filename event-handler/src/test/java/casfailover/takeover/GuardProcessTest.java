package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.pair.Cidr;
import casfailover.process.Command;
import casfailover.process.ExecCommandRunner;
import casfailover.sight.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard as a process of its own, fed over a real pipe. */
class GuardProcessTest {

  private static final Cidr CAS = Cidr.parse("192.0.2.100/24");
  private static final Duration PLENTY = Duration.ofSeconds(60);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir Path folder;

  private Path address;
  private Command command;

  @BeforeEach
  void addTheAddress() throws IOException {
    address = Files.createFile(folder.resolve("address"));
    command =
        Command.of(
            JAVA,
            Duration.ofMinutes(10),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            GuardChild.class.getName(),
            folder.toString());
  }

  @Test
  void anAgentThatDiesTakesTheAddressWithIt() throws IOException {
    Process guard = start();
    feed(guard, "KEEP 1 192.0.2.100/24 1500\n");
    assertThat(guard.inputReader(StandardCharsets.US_ASCII).readLine()).isEqualTo("KEPT 1");
    guard.getOutputStream().close();
    await().atMost(PLENTY).until(() -> !Files.exists(address));
    await().atMost(PLENTY).until(() -> !guard.isAlive());
  }

  @Test
  void anAgentThatReleasedInOrderLeavesNothingToDo() throws IOException {
    Process guard = start();
    feed(guard, "KEEP 1 192.0.2.100/24 60000\nFREE 2 192.0.2.100/24\n");
    guard.getOutputStream().close();
    await().atMost(PLENTY).until(() -> !guard.isAlive());
    assertThat(address).exists();
  }

  @Test
  void aGuardThatIsKilledIsReplacedAndTheAddressStays() throws IOException {
    Moment now = new Moment(Duration.ZERO, Duration.ZERO, Instant.parse("2026-01-01T00:00:00Z"));
    GuardLifetimes lifetimes =
        new GuardLifetimes(command, new ExecCommandRunner(), () -> now, PLENTY);
    assertThat(lifetimes.give(CAS, Duration.ofSeconds(60))).isInstanceOf(AddressTable.Done.class);
    long killed = inCharge();
    ProcessHandle guard = ProcessHandle.of(killed).orElseThrow();
    guard.destroyForcibly();
    guard.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    assertThat(lifetimes.give(CAS, Duration.ofSeconds(60))).isInstanceOf(AddressTable.Done.class);
    assertThat(inCharge()).isNotEqualTo(killed);
    assertThat(lifetimes.trouble()).isPresent();
    assertThat(address).exists();
    lifetimes.end(CAS);
    ProcessHandle.of(inCharge()).ifPresent(ProcessHandle::destroyForcibly);
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Stream.concat(Stream.of(command.program().toString()), command.arguments().stream())
                .toList())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void feed(Process guard, String food) throws IOException {
    guard.getOutputStream().write(food.getBytes(StandardCharsets.US_ASCII));
    guard.getOutputStream().flush();
  }

  /** The guard in charge, which has put its number into the file of the claim. */
  private long inCharge() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("guard")).strip());
  }
}
