package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.process.Ended;
import casfailover.takeover.DuplicateDetection.State;
import casfailover.takeover.PersistentAddresses.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Windows is asked about an address, word by word, and what its answers mean. */
class WindowsAnswersTest {

  private static final Ipv4 CAS = Ipv4.parse("192.0.2.100");
  private static final Path REG = Path.of("/windows/System32/reg.exe");
  private static final Path POWERSHELL =
      Path.of("/windows/System32/WindowsPowerShell/v1.0/powershell.exe");
  private static final Path SCRIPT = Path.of("/Program Files/cas für \"uns\"/address-state.ps1");

  private Ended ended = exited(0, "");
  private final RecordingRunner runner = new RecordingRunner(command -> ended);
  private final DuplicateDetection duplicates =
      new PowerShellDuplicateDetection(POWERSHELL, SCRIPT, runner);
  private final PersistentAddresses persistent = new RegPersistentAddresses(REG, runner);

  @Test
  void theStateIsAskedByOneFixedScript() {
    duplicates.settled(CAS);
    assertThat(runner.ran.get(0).program()).isEqualTo(POWERSHELL);
    assertThat(runner.ran.get(0).arguments())
        .containsExactly(
            "-NoProfile",
            "-NonInteractive",
            "-File",
            "/Program Files/cas für \"uns\"/address-state.ps1",
            "-Address",
            "192.0.2.100",
            "-Wait",
            "5000");
  }

  @Test
  void theStateIsTheWordOfWindows() {
    ended = exited(0, "STATE Preferred\r\n");
    assertThat(duplicates.settled(CAS)).isEqualTo(new State.Preferred());
    ended = exited(0, "STATE Duplicate\r\n");
    assertThat(duplicates.settled(CAS)).isEqualTo(new State.Duplicate());
    ended = exited(0, "STATE Tentative\r\n");
    assertThat(duplicates.settled(CAS)).isEqualTo(new State.Other("Tentative"));
    ended = exited(0, "STATE Absent\n");
    assertThat(duplicates.settled(CAS)).isEqualTo(new State.Other("Absent"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Preferred", "STATE", "STATE Preferred Duplicate", "ZUSTAND Preferred"})
  void whatDoesNotReadIsUnknown(String out) {
    ended = exited(0, out);
    assertThat(duplicates.settled(CAS)).isInstanceOf(State.Unknown.class);
  }

  @Test
  void aPowerShellThatHangsOrIsForbiddenIsUnknownAndSaysWhy() {
    ended = new Ended.TimedOut("", "", Duration.ofSeconds(15));
    assertThat(((State.Unknown) duplicates.settled(CAS)).why())
        .contains("did not end within 15000 ms");
    ended = new Ended.Exited(1, "", "Die Datei kann nicht geladen werden.", Duration.ofSeconds(1));
    assertThat(((State.Unknown) duplicates.settled(CAS)).why())
        .endsWith("ended with exit code 1: Die Datei kann nicht geladen werden.");
  }

  @Test
  void theRegistryIsAskedByItsOwnNames() {
    persistent.holds(CAS);
    assertThat(runner.ran.get(0).program()).isEqualTo(REG);
    assertThat(runner.ran.get(0).arguments())
        .containsExactly(
            "query",
            "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces",
            "/s",
            "/v",
            "IPAddress");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "End of search: 2 match(es) found.",
        "Suchende: 2 Übereinstimmung(en) gefunden.",
        "Конец поиска: совпадений найдено: 2."
      })
  void whatIsInTheRegistryComesBack(String sum) {
    ended =
        exited(
            0,
            "\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces\\{1A}\r\n"
                + "    IPAddress    REG_MULTI_SZ    192.0.2.11\\0192.0.2.100\r\n\r\n"
                + sum
                + "\r\n");
    assertThat(persistent.holds(CAS)).isEqualTo(new Answer.Persistent());
    assertThat(persistent.holds(Ipv4.parse("192.0.2.10"))).isEqualTo(new Answer.Passing());
    assertThat(persistent.holds(Ipv4.parse("92.0.2.100"))).isEqualTo(new Answer.Passing());
  }

  @Test
  void anInterfaceWithoutAddressesIsAnAnswerToo() {
    ended =
        exited(
            0,
            "    IPAddress    REG_MULTI_SZ    \r\n    IPAddress    REG_MULTI_SZ    192.0.2.11\r\n");
    assertThat(persistent.holds(CAS)).isEqualTo(new Answer.Passing());
  }

  @Test
  void aRegistryThatShowsNoAddressAtAllWasNotRead() {
    ended = exited(1, "FEHLER: Zugriff verweigert");
    assertThat(((Answer.Unknown) persistent.holds(CAS)).why()).contains("Zugriff verweigert");
    ended = exited(0, "");
    assertThat(persistent.holds(CAS)).isInstanceOf(Answer.Unknown.class);
    ended = new Ended.TimedOut("", "", Duration.ofSeconds(2));
    assertThat(persistent.holds(CAS)).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void announcesByAPingFromTheAddressAndEndsItWhenSilenced() {
    PingExeAnnouncer announcer =
        new PingExeAnnouncer(
            Path.of("/windows/System32/PING.EXE"), Ipv4.parse("192.0.2.1"), runner);
    announcer.announce(new Cidr(CAS, 24), "eth3");
    assertThat(runner.started).hasSize(1);
    assertThat(runner.started.get(0).command.arguments())
        .containsExactly("-n", "1", "-w", "500", "-S", "192.0.2.100", "192.0.2.1");
    announcer.silence();
    assertThat(runner.started.get(0).ended).isTrue();
  }

  private static Ended exited(int code, String out) {
    return new Ended.Exited(code, out, "", Duration.ofMillis(80));
  }
}
