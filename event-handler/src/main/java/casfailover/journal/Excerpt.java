package casfailover.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be read of a journal as it stands, for those who only report; nothing is mended.
 *
 * @param lines the lines that are whole, in order
 * @param gaps what of it is not there, one sentence each
 * @param remarks what else a reader should know
 */
public record Excerpt(List<JournalLine> lines, List<String> gaps, List<String> remarks) {

  public Excerpt {
    lines = List.copyOf(lines);
    gaps = List.copyOf(gaps);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads the journal of a state folder.
   *
   * @throws JournalFailure if there is none, or the disk does not let us
   */
  public static Excerpt of(Path stateDir) throws JournalFailure {
    Path path = stateDir.resolve(StateFolder.JOURNAL);
    try {
      List<String> remarks = new ArrayList<>();
      for (Path old : aside(stateDir)) {
        remarks.add("an older journal that was damaged is kept in " + old);
      }
      return read(Files.readAllBytes(path), remarks);
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

  private static List<Path> aside(Path stateDir) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(stateDir, StateFolder.JOURNAL + ".lost-*")) {
      files.forEach(found::add);
    }
    found.sort(null);
    return found;
  }

  private static Excerpt read(byte[] bytes, List<String> remarks) {
    List<JournalLine> lines = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int ended = text.lastIndexOf('\n') + 1;
    if (ended < text.length()) {
      remarks.add(
          "the last line of the journal was cut off while it was written, so nobody acted on it");
    }
    int number = 0;
    for (String line : text.substring(0, ended).lines().toList()) {
      number++;
      if (JournalLine.parse(line) instanceof JournalLine.Intact intact) {
        long missing = intact.line().seq() - number;
        if (missing > 0) {
          gaps.add(missing + " lines before line " + intact.line().seq() + " are gone");
          number = (int) intact.line().seq();
        }
        lines.add(intact.line());
      } else {
        gaps.add("line " + number + " of the journal is damaged and left out");
      }
    }
    if (lines.isEmpty()) {
      gaps.add("the journal holds no whole line");
    }
    return new Excerpt(lines, gaps, remarks);
  }
}
