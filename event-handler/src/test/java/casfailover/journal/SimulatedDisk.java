package casfailover.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A disk that is only simulated, with one journal on it: what was written outlives the process, and
 * only what was forced outlives the power.
 */
public final class SimulatedDisk {

  /** What is wrong with the disk. */
  public enum Fault {
    NONE,
    /** A write ends after half of its bytes: there is no room for more. */
    FULL,
    READ_ONLY,
    /** All is written, and that it is on the disk cannot be told. */
    NOT_FORCED,
    /** Nothing is wrong, and the process dies after half of the next write. */
    TORN
  }

  /** The process died while it wrote. */
  public static final class Torn extends RuntimeException {
    private static final long serialVersionUID = 1;

    Torn() {
      super("died while it wrote", null, false, false);
    }
  }

  private static final Path PATH = Path.of("journal");

  private final boolean forgets;
  private byte[] bytes = new byte[4096];
  private int length;
  private int forced;
  private Fault fault = Fault.NONE;

  /**
   * An empty disk.
   *
   * @param forgets whether it says that it forced what it did not
   */
  public SimulatedDisk(boolean forgets) {
    this.forgets = forgets;
  }

  public void fails(Fault how) {
    fault = how;
  }

  public Fault fault() {
    return fault;
  }

  /**
   * The power goes: of what was not forced, a part is left.
   *
   * @param part how much of it in per cent
   */
  public void powerCut(int part) {
    length = forced + (length - forced) * part / 100;
    forced = length;
  }

  /** All is gone. */
  public void lose() {
    length = 0;
    forced = 0;
  }

  /** One byte somewhere in the middle is another one. */
  public void spoil(int permille) {
    int at = (int) ((long) length * permille / 1000);
    bytes[at] ^= 1;
  }

  /** Begins the journal of a new server. */
  public FileJournal install(Supplier<Instant> clock, String bootId) {
    return begin(FileJournal.OPENED, "", clock, bootId);
  }

  /** Reads the journal as every start does, and lets it be continued. */
  public FileJournal open(Supplier<Instant> clock, String bootId) {
    boolean none = length == 0;
    JournalText.Found found = JournalText.read(Arrays.copyOf(bytes, length));
    if (found instanceof JournalText.Lines whole) {
      length = whole.length();
      forced = length;
      return new FileJournal(opening(clock, bootId), new File(), whole);
    }
    return begin(FileJournal.LOST, none ? "there is none" : "it is damaged", clock, bootId);
  }

  private FileJournal begin(String word, String why, Supplier<Instant> clock, String bootId) {
    SortedMap<String, String> values = new TreeMap<>();
    if (!why.isEmpty()) {
      values.put("why", why);
    }
    JournalLine first = new JournalLine(1, clock.get(), bootId, word, values);
    byte[] text = (first.text() + "\n").getBytes(StandardCharsets.US_ASCII);
    length = 0;
    append(0, text, text.length);
    forced = length;
    JournalText.Lines lines = new JournalText.Lines(List.of(first), length);
    return new FileJournal(opening(clock, bootId), new File(), lines);
  }

  /** The journal of a simulated server never grows too long. */
  private Opening opening(Supplier<Instant> clock, String bootId) {
    return new Opening(new StateFolder(PATH, new Folder()), clock, bootId, Integer.MAX_VALUE);
  }

  private void append(int position, byte[] more, int count) {
    if (position + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (position + count));
    }
    System.arraycopy(more, 0, bytes, position, count);
    length = Math.max(length, position + count);
  }

  /** Where the one file is; nothing else is done to it once the journal is open. */
  private final class Folder implements Disk {

    @Override
    public AppendFile open(Path file) {
      return new File();
    }

    @Override
    public void write(FolderStep step, Path file, byte[] content) {
      throw new AssertionError(step + ": only a journal that is open is simulated");
    }

    @Override
    public void rename(FolderStep step, Path from, Path to) {
      throw new AssertionError(step + ": only a journal that is open is simulated");
    }

    @Override
    public void force(Path folder) {}
  }

  private final class File implements Disk.AppendFile {

    @Override
    public byte[] readAll() {
      return Arrays.copyOf(bytes, length);
    }

    @Override
    public void write(long position, byte[] more) throws IOException {
      switch (fault) {
        case READ_ONLY -> throw new IOException("Read-only file system");
        case FULL -> {
          append((int) position, more, more.length / 2);
          throw new IOException("No space left on device");
        }
        case TORN -> {
          fault = Fault.NONE;
          append((int) position, more, more.length / 2);
          throw new Torn();
        }
        case NONE, NOT_FORCED -> append((int) position, more, more.length);
      }
    }

    @Override
    public void truncate(FolderStep step, long to) throws IOException {
      if (fault == Fault.READ_ONLY) {
        throw new IOException("Read-only file system");
      }
      length = (int) to;
      forced = Math.min(forced, length);
    }

    @Override
    public void force() throws IOException {
      if (fault == Fault.NOT_FORCED) {
        throw new IOException("Input/output error");
      }
      if (!forgets) {
        forced = length;
      }
    }

    @Override
    public void close() {}
  }
}
