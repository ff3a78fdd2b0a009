package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal has said to be written outlives the power, and no file stays open for it. */
class FileJournalThroughPowerCutsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14Z");
  private static final int TOO_LONG = 4096;

  @TempDir Path folder;
  private final ForgetfulDisk disk = new ForgetfulDisk();

  private Opened open() throws IOException {
    return FileJournal.open(
        new Opening(new StateFolder(folder, disk), () -> NOW, "boot-1", TOO_LONG));
  }

  private List<String> wordsAfterAPowerCut() throws IOException {
    disk.powerCut(folder);
    Opened opened = open();
    assertThat(opened).isInstanceOf(Opened.Whole.class);
    return opened.journal().lines().stream().map(JournalLine::word).toList();
  }

  @Test
  void aNewJournalIsThere() throws IOException {
    open();

    assertThat(wordsAfterAPowerCut()).containsExactly("opened");
  }

  @Test
  void everyLineIsThere() throws IOException {
    FileJournal journal = open().journal();
    journal.append("armed", Map.of());
    journal.append("taking", Map.of());

    assertThat(wordsAfterAPowerCut()).containsExactly("opened", "armed", "taking");
  }

  @Test
  void aLineAfterOneThatFailedIsThereAndTheOtherIsNot() throws IOException {
    FileJournal journal = open().journal();
    journal.append("armed", Map.of());
    disk.cannotForce();
    assertThatThrownBy(() -> journal.append("taking", Map.of())).isInstanceOf(JournalFailure.class);
    disk.mend();
    journal.append("released", Map.of());

    assertThat(wordsAfterAPowerCut()).containsExactly("opened", "armed", "released");
  }

  @Test
  void whatWasCutOffATornTailStaysCutOff() throws IOException {
    FileJournal journal = open().journal();
    JournalLine line = journal.append("armed", Map.of());
    disk.put(
        folder,
        "journal",
        (String.join("\n", journal.lines().stream().map(JournalLine::text).toList()) + "\n3 ha")
            .getBytes(StandardCharsets.US_ASCII));
    Opened.TornTail torn = (Opened.TornTail) open();

    assertThat(wordsAfterAPowerCut()).containsExactly("opened", line.word());
    assertThat(torn.saved()).hasContent("3 ha");
  }

  @Test
  void aLossIsStillALoss() throws IOException {
    open();
    disk.put(folder, "journal", "x\ny\n".getBytes(StandardCharsets.US_ASCII));
    Opened.Lost lost = (Opened.Lost) open();

    assertThat(wordsAfterAPowerCut()).containsExactly("lost");
    assertThat(lost.saved().orElseThrow()).hasContent("x\ny");
  }

  @Test
  void aShorterJournalIsThereAndSaysTheSame() throws IOException {
    FileJournal journal = open().journal();
    append(journal, new Entry.Resumed("jane", ""));
    while (journal.lines().size() < 60) {
      append(journal, new Entry.Ended("192.0.2.100 was served without a break"));
    }
    journal.tidy();
    List<JournalLine> shorter = journal.lines();
    assertThat(shorter).hasSizeLessThan(60);

    disk.powerCut(folder);
    assertThat(open().journal().lines()).isEqualTo(shorter);
  }

  @Test
  void aShorterJournalWhoseNameCannotBeForcedTakesNoLineUntilItCan() throws IOException {
    FileJournal journal = open().journal();
    while (journal.lines().size() < 60) {
      append(journal, new Entry.Ended("192.0.2.100 was served without a break"));
    }
    journal.tidy();
    disk.cannotForce();
    assertThatThrownBy(() -> journal.append("armed", Map.of())).isInstanceOf(JournalFailure.class);
    disk.mend();
    JournalLine line = journal.append("taking", Map.of());

    disk.powerCut(folder);
    assertThat(open().journal().lines()).endsWith(line);
  }

  @Test
  void oneFileIsOpenWhateverHappensAndNoneAfterTheEnd() throws IOException {
    FileJournal journal = open().journal();
    disk.cannotForce();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> journal.append("taking", Map.of())).isNotNull();
    }
    disk.mend();
    while (journal.lines().size() < 60) {
      append(journal, new Entry.Ended("192.0.2.100 was served without a break"));
    }
    journal.tidy();
    assertThat(disk.open()).isEqualTo(1);

    journal.close();
    assertThat(disk.open()).isZero();
    assertThatThrownBy(() -> journal.append("taking", Map.of()))
        .hasRootCauseInstanceOf(ClosedChannelException.class);
  }

  @Test
  void aJournalThatWasLostOrCannotBeOpenedIsNotLeftOpen() throws IOException {
    disk.put(folder, "journal", "x\ny\n".getBytes(StandardCharsets.US_ASCII));
    disk.cannotForce();
    assertThatThrownBy(this::open).isInstanceOf(JournalFailure.class);
    assertThat(disk.open()).isZero();
    disk.mend();

    open();
    assertThat(disk.open()).isEqualTo(1);
  }

  @Test
  void aLostJournalIsNotLeftOpenBesideTheNewOne() throws IOException {
    disk.put(folder, "journal", "x\ny\n".getBytes(StandardCharsets.US_ASCII));
    open();

    assertThat(disk.open()).isEqualTo(1);
  }

  @Test
  void aTornTailThatCannotBeKeptLeavesNothingOpen() throws IOException {
    open().journal().close();
    Files.writeString(folder.resolve("journal"), "2 ha", StandardOpenOption.APPEND);
    disk.cannotForce();

    assertThatThrownBy(this::open).isInstanceOf(JournalFailure.class);
    assertThat(disk.open()).isZero();
  }

  @Test
  void aFileThatSomebodyElseChangedIsNotReplacedByAShorterOne() throws IOException {
    FileJournal journal = open().journal();
    while (journal.lines().size() < 60) {
      append(journal, new Entry.Ended("192.0.2.100 was served without a break"));
    }
    disk.cannotForce();
    assertThatThrownBy(() -> journal.append("taking", Map.of())).isNotNull();
    disk.mend();
    Files.writeString(folder.resolve("journal"), "1 changed by hand\n");

    assertThatThrownBy(journal::tidy)
        .hasMessageContaining("the file does not hold what was written to it before");
    assertThat(folder.resolve("journal")).hasContent("1 changed by hand");
  }

  private static void append(FileJournal journal, Entry entry) throws IOException {
    journal.append(EntryText.word(entry), EntryText.values(entry));
  }
}
