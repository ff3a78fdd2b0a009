package casfailover.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What was found where the journal belongs. Whatever it was, there is a journal to go on with. */
public sealed interface Opened {

  /** The journal to go on with. */
  FileJournal journal();

  /** The state folder was new; the journal's only line is {@link FileJournal#OPENED}. */
  record Fresh(FileJournal journal) implements Opened {}

  /**
   * All was as it was left.
   *
   * @param lines what the journal held
   */
  record Whole(FileJournal journal, List<JournalLine> lines) implements Opened {
    public Whole {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The last line was cut off while it was written, so nobody ever acted on it. It was taken away.
   *
   * @param lines what the journal held before it
   * @param saved the file that keeps the bytes that were taken away
   */
  record TornTail(FileJournal journal, List<JournalLine> lines, Path saved) implements Opened {
    public TornTail {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What was known is not known any more. A new journal was begun with {@link FileJournal#LOST}.
   *
   * @param why what was found
   * @param saved the old journal under its new name; empty if there was none
   */
  record Lost(FileJournal journal, String why, Optional<Path> saved) implements Opened {}
}
