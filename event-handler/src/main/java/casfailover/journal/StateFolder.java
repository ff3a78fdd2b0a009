package casfailover.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The folder that holds the journal, and the steps by which files come into it whole or not at all.
 *
 * @param path where it is
 * @param disk what it lies on
 */
record StateFolder(Path path, Disk disk) {

  static final String JOURNAL = "journal";
  static final String LOCK = "lock";
  private static final String OLD = "journal.old";

  /** What is written here becomes a file by being renamed; a crash may leave it behind. */
  private static final String UNFINISHED = "unfinished";

  /** What may be in a folder that was never used: the file system's own is among it. */
  private static final Set<String> OF_NO_MEANING = Set.of(LOCK, UNFINISHED, "lost+found");

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  Path journal() {
    return path.resolve(JOURNAL);
  }

  /** Makes such a folder if it is not there. */
  static void make(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        NioDisk.forceNames(parent);
      }
    }
  }

  /** The names of what is in it and means that it was used before, sorted. */
  List<String> traces() throws IOException {
    List<String> traces = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!OF_NO_MEANING.contains(name) && !isEmptyFolder(file)) {
          traces.add(name);
        }
      }
    }
    Collections.sort(traces);
    return traces;
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(path)) {
      return !inside.iterator().hasNext();
    }
  }

  /**
   * Creates a file with its content; after a crash it is there with all of it, or not there.
   *
   * @param written the step by which the content is on the disk
   * @param named the step by which it is the file
   */
  void createWhole(FolderStep written, FolderStep named, Path target, byte[] content)
      throws IOException {
    Path unfinished = path.resolve(UNFINISHED);
    disk.write(written, unfinished, content);
    disk.rename(named, unfinished, target);
    disk.force(path);
  }

  /** The lines that the journal was shortened by last, for people. */
  Path old() {
    return path.resolve(OLD);
  }

  /** A name that is still free, for something that must be kept: {@code journal.torn-…}. */
  Path free(String kind, Instant now) {
    String name = JOURNAL + "." + kind + "-" + STAMP.format(now);
    Path free = path.resolve(name);
    for (int i = 2; Files.exists(free); i++) {
      free = path.resolve(name + "-" + i);
    }
    return free;
  }

  /** Puts another content in the place of the journal's; whoever calls forces the names. */
  void replaceJournal(byte[] content) throws IOException {
    Path unfinished = path.resolve(UNFINISHED);
    disk.write(FolderStep.SHORTER_WRITTEN, unfinished, content);
    disk.rename(FolderStep.SHORTENED, unfinished, journal());
  }

  /** Returns once the disk has the names. */
  void force() throws IOException {
    disk.force(path);
  }

  /** Puts a damaged journal aside under another name. */
  void putAside(Path target) throws IOException {
    disk.rename(FolderStep.DAMAGED_KEPT, journal(), target);
    disk.force(path);
  }
}
