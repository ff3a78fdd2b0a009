package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.pair.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A journal of thousands of lines is shortened, and says the same afterwards. */
class FileJournalThatGrowsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14Z");
  private static final int TOO_LONG = 8192;

  @TempDir Path folder;

  @Test
  void staysAsItIsWhileItIsShort() throws IOException {
    FileJournal journal = open(new NioDisk());
    append(journal, new Entry.Resumed("jane", ""));
    journal.tidy();

    assertThat(journal.lines()).extracting(JournalLine::word).containsExactly("opened", "resumed");
  }

  @Test
  void isShortenedToWhatItAddsUpToAndItsNewestLines() throws IOException {
    FileJournal journal = grown(new NioDisk());
    List<JournalLine> before = journal.lines();
    journal.tidy();
    List<JournalLine> after = journal.lines();

    assertThat(after.size()).isLessThan(before.size() / 2);
    assertThat(after.get(0).word()).isEqualTo(FileJournal.REMEMBERED);
    assertThat(after.subList(1, after.size()))
        .isEqualTo(before.subList(before.size() - after.size() + 1, before.size()));
    assertThat(memory(after)).isEqualTo(memory(before));
    assertThat(memory(after).known()).isEqualTo(new Epoch(1, "exch-a"));
    assertThat(Files.size(folder.resolve("journal"))).isLessThan(TOO_LONG / 2 + 2048);
  }

  @Test
  void goesOnWithTheNextNumberAndIsFoundWholeAfterARestart() throws IOException {
    FileJournal journal = grown(new NioDisk());
    long last = last(journal).seq();
    journal.tidy();
    append(journal, new Entry.Learned(new Epoch(7, "exch-a")));
    assertThat(last(journal).seq()).isEqualTo(last + 1);

    Opened opened = opened(new NioDisk());
    assertThat(opened).isInstanceOf(Opened.Whole.class);
    assertThat(opened.journal().lines()).isEqualTo(journal.lines());
    assertThat(FileJournal.read(folder)).isEqualTo(journal.lines());
  }

  @Test
  void whatWasTakenOutIsKeptBesideForPeople() throws IOException {
    FileJournal journal = grown(new NioDisk());
    List<JournalLine> before = journal.lines();
    journal.tidy();
    int left = before.size() - journal.lines().size() + 1;

    assertThat(Files.readAllLines(folder.resolve("journal.old")))
        .isEqualTo(before.subList(0, left).stream().map(JournalLine::text).toList());
  }

  @Test
  void isShortenedAgainAndAgain() throws IOException {
    FileJournal journal = grown(new NioDisk());
    for (int i = 0; i < 500; i++) {
      append(journal, new Entry.Posted("2026-11-22-" + i + ".hold-7-0@exch-b"));
      journal.tidy();
    }
    assertThat(memory(journal.lines()).posted()).hasSize(200);
    assertThat(memory(journal.lines()).pause()).isEmpty();
    assertThat(opened(new NioDisk())).isInstanceOf(Opened.Whole.class);
  }

  static Stream<Arguments> crashes() {
    return Stream.of(
            FolderStep.OLD_WRITTEN,
            FolderStep.OLD_KEPT,
            FolderStep.SHORTER_WRITTEN,
            FolderStep.SHORTENED)
        .flatMap(
            step -> Stream.of(CrashingDisk.Side.values()).map(side -> Arguments.of(step, side)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void aCrashAtAnyStepLeavesOneOrTheOther(FolderStep step, CrashingDisk.Side side)
      throws IOException {
    FileJournal journal = grown(new CrashingDisk(step, side));
    List<JournalLine> before = journal.lines();
    assertThatThrownBy(journal::tidy).isInstanceOf(CrashingDisk.Crash.class);

    Opened opened = opened(new NioDisk());
    assertThat(opened).isInstanceOf(Opened.Whole.class);
    assertThat(memory(opened.journal().lines())).isEqualTo(memory(before));
    opened.journal().tidy();
    assertThat(memory(opened.journal().lines())).isEqualTo(memory(before));
    assertThat(opened.journal().lines().size()).isLessThan(before.size() / 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = FolderStep.class,
      names = {"OLD_WRITTEN", "OLD_KEPT", "SHORTER_WRITTEN", "SHORTENED"})
  void aDiskThatRefusesAnyStepLetsItGrowUntilThereIsRoom(FolderStep step) throws IOException {
    CrashingDisk disk = CrashingDisk.refusing(step);
    FileJournal journal = grown(disk);
    List<JournalLine> before = journal.lines();
    assertThatThrownBy(journal::tidy)
        .isInstanceOf(JournalFailure.class)
        .hasMessageContaining("shortening")
        .hasMessageContaining("No space left on device");
    assertThat(journal.lines()).isEqualTo(before);
    append(journal, new Entry.Learned(new Epoch(7, "exch-a")));
    journal.tidy();
    assertThat(journal.lines()).as("not tried again at every line").hasSize(before.size() + 1);

    disk.mend();
    grow(journal, 10);
    journal.tidy();
    assertThat(journal.lines().size()).isLessThan(before.size() / 2);
    assertThat(memory(journal.lines()).known()).isEqualTo(new Epoch(7, "exch-a"));
    assertThat(opened(new NioDisk()).journal().lines()).isEqualTo(journal.lines());
  }

  @Test
  void whileItsNameIsNotKnownToBeOnTheDiskNothingIsWrittenToIt() throws IOException {
    CrashingDisk disk = new CrashingDisk(FolderStep.TAIL_CUT, CrashingDisk.Side.BEFORE);
    FileJournal journal = grown(disk);
    // The old lines are kept beside first, so the names fail at that already.
    disk.namesCannotBeForced();
    assertThatThrownBy(journal::tidy).isInstanceOf(JournalFailure.class);

    disk.mend();
    append(journal, new Entry.Learned(new Epoch(7, "exch-a")));
    assertThat(opened(new NioDisk()).journal().lines()).isEqualTo(journal.lines());
  }

  private FileJournal grown(Disk disk) throws IOException {
    FileJournal journal = open(disk);
    append(journal, new Entry.Installed());
    append(journal, new Entry.Resumed("jane", "after the tests"));
    append(journal, new Entry.Learned(new Epoch(1, "exch-a")));
    while (Files.size(folder.resolve("journal")) < TOO_LONG) {
      grow(journal, 1);
    }
    return journal;
  }

  private static void grow(FileJournal journal, int lines) throws IOException {
    for (int i = 0; i < lines; i++) {
      append(journal, new Entry.Ended("192.0.2.100 was served without a break"));
    }
  }

  private FileJournal open(Disk disk) throws IOException {
    return opened(disk).journal();
  }

  private Opened opened(Disk disk) throws IOException {
    return FileJournal.open(
        new Opening(new StateFolder(folder, disk), () -> NOW, "boot-1", TOO_LONG));
  }

  private static void append(FileJournal journal, Entry entry) throws IOException {
    journal.append(EntryText.word(entry), EntryText.values(entry));
  }

  private static JournalLine last(FileJournal journal) {
    List<JournalLine> lines = journal.lines();
    return lines.get(lines.size() - 1);
  }

  private static Recollection memory(List<JournalLine> lines) {
    return Recollection.of(
        lines,
        (line, why) -> {
          throw new AssertionError(line.text() + ": " + why);
        });
  }
}
