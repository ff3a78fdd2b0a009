package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.journal.FaultyDisk.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FileJournalOnAFaultyDiskTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14Z");

  @TempDir Path folder;
  private final FaultyDisk disk = new FaultyDisk();

  @SuppressWarnings("NullAway.Init")
  private FileJournal journal;

  @BeforeEach
  void openTheJournal() throws IOException {
    journal = open().journal();
    journal.append("armed", Map.of());
  }

  @AfterEach
  void closeTheJournal() throws IOException {
    journal.close();
  }

  static Stream<Set<Fault>> faultsOfAnAppend() {
    return Stream.of(
        EnumSet.of(Fault.WRITE),
        EnumSet.of(Fault.HALF_A_WRITE),
        EnumSet.of(Fault.FORCE),
        EnumSet.of(Fault.HALF_A_WRITE, Fault.TRUNCATE),
        EnumSet.of(Fault.FORCE, Fault.TRUNCATE),
        EnumSet.of(Fault.FORCE, Fault.READ),
        EnumSet.of(Fault.WRITE, Fault.OPEN));
  }

  @ParameterizedTest
  @MethodSource("faultsOfAnAppend")
  void aLineThatFailedWasNeverWrittenAndTheNextOneTakesItsPlace(Set<Fault> faults)
      throws IOException {
    disk.faults.addAll(faults);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> journal.append("taking", Map.of()))
          .isInstanceOf(JournalFailure.class);
      assertThat(words(journal)).containsExactly("opened", "armed");
    }

    disk.faults.clear();
    JournalLine line = journal.append("released", Map.of());

    assertThat(line.seq()).isEqualTo(3);
    assertThat(words(journal)).containsExactly("opened", "armed", "released");
    journal.close();
    assertThat(open()).isInstanceOf(Opened.Whole.class);
    assertThat(words(open().journal())).containsExactly("opened", "armed", "released");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"WRITE", "HALF_A_WRITE"})
  void whatWasWrittenOfALineIsTakenBackAtOnce(Fault fault) throws IOException {
    byte[] before = Files.readAllBytes(folder.resolve("journal"));
    disk.faults.add(fault);

    assertThatThrownBy(() -> journal.append("taking", Map.of()))
        .hasMessageContaining("what was written of it was taken back");

    assertThat(Files.readAllBytes(folder.resolve("journal"))).isEqualTo(before);
  }

  @Test
  void theFailureSaysWhatWhereAndWhatToDo() {
    disk.faults.add(Fault.HALF_A_WRITE);

    assertThatThrownBy(() -> journal.append("taking", Map.of()))
        .hasMessage(
            "writing line 3 (taking) to "
                + folder.resolve("journal")
                + " failed (java.io.IOException: No space left on device), what was written of it"
                + " was taken back: see that the disk has room, can be written to and is sound;"
                + " the next line tries anew");
  }

  @Test
  void theFailureSaysWhatCouldNotBeTakenBack() {
    disk.faults.addAll(EnumSet.of(Fault.HALF_A_WRITE, Fault.TRUNCATE));

    assertThatThrownBy(() -> journal.append("taking", Map.of()))
        .hasMessageContaining(
            "nor could it be taken back (java.io.IOException: Read-only file system), so it may be"
                + " found after a restart")
        .cause()
        .satisfies(cause -> assertThat(cause.getSuppressed()).hasSize(1));
  }

  @Test
  void aCrashAfterHalfALineThatCouldNotBeTakenBackLosesNothing() throws IOException {
    disk.faults.addAll(EnumSet.of(Fault.HALF_A_WRITE, Fault.TRUNCATE));
    assertThatThrownBy(() -> journal.append("taking", Map.of())).isNotNull();
    disk.faults.clear();

    Opened.TornTail opened = (Opened.TornTail) open();

    assertThat(words(opened.journal())).containsExactly("opened", "armed");
    opened.journal().close();
  }

  @Test
  void aFileThatSomebodyElseChangedIsNotWrittenOn() throws IOException {
    disk.faults.add(Fault.FORCE);
    assertThatThrownBy(() -> journal.append("taking", Map.of())).isNotNull();
    disk.faults.clear();
    Files.writeString(folder.resolve("journal"), "1 changed by hand\n");

    assertThatThrownBy(() -> journal.append("released", Map.of()))
        .hasMessageContaining("the file does not hold what was written to it before");

    assertThat(Files.readString(folder.resolve("journal"))).isEqualTo("1 changed by hand\n");
  }

  @Test
  void aTornTailThatCannotBeCutOffIsTriedAgain() throws IOException {
    Path file = folder.resolve("journal");
    Files.writeString(file, Files.readString(file) + "3 half");
    disk.faults.add(Fault.TRUNCATE);
    assertThatThrownBy(this::open).isInstanceOf(JournalFailure.class);
    disk.faults.clear();

    assertThat(open()).isInstanceOf(Opened.TornTail.class);
  }

  private Opened open() throws IOException {
    return FileJournal.open(folder, () -> NOW, "b00t-1", disk);
  }

  private static List<String> words(Journal journal) {
    return journal.lines().stream().map(JournalLine::word).toList();
  }
}
