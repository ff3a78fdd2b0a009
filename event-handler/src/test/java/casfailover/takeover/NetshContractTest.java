package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import casfailover.process.LineListener;
import casfailover.takeover.NetshAddressTable.Placed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is made of everything that netsh and the script for the state of an address may do, through
 * real child processes: an address that works, or none and the words that a person needs; within
 * the deadline, and nothing left behind.
 */
class NetshContractTest {

  private static final Cidr CAS = Cidr.parse("192.0.2.100/24");
  private static final Ipv4 SELF = Ipv4.parse("192.0.2.12");
  private static final Duration SHORT = Duration.ofMillis(800);

  /** Where a test is about something else than time. */
  private static final Duration PLENTY = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Duration deadline = PLENTY;

  @BeforeEach
  void worksAsItShould() throws IOException {
    netsh("[ \"$3\" = add ] && touch here || rm -f here");
    state("say STATE Preferred");
  }

  @AfterEach
  void leavesNothingBehind() {
    await().until(this::allAreGone);
  }

  /** Lets netsh run some lines of shell: {@code here} is there as long as the address is. */
  private void netsh(String... lines) throws IOException {
    program("netsh.exe", lines);
  }

  private void state(String... lines) throws IOException {
    program("powershell.exe", lines);
  }

  private void program(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        """
        #!/bin/sh
        cd '%s'
        echo $$ >> pids
        say() { printf '%%s\\r\\n' "$*"; }
        noted() { echo $! >> pids; }
        """
                .formatted(folder)
            + String.join("\n", lines)
            + "\n",
        StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private boolean allAreGone() throws IOException {
    Path pids = folder.resolve("pids");
    return !Files.exists(pids)
        || Files.readAllLines(pids).stream()
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
            .filter(ProcessHandle::isAlive)
            .allMatch(child -> child.info().command().isEmpty());
  }

  private AddressTable table(Locale windows) {
    CommandRunner runner =
        new Hurried(new ExecCommandRunner(Map.of("PATH", "/usr/bin:/bin"), windows));
    return new NetshAddressTable(
        folder.resolve("netsh.exe"),
        SELF,
        runner,
        this::placed,
        address -> new PersistentAddresses.Answer.Passing(),
        new PowerShellDuplicateDetection(
            folder.resolve("powershell.exe"), folder.resolve("address-state.ps1"), runner),
        new AnyLifetime());
  }

  private List<Placed> placed() {
    Placed own = new Placed(SELF, 12, "LAN-Verbindung");
    return Files.exists(folder.resolve("here"))
        ? List.of(own, new Placed(CAS.address(), 12, "LAN-Verbindung"))
        : List.of(own);
  }

  private AddressTable.Result add() {
    return table(Locale.ENGLISH).add(CAS, "eth3", Duration.ofSeconds(8));
  }

  private static String why(AddressTable.Result result) {
    assertThat(result).isInstanceOf(AddressTable.Failed.class);
    String why = ((AddressTable.Failed) result).why();
    assertThat(why.length()).isLessThan(3000);
    return why;
  }

  private void assertNotThere() {
    assertThat(folder.resolve("here")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "en | IBM437 | The object already exists.",
        "de | IBM850 | Falscher Parameter für Büro. Zugriff verweigert.",
        "fr | IBM850 | L'opération demandée nécessite une élévation. L'accès est refusé à Élodie",
        "ru | IBM866 | Запрошенная операция требует повышения. Отказано в доступе."
      })
  void aRefusalIsToldInItsOwnLanguage(String language, String codePage, String words)
      throws IOException {
    Files.write(folder.resolve("words"), (words + "\r\n").getBytes(Charset.forName(codePage)));
    netsh("cat words", "exit 1");
    state("say STATE Absent");

    assertThat(why(table(Locale.forLanguageTag(language)).add(CAS, "eth3", Duration.ofSeconds(8))))
        .contains("netsh.exe interface ipv4 add address name=12 address=192.0.2.100")
        .contains("ended with exit code 1: " + words + "; after that, " + CAS + " is not there");
  }

  @Test
  void exitZeroWithADuplicateIsNoAddress() throws IOException {
    state("say STATE Duplicate");

    assertThat(why(add()))
        .isEqualTo(
            "another machine has 192.0.2.100/24: Windows found it as a duplicate; it was deleted");
    assertNotThere();
  }

  @Test
  void exitOneWithAnAddressThatWorksIsDone() throws IOException {
    netsh("touch here", "say Element not found.", "exit 1");

    assertThat(add()).isInstanceOf(AddressTable.Done.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec sleep 600",
        "printf 'Ok'; exec sleep 600",
        "sleep 600 & noted; wait",
        "trap '' TERM; while :; do sleep 1; done"
      })
  void aHangIsJudgedAtTheDeadlineByWhatIsThere(String where) throws IOException {
    netsh(where);
    state("say STATE Absent");
    deadline = SHORT;

    assertThat(why(add())).contains("did not end within 5000 ms and was ended", "is not there");
  }

  @Test
  void whatNetshLeavesBehindKeepsNobodyWaiting() throws IOException {
    netsh("touch here", "sleep 600 & noted", "exit 0");

    assertThat(add()).isInstanceOf(AddressTable.Done.class);
    // Nobody knows any more whose child it was.
    for (String pid : Files.readAllLines(folder.resolve("pids"))) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void tenMegabytesAreToldInFewWords() throws IOException {
    netsh("head -c 10485760 /dev/zero | tr '\\0' x", "exit 1");
    state("say STATE Absent");

    assertThat(why(add())).contains("ended with exit code 1: xxx", "is not there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exit 0",
        "printf 'STATE '; exit 0",
        "printf '\\377\\376S\\000T\\000'; exit 0",
        "say STATE; say Preferred",
        "say '#< CLIXML'; say '<Objs><S S=\"Error\">Zugriff verweigert</S></Objs>'; exit 1",
        "head -c 10485760 /dev/zero | tr '\\0' x",
        "exec sleep 600",
        "sleep 600 & noted; wait"
      })
  void anAddressWhoseStateNobodyCanTellDoesNotStay(String answer) throws IOException {
    state(answer);
    // Only those that hang wait for it.
    deadline = answer.contains("sleep") ? SHORT : PLENTY;

    assertThat(why(add())).contains("its state is not known: ", "; it was deleted");
    assertNotThere();
  }

  @Test
  void halfALineOfTheStateIsNotTakenForTheWhole() throws IOException {
    state("printf 'STATE Prefer'");

    assertThat(why(add())).contains("in state Prefer; it was deleted");
    assertNotThere();
  }

  @Test
  void aDeletionThatDoesNothingIsToldWhateverItsExitCode() throws IOException {
    netsh("touch here", "exit 0");

    assertThat(add()).isInstanceOf(AddressTable.Done.class);
    assertThat(why(table(Locale.ENGLISH).delete(CAS, "eth3")))
        .contains("192.0.2.100/24 is still on LAN-Verbindung");
  }

  /** A runner that has no more time than the test gives; what is told names the usual time. */
  private final class Hurried implements CommandRunner {
    private final CommandRunner runner;

    Hurried(CommandRunner runner) {
      this.runner = runner;
    }

    @Override
    public Ended run(Command command) {
      return runner.run(
          new Command(command.program(), command.arguments(), deadline, command.outputLimit()));
    }

    @Override
    public Child start(Command command, LineListener listener) {
      throw new AssertionError(command + " is run, not started");
    }
  }
}
