package casfailover.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The opening of a journal, whatever is found there.
 *
 * @param folder where it lies
 * @param clock the wall clock that lines are dated by
 * @param bootId which start of the machine this is
 * @param tooLong from how many bytes on it is shortened
 */
record Opening(StateFolder folder, Supplier<Instant> clock, String bootId, int tooLong) {

  /** What is made of an open file and the lines that are in it. */
  interface Made {
    FileJournal of(Opening opening, Disk.AppendFile file, JournalText.Lines found);
  }

  Opened open(Made made) throws JournalFailure {
    try {
      StateFolder.make(folder.path());
      if (Files.exists(folder.journal(), LinkOption.NOFOLLOW_LINKS)) {
        return found(made);
      }
      List<String> traces = folder.traces();
      if (traces.isEmpty()) {
        return new Opened.Fresh(begin(made, FileJournal.OPENED, Map.of()));
      }
      String why = "there is no journal beside " + String.join(", ", traces);
      return new Opened.Lost(
          begin(made, FileJournal.LOST, Map.of("why", why)), why, Optional.empty());
    } catch (IOException e) {
      throw new JournalFailure(
          "opening the journal in "
              + folder.path()
              + " failed ("
              + e
              + "): make the agent's user the owner of the folder and all in it, and see that the"
              + " disk has room and can be written to",
          e);
    }
  }

  private Opened found(Made made) throws IOException {
    Disk.AppendFile file = folder.disk().open(folder.journal());
    try {
      byte[] bytes = file.readAll();
      JournalText.Found found = JournalText.read(bytes);
      if (found instanceof JournalText.Lines whole) {
        FileJournal journal = made.of(this, file, whole);
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
      return new Opened.Lost(begin(made, FileJournal.LOST, values), why, Optional.of(saved));
    } catch (IOException e) {
      closeAfter(e, file);
      throw e;
    }
  }

  /** A journal is never without a line, so an empty file is a sign of loss and not of youth. */
  private FileJournal begin(Made made, String word, Map<String, String> values) throws IOException {
    JournalLine first = new JournalLine(1, clock.get(), bootId, word, new TreeMap<>(values));
    byte[] bytes = JournalText.write(List.of(first));
    folder.createWhole(
        FolderStep.FIRST_LINE_WRITTEN, FolderStep.JOURNAL_BEGUN, folder.journal(), bytes);
    return made.of(
        this,
        folder.disk().open(folder.journal()),
        new JournalText.Lines(List.of(first), bytes.length));
  }

  private static void closeAfter(IOException reason, Disk.AppendFile file) {
    try {
      file.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
