package casfailover.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * The letters of an outbox, for somebody who only reads: also beside a running agent, which may
 * move one meanwhile.
 */
public final class LetterArchive {

  private static final Map<String, State> FOLDERS = new LinkedHashMap<>();

  static {
    FOLDERS.put("new", State.WAITS);
    FOLDERS.put("dead", State.PUT_ASIDE);
    FOLDERS.put("sent", State.SENT);
  }

  private LetterArchive() {}

  /** What became of a letter. */
  public enum State {
    SENT,
    WAITS,
    /** No server would take it. */
    PUT_ASIDE
  }

  /** A letter and what became of it. */
  public record Filed(Letter letter, State state) {}

  /**
   * The letters of an incident, oldest first; what does not read is passed over.
   *
   * @param outbox the folder of the outbox; none where it is not there
   */
  public static List<Filed> of(Path outbox, String incident) throws IOException {
    Map<String, Filed> letters = new LinkedHashMap<>();
    for (Map.Entry<String, State> folder : FOLDERS.entrySet()) {
      for (Path file : files(outbox.resolve(folder.getKey()))) {
        read(file, folder.getValue(), incident, letters);
      }
    }
    List<Filed> all = new ArrayList<>(letters.values());
    all.sort(Comparator.comparing(filed -> filed.letter().created()));
    return all;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static void read(Path file, State state, String incident, Map<String, Filed> into)
      throws IOException {
    Matcher name = LetterFolder.NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return;
    }
    try {
      Letter letter =
          LetterFile.read(Long.parseLong(name.group(1)), Files.readString(file)).letter();
      if (letter.incident().equals(incident)) {
        into.put(letter.id(), new Filed(letter, state));
      }
    } catch (NoSuchFileException | IllegalArgumentException e) {
      // It was moved meanwhile, and is read where it is now; or a person wrote into it.
    }
  }
}
