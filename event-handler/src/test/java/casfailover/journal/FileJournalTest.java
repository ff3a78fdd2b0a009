package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14Z");

  @TempDir Path root;
  private Path folder = Path.of("");

  @BeforeEach
  void nameAFolderThatIsNotThereYet() {
    folder = root.resolve("state");
  }

  @Test
  void anEmptyStateFolderIsNew() throws IOException {
    Opened opened = open();

    assertThat(opened).isInstanceOf(Opened.Fresh.class);
    assertThat(words(opened.journal())).containsExactly("opened");
    opened.journal().close();
    assertThat(files()).containsExactly("journal");
  }

  @Test
  void theLockAndWhatACrashLeftBehindDoNotMakeAFolderOld() throws IOException {
    Files.createDirectories(folder.resolve("lost+found/inode"));
    Files.createDirectories(folder.resolve("outbox"));
    Files.writeString(folder.resolve("lock"), "4711\n");
    Files.writeString(folder.resolve("unfinished"), "1 half a li");

    assertThat(open()).isInstanceOf(Opened.Fresh.class);
  }

  @Test
  void whatWasWrittenIsReadAgain() throws IOException {
    List<JournalLine> written = threeLines();

    Opened opened = open();

    assertThat(opened)
        .isInstanceOfSatisfying(
            Opened.Whole.class, whole -> assertThat(whole.lines()).isEqualTo(written));
    assertThat(opened.journal().lines()).isEqualTo(written);
    JournalLine next = opened.journal().append("released", Map.of());
    assertThat(next.seq()).isEqualTo(written.size() + 1);
    opened.journal().close();
    assertThat(open().journal().lines()).hasSize(written.size() + 1).contains(next);
  }

  @Test
  void aLineSaysWhenAndInWhichBootItWasWritten() throws IOException {
    JournalLine line = open().journal().append("armed", Map.of("problem", "17"));

    assertThat(line.time()).isEqualTo(NOW);
    assertThat(line.bootId()).isEqualTo("b00t-1");
    assertThat(line.values()).isEqualTo(Map.of("problem", "17"));
  }

  @Test
  void aLastLineCutAtAnyByteIsTakenAwayAndKept() throws IOException {
    List<JournalLine> written = threeLines();
    byte[] bytes = Files.readAllBytes(journal());
    int last = startOfLine(bytes, 4);
    for (int length = last + 1; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);

      Opened.TornTail opened = (Opened.TornTail) openOn(torn);

      assertThat(opened.lines()).isEqualTo(written.subList(0, 3));
      assertThat(opened.journal().lines()).isEqualTo(opened.lines());
      assertThat(Files.readAllBytes(opened.saved()))
          .isEqualTo(Arrays.copyOfRange(bytes, last, length));
      assertThat(Files.readAllBytes(journal())).isEqualTo(Arrays.copyOf(bytes, last));
      assertThat(opened.journal().append("again", Map.of()).seq()).isEqualTo(4);
      opened.journal().close();
      assertThat(open()).isInstanceOf(Opened.Whole.class);
    }
  }

  @Test
  void aLastLineCutAwayWholeWasNeverThere() throws IOException {
    List<JournalLine> written = threeLines();
    byte[] bytes = Files.readAllBytes(journal());

    Opened opened = openOn(Arrays.copyOf(bytes, startOfLine(bytes, 4)));

    assertThat(opened).isInstanceOf(Opened.Whole.class);
    assertThat(opened.journal().lines()).isEqualTo(written.subList(0, 3));
  }

  @Test
  void aLastLineWithAnyByteWrongIsTakenAway() throws IOException {
    threeLines();
    byte[] bytes = Files.readAllBytes(journal());
    for (int i = startOfLine(bytes, 4); i < bytes.length; i++) {
      assertThat(openOn(changed(bytes, i))).isInstanceOf(Opened.TornTail.class);
    }
  }

  @Test
  void aLastLineOfNothingButZeroesIsTakenAway() throws IOException {
    threeLines();
    byte[] bytes = Files.readAllBytes(journal());

    assertThat(openOn(Arrays.copyOf(bytes, bytes.length + 300)))
        .isInstanceOf(Opened.TornTail.class);
  }

  @Test
  void anyByteWrongInALineBeforeTheLastIsALoss() throws IOException {
    threeLines();
    byte[] bytes = Files.readAllBytes(journal());
    for (int i = 0; i < startOfLine(bytes, 4); i++) {
      byte[] changed = changed(bytes, i);

      Opened.Lost lost = (Opened.Lost) openOn(changed);

      assertThat(lost.why())
          .matches(
              "line [123] is damaged: .+|line [123] has the number .+|the end of line [1-4] is damaged");
      assertThat(Files.readAllBytes(lost.saved().orElseThrow())).isEqualTo(changed);
      assertThat(words(lost.journal())).containsExactly("lost");
      assertThat(lost.journal().lines().get(0).values())
          .containsEntry("why", lost.why())
          .containsEntry("saved", lost.saved().orElseThrow().toString());
      lost.journal().close();
      assertThat(words(open().journal())).containsExactly("lost");
    }
  }

  @Test
  void aLineThatIsMissingOrThereTwiceIsALoss() throws IOException {
    threeLines();
    List<String> lines = Files.readAllLines(journal());
    for (int i = 0; i < lines.size() - 1; i++) {
      List<String> fewer = new ArrayList<>(lines);
      fewer.remove(i);
      assertThat(lost(fewer).why()).isEqualTo("line " + (i + 1) + " has the number " + (i + 2));
    }
    List<String> twice = new ArrayList<>(lines);
    twice.add(lines.get(3));
    assertThat(lost(twice).why()).isEqualTo("line 5 has the number 4");
  }

  @Test
  void aJournalWithoutAWholeLineIsALoss() throws IOException {
    threeLines();
    byte[] bytes = Files.readAllBytes(journal());

    assertThat(((Opened.Lost) openOn(new byte[0])).why()).isEqualTo("it is empty");
    assertThat(((Opened.Lost) openOn(Arrays.copyOf(bytes, 20))).why())
        .isEqualTo("not even its first line is whole");
  }

  @Test
  void filesWithoutAJournalAreALoss() throws IOException {
    Files.createDirectories(folder.resolve("outbox"));
    Files.writeString(folder.resolve("outbox/1"), "letter");

    Opened.Lost lost = (Opened.Lost) open();

    assertThat(lost.why()).isEqualTo("there is no journal beside outbox");
    assertThat(lost.saved()).isEmpty();
    assertThat(words(lost.journal())).containsExactly("lost");
  }

  @Test
  void whatIsThereWithoutAJournalIsNamedInOrder() throws IOException {
    Files.createDirectories(folder);
    for (String name : List.of("e", "b", "d", "a", "c")) {
      Files.writeString(folder.resolve(name), "?");
    }

    assertThat(((Opened.Lost) open()).why()).isEqualTo("there is no journal beside a, b, c, d, e");
  }

  @Test
  void aCrashBetweenPuttingAsideAndBeginningAnewIsStillALoss() throws IOException {
    threeLines();
    Files.move(journal(), folder.resolve("journal.lost-20261122T031214Z"));

    assertThat(((Opened.Lost) open()).why())
        .isEqualTo("there is no journal beside journal.lost-20261122T031214Z");
  }

  @Test
  void whatIsSavedAgainInASecondIsKeptUnderAnotherName() throws IOException {
    threeLines();
    Files.writeString(journal(), "x\ny\n");
    open().journal().close();
    Files.writeString(journal(), "x\ny\n");
    open().journal().close();
    Files.writeString(journal(), "x\ny\n");
    open().journal().close();

    assertThat(files())
        .containsExactly(
            "journal",
            "journal.lost-20261122T031214Z",
            "journal.lost-20261122T031214Z-2",
            "journal.lost-20261122T031214Z-3");
  }

  @Test
  void aFolderThatCannotBeUsedIsTold() throws IOException {
    Files.writeString(folder, "not a folder");

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalFailure.class)
        .hasMessageContaining("opening the journal in " + folder + " failed (")
        .hasMessageContaining("make the agent's user the owner");
  }

  private Opened.Lost lost(List<String> lines) throws IOException {
    return (Opened.Lost)
        openOn((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Opens a folder in which nothing but a journal of these bytes is. */
  private Opened openOn(byte[] bytes) throws IOException {
    for (String name : files()) {
      Files.delete(folder.resolve(name));
    }
    Files.write(journal(), bytes);
    return open();
  }

  private Opened open() throws IOException {
    return FileJournal.open(folder, () -> NOW, "b00t-1");
  }

  /** The first line and three more. */
  private List<JournalLine> threeLines() throws IOException {
    try (FileJournal journal = open().journal()) {
      journal.append("armed", Map.of("problem", "17"));
      journal.append("taking", Map.of("epoch", "1:exch-b", "why", "the peer is silent"));
      journal.append("holding", Map.of("epoch", "1:exch-b"));
      return journal.lines();
    }
  }

  private static byte[] changed(byte[] bytes, int index) {
    byte[] changed = bytes.clone();
    changed[index] ^= 0x15;
    return changed;
  }

  private static int startOfLine(byte[] bytes, int line) {
    int start = 0;
    for (int found = 1; found < line; start++) {
      found += bytes[start] == '\n' ? 1 : 0;
    }
    return start;
  }

  private static List<String> words(Journal journal) {
    return journal.lines().stream().map(JournalLine::word).toList();
  }

  private Path journal() {
    return folder.resolve("journal");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
