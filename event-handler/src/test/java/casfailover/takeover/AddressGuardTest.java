package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Cidr;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a guard does with what it is fed, on a clock that a test turns. */
class AddressGuardTest {

  private static final Cidr CAS = Cidr.parse("192.0.2.100/24");

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Set<Cidr> here = new HashSet<>(Set.of(CAS));
  private boolean works = true;
  private boolean readable = true;
  private long nanos = 1_000_000_000L;

  private AddressGuard guard(String name) {
    return new AddressGuard(
        new Table(),
        new GuardClaim(folder.resolve("guard"), name),
        () -> nanos,
        new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @Test
  void keepsWhatIsFedInTime() {
    AddressGuard guard = guard("1");
    for (int i = 1; i <= 10; i++) {
      assertThat(guard.hear("KEEP " + i + " 192.0.2.100/24 4000")).isEqualTo("KEPT " + i);
      pass(3999);
      guard.deleteWhatIsDue();
    }
    assertThat(here).contains(CAS);
  }

  @Test
  void deletesWhatIsNotFedAnyMore() {
    AddressGuard guard = guard("1");
    guard.hear("KEEP 1 192.0.2.100/24 4000");
    pass(4000);
    guard.deleteWhatIsDue();
    assertThat(here).isEmpty();
    assertThat(guard.guarded()).isEmpty();
  }

  @Test
  void givesAnAnnouncedRestartItsThirtySeconds() {
    AddressGuard guard = guard("1");
    guard.hear("KEEP 1 192.0.2.100/24 4000");
    guard.hear("KEEP 2 192.0.2.100/24 30000");
    pass(29_999);
    guard.deleteWhatIsDue();
    assertThat(here).contains(CAS);
    pass(1);
    guard.deleteWhatIsDue();
    assertThat(here).isEmpty();
  }

  @Test
  void leavesWhatWasReleasedAlone() {
    AddressGuard guard = guard("1");
    guard.hear("KEEP 1 192.0.2.100/24 4000");
    assertThat(guard.hear("FREE 2 192.0.2.100/24")).isEqualTo("FREED 2");
    pass(60_000);
    guard.deleteWhatIsDue();
    assertThat(here).contains(CAS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "KEEP",
        "KEEP 2 192.0.2.100/24",
        "KEEP 2 192.0.2.100 4000",
        "KEEP 2 192.0.2.300/24 4000",
        "KEEP 2 192.0.2.100/24 0",
        "KEEP 2 192.0.2.100/24 -1",
        "KEEP 2 192.0.2.100/24 600000",
        "KEEP 2 192.0.2.100/24 99999999999999999999",
        "KEEP 99999999999999999999 192.0.2.100/24 4000",
        "keep 2 192.0.2.100/24 4000",
        "KEEP 2 192.0.2.100/24 4000 and more",
        "FREE 2",
        "FREE everything",
        "\u0000\u0007"
      })
  void garbageFeedsNothing(String garbage) {
    AddressGuard guard = guard("1");
    guard.hear("KEEP 1 192.0.2.100/24 4000");
    pass(3000);
    assertThat(guard.hear(garbage)).startsWith("NO ");
    pass(1000);
    guard.deleteWhatIsDue();
    assertThat(here).isEmpty();
  }

  @Test
  void triesAgainUntilItIsGone() {
    AddressGuard guard = guard("1");
    guard.hear("KEEP 1 192.0.2.100/24 4000");
    works = false;
    pass(4000);
    guard.deleteWhatIsDue();
    assertThat(guard.guarded()).containsExactly(CAS);
    works = true;
    pass(250);
    guard.deleteWhatIsDue();
    assertThat(here).isEmpty();
  }

  @Test
  void deletesWhatNobodyCanSeeToo() {
    AddressGuard guard = guard("1");
    guard.hear("KEEP 1 192.0.2.100/24 4000");
    readable = false;
    pass(4000);
    guard.deleteWhatIsDue();
    assertThat(here).isEmpty();
  }

  @Test
  void leavesTheAddressToALaterGuardThatIsFed() {
    AddressGuard old = guard("1");
    old.hear("KEEP 1 192.0.2.100/24 4000");
    AddressGuard later = guard("2");
    later.hear("KEEP 1 192.0.2.100/24 30000");
    pass(4000);
    old.deleteWhatIsDue();
    assertThat(here).contains(CAS);
    assertThat(old.guarded()).isEmpty();
    pass(26_000);
    later.deleteWhatIsDue();
    assertThat(here).isEmpty();
  }

  @Test
  void aLaterGuardThatIsNotFedYetChangesNothing() {
    AddressGuard old = guard("1");
    old.hear("KEEP 1 192.0.2.100/24 4000");
    guard("2");
    pass(4000);
    old.deleteWhatIsDue();
    assertThat(here).isEmpty();
  }

  @Test
  void endsWithItsInputWhereThereIsNothingToGuard() throws InterruptedException, IOException {
    guard("1").run(input(""));
    guard("1").run(input("KEEP 1 192.0.2.100/24 4000\nFREE 2 192.0.2.100/24\n"));
    assertThat(said.toString(StandardCharsets.UTF_8).lines()).containsExactly("KEPT 1", "FREED 2");
    assertThat(here).contains(CAS);
  }

  @Test
  void whoeverFedItIsGoneSoItDeletesAtTheEndOfTheLifetime() throws InterruptedException {
    // The only test on the real clock: it returns when the address is deleted.
    new AddressGuard(
            new Table(),
            new GuardClaim(folder.resolve("guard"), "1"),
            System::nanoTime,
            new PrintStream(said, true, StandardCharsets.UTF_8))
        .run(input("KEEP 1 192.0.2.100/24 50\r\n"));
    assertThat(here).isEmpty();
  }

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static ByteArrayInputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private final class Table implements AddressTable {
    @Override
    public Result add(Cidr address, String networkInterface, Duration lifetime) {
      throw new AssertionError("a guard adds nothing");
    }

    @Override
    public Result renew(Cidr address, String networkInterface, Duration lifetime) {
      throw new AssertionError("a guard renews nothing");
    }

    @Override
    public Result delete(Cidr address, String networkInterface) {
      if (!works) {
        return new Failed("netsh.exe ended with exit code 1");
      }
      here.remove(address);
      return new Done(Duration.ZERO);
    }

    @Override
    public Presence look(Cidr address) {
      if (!readable) {
        return new Presence.Unknown("reg.exe did not end within 2000 ms");
      }
      return here.contains(address)
          ? new Presence.Present("eth3", Optional.empty())
          : new Presence.Absent();
    }
  }
}
