package casfailover.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  /**
   * The word of the first line of a journal that was shortened: what all lines up to its own number
   * added up to.
   */
  public static final String REMEMBERED = "remembered";

  /** Thousands of lines: some years of peace, or some hours of a monitor gone mad. */
  private static final int TOO_LONG = 1 << 20;

  private final StateFolder folder;
  private final Supplier<Instant> clock;
  private final String bootId;
  private final int tooLong;
  private List<JournalLine> lines;
  private Disk.AppendFile file;
  private long length;
  private long tidyFrom;
  private boolean doubtful;

  FileJournal(Opening opening, Disk.AppendFile file, JournalText.Lines found) {
    this.folder = opening.folder();
    this.clock = opening.clock();
    this.bootId = opening.bootId();
    this.tooLong = opening.tooLong();
    this.tidyFrom = tooLong;
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

  static Opened open(Opening opening) throws JournalFailure {
    return opening.open(FileJournal::new);
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
    return open(new Opening(new StateFolder(stateDir, disk), clock, bootId, TOO_LONG));
  }

  @Override
  public synchronized JournalLine append(String word, Map<String, String> values)
      throws JournalFailure {
    JournalLine line =
        new JournalLine(
            lines.get(lines.size() - 1).seq() + 1,
            clock.get(),
            bootId,
            word,
            new TreeMap<>(values));
    byte[] bytes = JournalText.write(List.of(line));
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
            + folder.journal()
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
    file = folder.disk().open(folder.journal());
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
    if (bytes.length > length) {
      file.truncate(FolderStep.LINE_TAKEN_BACK, length);
    }
    file.force();
    folder.force();
    doubtful = false;
  }

  /**
   * Puts a shorter journal in the place of one that has grown too long. After a crash either is
   * there, and both say the same; what the old one said line by line is kept in a file beside.
   */
  @Override
  public synchronized void tidy() throws JournalFailure {
    if (length < tidyFrom) {
      return;
    }
    tidyFrom = length + tooLong / 16; // a disk that is full is not asked at every line
    Shortening shorter = Shortening.of(lines, tooLong / 4, clock.get(), bootId);
    if (!sayTheSame(shorter.lines(), lines)) {
      throw new IllegalStateException("a shorter journal would not say the same");
    }
    try {
      mend();
      replaceBy(shorter);
    } catch (IOException e) {
      throw new JournalFailure(
          "shortening "
              + folder.journal()
              + " failed ("
              + e
              + "): see that the disk has room, can be written to and is sound; it grows meanwhile",
          e);
    }
  }

  private void replaceBy(Shortening shorter) throws IOException {
    folder.createWhole(
        FolderStep.OLD_WRITTEN,
        FolderStep.OLD_KEPT,
        folder.old(),
        JournalText.write(lines.subList(0, shorter.left())));
    byte[] bytes = JournalText.write(shorter.lines());
    doubtful = true;
    file.close();
    folder.replaceJournal(bytes);
    // From here on the name leads to the new file; that this is on the disk is for mend to see.
    lines = new ArrayList<>(shorter.lines());
    length = bytes.length;
    tidyFrom = Math.max(tooLong, length + tooLong / 4);
    mend();
  }

  private static boolean sayTheSame(List<JournalLine> some, List<JournalLine> others) {
    return Recollection.of(some, (line, why) -> {})
        .equals(Recollection.of(others, (line, why) -> {}));
  }

  @Override
  public synchronized List<JournalLine> lines() {
    return List.copyOf(lines);
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
