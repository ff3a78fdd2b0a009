package casfailover.sight;

import java.util.Map;
import java.util.Optional;

/**
 * What a person wrote on a dashboard a moment ago, and an agent answers by mail: the other one, if
 * the monitor passes the same on to it too, does not mail its own answer besides.
 *
 * @param mark the same for the same words of the same author
 * @param outcome how it ended, in a word; empty while it is being carried out
 */
public record Noted(String mark, String outcome) {

  /** What a person wrote, as it is being carried out. */
  public static Noted of(String author, String comment) {
    return new Noted(Integer.toHexString((author + "\n" + comment).hashCode()), "");
  }

  /** The same when it ended. */
  public Noted ended(String word) {
    return new Noted(mark, word);
  }

  /** Whether two are about the same words, whatever became of them. */
  public boolean isAbout(Noted other) {
    return mark.equals(other.mark);
  }

  /** Whether it is still being carried out. */
  public boolean isOpen() {
    return outcome.isEmpty();
  }

  void putInto(Map<String, String> words) {
    words.put("noted", mark);
    words.put("noted_outcome", outcome);
  }

  static Optional<Noted> of(Map<String, String> words) {
    String mark = words.getOrDefault("noted", "");
    if (mark.isEmpty()) {
      return Optional.empty();
    }
    String outcome = PeerReport.need(words, "noted_outcome");
    if (!mark.matches("[0-9a-f]{1,8}") || !outcome.matches("[A-Z]{0,20}")) {
      throw new IllegalArgumentException("noted= of the peer's report is no note");
    }
    return Optional.of(new Noted(mark, outcome));
  }
}
