package casfailover.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.process.ExecCommandRunner;
import casfailover.sight.DagReading;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the reader makes of everything that a PowerShell may do, through a real child process: the
 * right one of three answers, within its deadline, with the words that a person needs, and nothing
 * left behind.
 */
class PowerShellContractTest {

  /** For what comes, however busy the machine is. */
  private static final Duration PLENTY = Duration.ofSeconds(60);

  /** For what never comes. */
  private static final Duration SHORT = Duration.ofMillis(800);

  private static final String CSV =
      """
      "DatabaseName","MailboxServer","Status","ActiveDatabaseCopy","ActiveCopy","ActivationSuspended","CopyQueueLength","ReplayQueueLength","ContentIndexState","ErrorMessage","AutoActivationPolicy"
      "Postfächer à Köln","EXCH-B","Mounted","exch-b","True","False","0","0","Healthy","","Unrestricted"
      "Архив","EXCH-B","Healthy","exch-a","False","False","1","2","Healthy","","Unrestricted"
      """;

  @TempDir Path folder;

  private FakePowerShell powershell;
  private Optional<PowerShellDagReader> opened = Optional.empty();
  private Moment now =
      new Moment(
          Duration.ofSeconds(1), Duration.ofSeconds(1), Instant.parse("2026-01-01T00:00:00Z"));

  @BeforeEach
  void keepAnswers() throws IOException {
    powershell = new FakePowerShell(folder);
    powershell.keepEncoded("csv", CSV);
    powershell.keepEncoded("yes", "yes");
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    opened.ifPresent(PowerShellDagReader::close);
    await().until(powershell::allAreGone);
  }

  @Test
  void anAnswerIsReadWhateverLettersItsNamesHave() throws IOException {
    powershell.does("while :; do next; answer csv; done");
    assertThat(reading(reader(PLENTY).copies()).copies())
        .extracting(DagReading.Copy::database)
        .containsExactly("Postfächer à Köln", "Архив");
  }

  @Test
  void aSlowStartIsWaitedForOnce() throws IOException {
    // The deadline is over long before; the first question of a session has longer.
    powershell.does("sleep 2", "while :; do next; answer yes; done");
    PowerShellDagReader reader = reader(Duration.ofMillis(200), PLENTY);
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    assertThat(powershell.pids()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "en | IBM437 | The term 'Get-MailboxDatabaseCopyStatus' is not recognized as the name of a cmdlet",
        "de | IBM850 | Die Ausführung von Skripts ist auf diesem System deaktiviert. Für Köln gültig",
        "fr | IBM850 | L'accès est refusé: le nom du serveur n'a pas été résolu",
        "ru | IBM866 | Отказано в доступе. Не удалось подключиться к удаленному серверу"
      })
  void aSessionThatDiesTellsWhyInItsOwnLanguage(String language, String codePage, String words)
      throws IOException {
    powershell.keep("words", (words + "\r\n").getBytes(Charset.forName(codePage)));
    powershell.does("complain words", "exit 1");
    assertUnknown(
        reader(PLENTY, Duration.ZERO, Locale.forLanguageTag(language)).copies(),
        "ended with exit code 1: " + words);
  }

  @Test
  void xmlOfErrorsIsTakenOffTheWords() throws IOException {
    powershell.keep(
        "clixml",
        ("#< CLIXML\r\n"
                + "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">"
                + "<Obj S=\"progress\" RefId=\"0\"><TN RefId=\"0\"><T>System.Object</T></TN><MS>"
                + "<I64 N=\"SourceId\">1</I64><S N=\"Activity\">Module werden vorbereitet</S></MS></Obj>"
                + "<S S=\"Error\">Zugriff verweigert für &quot;svc-cas&quot; &amp; andere_x000D__x000A_</S>"
                + "<S S=\"Error\">    + CategoryInfo : OpenError_x000D__x000A_</S></Objs>")
            .getBytes(Charset.forName("IBM850")));
    powershell.does("complain clixml", "exit 1");
    assertUnknown(
        reader(PLENTY, Duration.ZERO, Locale.GERMAN).quorum(),
        "ended with exit code 1: Zugriff verweigert für \"svc-cas\" & andere + CategoryInfo : OpenError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec sleep 600",
        "next; exec sleep 600",
        "next; printf 'BEG'; exec sleep 600",
        "next; echo \"BEGIN $n\"; exec sleep 600",
        "next; echo \"BEGIN $n\"; printf 'YWJj'; exec sleep 600",
        "next; echo \"BEGIN $n\"; say yes; echo; exec sleep 600",
        "next; echo \"BEGIN $n\"; say yes; echo; printf \"END $n OK\"; exec sleep 600",
        "next; sleep 600 & noted; wait"
      })
  void aHangAtAnyPointIsUnknownAtTheDeadline(String where) throws IOException {
    powershell.does(where);
    assertUnknown(reader(SHORT).quorum(), ": no answer to QUORUM 1 within 800 ms");
    await().until(powershell::allAreGone);
  }

  @Test
  void aHangAfterAnAnswerIsUnknownAndTheNextSessionAnswers() throws IOException {
    powershell.does("next; answer yes; exec sleep 600");
    PowerShellDagReader reader = reader(SHORT, PLENTY);
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    assertUnknown(reader.quorum(), ": no answer to QUORUM 2 within 800 ms");
    powershell.does("while :; do next; answer yes; done");
    turn(Duration.ofSeconds(1));
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    assertThat(powershell.pids()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "next; printf 'Windows PowerShell\\r\\nCopyright (C) Microsoft Corporation.\\r\\n'; read -r x",
        "next; echo 'BEGIN 7'; read -r x",
        "next; echo \"BEGIN $n\"; echo '%%% kein base64'; echo \"END $n OK\"; read -r x",
        "next; echo \"BEGIN $n\"; echo \"END $n MAYBE\"; read -r x",
        "next; echo \"BEGIN $n\"; echo \"END $n ERROR ###\"; read -r x",
        "next; printf '\\377\\376B\\000E\\000'; echo; read -r x"
      })
  void garbageIsUnknownAndEndsTheSession(String garbage) throws IOException {
    powershell.does(garbage);
    assertUnknown(reader(PLENTY).quorum(), powershell.program().toString());
    await().until(powershell::allAreGone);
  }

  @Test
  void tenMegabytesInOneLineAreUnknownAndCostNoMemory() throws IOException {
    byte[] much = new byte[10 * 1024 * 1024];
    Arrays.fill(much, (byte) 'A');
    powershell.keep("much", much);
    powershell.does("next; echo \"BEGIN $n\"; say much; exec sleep 600");
    assertUnknown(reader(PLENTY).copies(), "it printed a line of more than 65536 bytes");
  }

  @Test
  void tenMegabytesInShortLinesAreUnknownAndCostNoMemory() throws IOException {
    ByteArrayOutputStream much = new ByteArrayOutputStream();
    byte[] line =
        (Base64.getEncoder().encodeToString(new byte[57]) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    while (much.size() < 10 * 1024 * 1024) {
      much.write(line);
    }
    powershell.keep("much", much.toByteArray());
    powershell.does("next; echo \"BEGIN $n\"; say much; exec sleep 600");
    assertUnknown(reader(PLENTY).copies(), "has more than 2097152 bytes");
  }

  @Test
  void emptyLinesWithoutEndAreUnknownAndCostNoMemory() throws IOException {
    powershell.does("next; echo \"BEGIN $n\"; yes ''");
    assertUnknown(reader(PLENTY).copies(), "2097152 bytes");
  }

  @Test
  void tenMegabytesOfErrorsKeepTheirLastWords() throws IOException {
    byte[] much = new byte[10 * 1024 * 1024];
    Arrays.fill(much, (byte) ' ');
    powershell.keep("much", much);
    powershell.keep("words", "Out of memory\r\n".getBytes(StandardCharsets.US_ASCII));
    powershell.does("next; complain much; complain words; exit 3");
    assertUnknown(reader(PLENTY).copies(), "ended with exit code 3: Out of memory");
  }

  @Test
  void anAnswerIsReadWhileErrorsPourOut() throws IOException {
    byte[] much = new byte[1024 * 1024];
    Arrays.fill(much, (byte) 'x');
    powershell.keep("much", much);
    powershell.does("while :; do next; complain much; answer csv; done");
    PowerShellDagReader reader = reader(PLENTY);
    assertThat(reader.copies()).isInstanceOf(Sighting.Seen.class);
    assertThat(reader.copies()).isInstanceOf(Sighting.Seen.class);
  }

  @Test
  void halfALineAtTheEndIsUnknown() throws IOException {
    powershell.does("next; echo \"BEGIN $n\"; printf 'RGF0YWJh'; exit 0");
    assertUnknown(reader(PLENTY).copies(), "ended with exit code 0: it printed nothing");
  }

  @Test
  void whatASessionLeavesBehindKeepsNobodyWaiting() throws IOException {
    powershell.does("next; sleep 600 & noted; exit 1");
    assertUnknown(reader(PLENTY).quorum(), "ended with exit code 1");
    // Nobody knows any more whose child it was.
    powershell.pids().stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void whatASessionStartedEndsWithIt() throws IOException {
    powershell.does("next; sleep 600 & noted; answer yes; next; wait");
    PowerShellDagReader reader = reader(SHORT, PLENTY);
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    assertUnknown(reader.quorum(), "no answer to QUORUM 2");
    await().until(powershell::allAreGone);
  }

  @Test
  void aRefusalIsToldInItsOwnWords() throws IOException {
    powershell.keepEncoded("refusal", "Der Zugriff wurde für „svc-cas“ verweigert.\r\n");
    powershell.does("while :; do next; refuse refusal; done");
    PowerShellDagReader reader = reader(PLENTY);
    assertThat(reader.copies().detail()).isEqualTo("Der Zugriff wurde für „svc-cas“ verweigert.");
    assertThat(powershell.pids()).hasSize(1);
  }

  @Test
  void aProgramThatIsNotThereIsUnknown() {
    assertUnknown(reader(PLENTY).copies(), "could not be started: ");
  }

  private PowerShellDagReader reader(Duration deadline) {
    return reader(deadline, Duration.ZERO);
  }

  private PowerShellDagReader reader(Duration deadline, Duration opening) {
    return reader(deadline, opening, Locale.ENGLISH);
  }

  private PowerShellDagReader reader(Duration deadline, Duration opening, Locale windows) {
    Supplier<Moment> clock = () -> now;
    PowerShellDagReader reader =
        new PowerShellDagReader(
            powershell.program(),
            Path.of("/opt/dag-session.ps1"),
            List.of("-Self", "exch-b"),
            deadline,
            opening,
            Duration.ofSeconds(1),
            new ExecCommandRunner(Map.of("PATH", "/usr/bin:/bin"), windows),
            clock);
    opened = Optional.of(reader);
    return reader;
  }

  private void turn(Duration time) {
    now = now.plus(time);
  }

  private static DagReading reading(Sighting sighting) {
    if (sighting instanceof Sighting.Seen seen && seen.finding() instanceof DagReading reading) {
      return reading;
    }
    throw new AssertionError("no reading: " + sighting.detail());
  }

  private static void assertUnknown(Sighting sighting, String words) {
    assertThat(sighting).isInstanceOf(Sighting.Unknown.class);
    assertThat(sighting.detail()).contains(words);
    assertThat(sighting.detail().length()).isLessThan(1000);
  }
}
