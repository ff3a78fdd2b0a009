package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The journal on a real file system that is full or may only be read. Needs root and a mount
 * namespace of its own, run by the profile lab.
 */
class SmallDiskIT {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14Z");
  private static final Map<String, String> WORDS = Map.of("why", "x".repeat(200));

  @TempDir Path place;
  private Path folder = Path.of("");

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    run("mount", "-t", "tmpfs", "-o", "size=128k,mode=755", "tmpfs", place.toString());
    folder = place.resolve("state");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", "--lazy", place.toString());
  }

  @Test
  void aFullDiskRefusesALineAndTakesTheNextOneWhenThereIsRoom() throws IOException {
    FileJournal journal = open().journal();
    fill();
    List<JournalLine> before = appendUntilFull(journal);
    assertThatThrownBy(() -> journal.append("armed", WORDS))
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("see that the disk has room");
    assertThat(journal.lines()).isEqualTo(before);
    Files.delete(place.resolve("filler"));

    journal.append("armed", WORDS);
    assertThat(journal.lines()).hasSize(before.size() + 1);
    Opened again = open();
    assertThat(again).isInstanceOf(Opened.Whole.class);
    assertThat(again.journal().lines()).isEqualTo(journal.lines());
  }

  @Test
  void anAgentStartsOnAFullDisk() throws IOException {
    FileJournal journal = open().journal();
    journal.close();
    fill();

    StateLock.Attempt attempt = StateLock.take(folder);
    assertThat(attempt).isInstanceOf(StateLock.Locked.class);
    assertThat(open()).isInstanceOf(Opened.Whole.class);
    ((StateLock.Locked) attempt).lock().close();
  }

  @Test
  void aDiskThatCannotBeWrittenToAnyMoreRefusesLinesAndTheNextStart()
      throws IOException, InterruptedException {
    FileJournal journal = open().journal();
    journal.append("armed", WORDS);
    List<JournalLine> before = journal.lines();
    journal.close();
    run("mount", "-o", "remount,ro", place.toString());
    assertThatThrownBy(() -> journal.append("armed", WORDS)).isInstanceOf(JournalFailure.class);
    assertThat(journal.lines()).isEqualTo(before);
    assertThatThrownBy(this::open).hasMessageContaining("Read-only file system");
    assertThatThrownBy(() -> StateLock.take(folder)).hasMessageContaining("Read-only file system");
    assertThat(FileJournal.read(folder)).as("it can still be told").isEqualTo(before);

    run("mount", "-o", "remount,rw", place.toString());
    journal.append("armed", WORDS);
    assertThat(open().journal().lines()).isEqualTo(journal.lines());
  }

  @Test
  void aJournalThatGrowsOnAFullDiskIsShortenedWhenThereIsRoom() throws IOException {
    FileJournal journal = open().journal();
    while (Files.size(folder.resolve("journal")) < 20_000) {
      journal.append("armed", WORDS);
    }
    fill();
    assertThatThrownBy(journal::tidy).hasMessageContaining("No space left on device");
    List<JournalLine> before = appendUntilFull(journal);
    assertThat(open().journal().lines()).isEqualTo(before);
    Files.delete(place.resolve("filler"));

    for (int i = 0; i < 8; i++) {
      journal.append("armed", WORDS);
    }
    journal.tidy();
    assertThat(journal.lines().get(0).word()).isEqualTo(FileJournal.REMEMBERED);
    assertThat(open().journal().lines()).isEqualTo(journal.lines());
  }

  private Opened open() throws IOException {
    return FileJournal.open(
        new Opening(new StateFolder(folder, new NioDisk()), () -> NOW, "boot", 16_384));
  }

  /** What is left of the last page of the file still takes some lines. */
  private static List<JournalLine> appendUntilFull(FileJournal journal) {
    while (true) {
      List<JournalLine> before = journal.lines();
      try {
        journal.append("armed", WORDS);
      } catch (JournalFailure e) {
        return before;
      }
    }
  }

  private void fill() throws IOException {
    try (FileChannel filler =
        FileChannel.open(
            place.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (true) {
        filler.write(ByteBuffer.allocate(1024));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor())
        .as("this test needs root and a mount namespace of its own: mvn -Plab verify; " + out)
        .isZero();
  }
}
