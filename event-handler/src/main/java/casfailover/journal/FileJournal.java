package casfailover.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The journal in a file that a person can read with {@code cat}. Whoever opens it holds the {@link
 * StateLock}, and opens it before anything else is put into the state folder.
 */
public final class FileJournal implements Journal, Closeable {

  /** The word of a journal's first line where nothing was known before. */
  public static final String OPENED = "opened";

  /** The word of a journal's first line where what was known is lost; {@code why} says how. */
  public static final String LOST = "lost";

  private final Path path;
  private final Supplier<Instant> clock;
  private final String bootId;
  private final Disk disk;
  private final List<JournalLine> lines;
  private Disk.AppendFile file;
  private long length;
  private boolean doubtful;

  FileJournal(
      Path path,
      Supplier<Instant> clock,
      String bootId,
      Disk disk,
      Disk.AppendFile file,
      JournalText.Lines found) {
    this.path = path;
    this.clock = clock;
    this.bootId = bootId;
    this.disk = disk;
    this.file = file;
    this.lines = new ArrayList<>(found.lines());
    this.length = found.length();
  }

  /**
   * Opens the journal of a state folder, whatever is found there, so that lines can be added.
   *
   * @param stateDir the state folder; it is created if it is not there
   * @param clock the wall clock that lines are dated by
   * @param bootId which start of the machine this is
   * @throws JournalFailure if the disk does not let us
   */
  public static Opened open(Path stateDir, Supplier<Instant> clock, String bootId)
      throws JournalFailure {
    return open(stateDir, clock, bootId, new NioDisk());
  }

  /**
   * The lines of a journal as they stand, for those who only report; nothing is mended.
   *
   * @throws JournalFailure if there is none, or if it does not read
   */
  public static List<JournalLine> read(Path stateDir) throws JournalFailure {
    Path path = stateDir.resolve(StateFolder.JOURNAL);
    try {
      JournalText.Found found = JournalText.read(Files.readAllBytes(path));
      if (found instanceof JournalText.Lines whole) {
        return whole.lines();
      }
      throw new IOException("it is damaged; the next start of the agent keeps it aside");
    } catch (IOException e) {
      throw new JournalFailure(
          "reading "
              + path
              + " failed ("
              + e.getMessage()
              + "): run this as root or as the agent's user, and see that the agent ever ran",
          e);
    }
  }

  static Opened open(Path stateDir, Supplier<Instant> clock, String bootId, Disk disk)
      throws JournalFailure {
    StateFolder folder = new StateFolder(stateDir, disk);
    try {
      StateFolder.make(stateDir);
      if (Files.exists(folder.journal(), LinkOption.NOFOLLOW_LINKS)) {
        return found(folder, clock, bootId, disk);
      }
      List<String> traces = folder.traces();
      if (traces.isEmpty()) {
        return new Opened.Fresh(begin(folder, clock, bootId, disk, OPENED, Map.of()));
      }
      String why = "there is no journal beside " + String.join(", ", traces);
      return new Opened.Lost(
          begin(folder, clock, bootId, disk, LOST, Map.of("why", why)), why, Optional.empty());
    } catch (IOException e) {
      throw new JournalFailure(
          "opening the journal in "
              + stateDir
              + " failed ("
              + e
              + "): make the agent's user the owner of the folder and all in it, and see that the"
              + " disk has room and can be written to",
          e);
    }
  }

  private static Opened found(StateFolder folder, Supplier<Instant> clock, String bootId, Disk disk)
      throws IOException {
    Path path = folder.journal();
    Disk.AppendFile file = disk.open(path);
    try {
      byte[] bytes = file.readAll();
      JournalText.Found found = JournalText.read(bytes);
      if (found instanceof JournalText.Lines whole) {
        FileJournal journal = new FileJournal(path, clock, bootId, disk, file, whole);
        if (whole.length() == bytes.length) {
          return new Opened.Whole(journal, whole.lines());
        }
        Path saved = folder.free("torn", clock.get());
        folder.createWhole(
            FolderStep.TAIL_WRITTEN,
            FolderStep.TAIL_KEPT,
            saved,
            Arrays.copyOfRange(bytes, whole.length(), bytes.length));
        file.truncate(FolderStep.TAIL_CUT, whole.length());
        file.force();
        return new Opened.TornTail(journal, whole.lines(), saved);
      }
      String why = found instanceof JournalText.Corrupt corrupt ? corrupt.why() : "";
      file.close();
      Path saved = folder.free("lost", clock.get());
      folder.putAside(saved);
      Map<String, String> values = Map.of("why", why, "saved", saved.toString());
      FileJournal journal = begin(folder, clock, bootId, disk, LOST, values);
      return new Opened.Lost(journal, why, Optional.of(saved));
    } catch (IOException e) {
      closeAfter(e, file);
      throw e;
    }
  }

  /** A journal is never without a line, so an empty file is a sign of loss and not of youth. */
  private static FileJournal begin(
      StateFolder folder,
      Supplier<Instant> clock,
      String bootId,
      Disk disk,
      String word,
      Map<String, String> values)
      throws IOException {
    JournalLine first = new JournalLine(1, clock.get(), bootId, word, new TreeMap<>(values));
    byte[] bytes = bytes(first);
    folder.createWhole(
        FolderStep.FIRST_LINE_WRITTEN, FolderStep.JOURNAL_BEGUN, folder.journal(), bytes);
    return new FileJournal(
        folder.journal(),
        clock,
        bootId,
        disk,
        disk.open(folder.journal()),
        new JournalText.Lines(List.of(first), bytes.length));
  }

  @Override
  public synchronized JournalLine append(String word, Map<String, String> values)
      throws JournalFailure {
    JournalLine line =
        new JournalLine(lines.size() + 1L, clock.get(), bootId, word, new TreeMap<>(values));
    byte[] bytes = bytes(line);
    try {
      mend();
      file.write(length, bytes);
      file.force();
    } catch (IOException e) {
      doubtful = true;
      throw failure(line, e);
    }
    lines.add(line);
    length += bytes.length;
    return line;
  }

  private JournalFailure failure(JournalLine line, IOException cause) {
    String after = "what was written of it was taken back";
    try {
      mend();
    } catch (IOException e) {
      cause.addSuppressed(e);
      after = "nor could it be taken back (" + e + "), so it may be found after a restart";
    }
    return new JournalFailure(
        "writing line "
            + line.seq()
            + " ("
            + line.word()
            + ") to "
            + path
            + " failed ("
            + cause
            + "), "
            + after
            + ": see that the disk has room, can be written to and is sound; the next line tries"
            + " anew",
        cause);
  }

  /**
   * Brings the file back to the last line that is known to be on the disk. A system that failed to
   * force bytes may hold them as written and say yes the next time, so the file is opened anew,
   * read and cut, and what comes next is written and forced again.
   */
  private void mend() throws IOException {
    if (!doubtful) {
      return;
    }
    file.close();
    file = disk.open(path);
    byte[] bytes = file.readAll();
    boolean same =
        bytes.length >= length
            && JournalText.read(Arrays.copyOf(bytes, (int) length))
                instanceof JournalText.Lines found
            && found.length() == length
            && found.lines().equals(lines);
    if (!same) {
      throw new IOException("the file does not hold what was written to it before");
    }
    file.truncate(FolderStep.LINE_TAKEN_BACK, length);
    file.force();
    doubtful = false;
  }

  @Override
  public synchronized List<JournalLine> lines() {
    return List.copyOf(lines);
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private static void closeAfter(IOException reason, Disk.AppendFile file) {
    try {
      file.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static byte[] bytes(JournalLine line) {
    return (line.text() + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
