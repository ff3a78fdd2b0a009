package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Cidr;
import casfailover.process.Command;
import casfailover.process.ExecCommandRunner;
import casfailover.program.Trial.Verdict;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Presence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trial of a guard process, with guards of shell and an address that is a file. */
class GuardTrialTest {

  private static final Cidr SPARE = Cidr.parse("192.0.2.99/24");
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir Path folder;

  /** A guard that runs some lines of shell; {@code $1} is the address, {@code $2} the claim. */
  private Trial.Seen guardedBy(String lines) {
    return trial(SHELL, "-c", lines, "guard", address().toString());
  }

  private Trial.Seen trial(Path program, String... arguments) {
    return new GuardTrial(
            claim ->
                Command.of(
                    program,
                    Duration.ofMinutes(1),
                    Stream.concat(Arrays.stream(arguments), Stream.of(claim.toString()))
                        .toArray(String[]::new)),
            new ExecCommandRunner(),
            new FileTable(address()))
        .of(SPARE, "eth3");
  }

  private Path address() {
    return folder.resolve("address");
  }

  @Test
  void aGuardThatDeletesWhenItsInputEndsIsAsExpected() {
    Trial.Seen seen =
        guardedBy(
            "read -r food; [ \"$food\" = 'KEEP 1 192.0.2.99/24 2000' ] || exit 1; test -e \"$2\" &&"
                + " echo KEPT 1; read -r more; rm \"$1\"");

    assertThat(seen.verdict()).as(seen.words()).isEqualTo(Verdict.OK);
    assertThat(seen.words()).matches("deleted, [0-9]+ ms after its last food");
  }

  @Test
  void oneThatEndsAndLeavesTheAddressFailsAndTheAddressGoesAllTheSame() {
    Trial.Seen seen = guardedBy("read -r food; echo KEPT 1; read -r more; echo 'no right' >&2");

    assertThat(seen.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(seen.words()).contains("ended with exit code 0: no right");
    assertThat(address()).doesNotExist();
  }

  @Test
  void oneThatDoesNotTakeItsFoodFails() {
    assertThat(guardedBy("read -r food; echo 'NO that is no food'; read -r more").words())
        .isEqualTo("the guard answered: NO that is no food");
    assertThat(guardedBy("exit 1").verdict()).isEqualTo(Verdict.FAILS);
    assertThat(trial(folder.resolve("missing")).verdict()).isEqualTo(Verdict.FAILS);
    assertThat(address()).doesNotExist();
  }

  /** One address, which is there as long as the file is. */
  private record FileTable(Path file) implements AddressTable {
    @Override
    public Result add(Cidr address, String networkInterface, Duration lifetime) {
      try {
        Files.createFile(file);
        return new Done(Duration.ZERO);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Result renew(Cidr address, String networkInterface, Duration lifetime) {
      return new Failed("a trial renews nothing");
    }

    @Override
    public Result delete(Cidr address, String networkInterface) {
      try {
        Files.delete(file);
        return new Done(Duration.ZERO);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Presence look(Cidr address) {
      return Files.exists(file)
          ? new Presence.Present("eth3", Optional.empty())
          : new Presence.Absent();
    }
  }
}
