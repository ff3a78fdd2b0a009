package casfailover.mail;

import casfailover.pair.Epoch;
import casfailover.pair.FreeText;
import java.time.Instant;
import java.util.List;

/**
 * One piece of news, ready to be mailed: to whom and by which server is settled when it is sent.
 *
 * @param id the name of the news, as in {@code 2026-11-22-1.takeover@exch-b}: the same news has the
 *     same id, and its Message-ID is made from it
 * @param incident the incident that it belongs to, as in {@code 2026-11-22-1}
 * @param subject one line, free of control characters whatever was given
 * @param body plain text, its lines ended by LF
 * @param created when the news arose
 * @param references the ids of the letters that this one follows, oldest first; the incident's root
 *     alone is enough to make one thread of an incident
 */
public record Letter(
    String id,
    String incident,
    String subject,
    String body,
    Instant created,
    List<String> references) {

  private static final int LONGEST_SUBJECT = 200;
  private static final String WORD = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";

  public Letter {
    checkId(id);
    references.forEach(Letter::checkId);
    if (!incident.matches(WORD)) {
      throw new IllegalArgumentException("'" + FreeText.line(incident) + "' is no incident");
    }
    subject = shorten(FreeText.line(subject));
    body = FreeText.block(body);
    body = body.endsWith("\n") ? body : body + "\n";
    references = List.copyOf(references);
  }

  /** The same letter in other threads, each of which hangs on the one before it. */
  Letter in(String... threads) {
    return new Letter(id, incident, subject, body, created, List.of(threads));
  }

  /** The id of some news of an incident, as in {@code id("2026-11-22-1", "takeover", "exch-b")}. */
  public static String id(String incident, String news, String node) {
    return word(incident) + "." + word(news) + "@" + word(node);
  }

  /** The id of the thread that all letters of an incident belong to; no letter has it itself. */
  public static String root(String incident, String node) {
    return word(incident) + "@" + word(node);
  }

  /**
   * The id of the thread of the end of a term. Both servers know the number of a term, and neither
   * knows the incident of the other once it is cut off: so the letter of a release and that of the
   * take after it meet here.
   */
  public static String end(Epoch term) {
    return "end-of-term-" + term.counter() + "@" + word(term.node());
  }

  private static String word(String text) {
    String word = text.replaceAll("[^A-Za-z0-9_-]+", "-");
    return word.isEmpty() ? "-" : word;
  }

  private static void checkId(String id) {
    if (id.length() > 180 || !id.matches(WORD + "@" + WORD)) {
      throw new IllegalArgumentException(
          "'" + FreeText.line(id) + "' is no name of a letter, as in 2026-11-22-1.takeover@exch-b");
    }
  }

  private static String shorten(String line) {
    if (line.codePointCount(0, line.length()) <= LONGEST_SUBJECT) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
  }
}
