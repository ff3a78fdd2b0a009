package casfailover.sight;

import casfailover.pair.Epoch;
import casfailover.pair.FreeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A person's word that what is wrong with the address was seen.
 *
 * @param number counts such words, so that both agents know the later one
 * @param term the last term of the address at that time: with the next one it is over
 * @param at when it was said
 * @param author who said so; empty if not told
 * @param comment what was said; at most 200 characters, and empty if nothing
 */
public record Acknowledged(long number, Epoch term, Instant at, String author, String comment) {

  private static final int LONGEST = 200;

  public Acknowledged {
    comment = FreeText.line(comment, LONGEST);
  }

  void putInto(Map<String, String> words) {
    words.put("acknowledged", Long.toString(number));
    words.put("acknowledged_term", term.toString());
    words.put("acknowledged_at", at.toString());
    words.put("acknowledged_by", author);
    words.put("acknowledged_comment", comment);
  }

  static Optional<Acknowledged> of(Map<String, String> words) {
    String number = words.getOrDefault("acknowledged", "");
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (!number.matches("[0-9]{1,12}")) {
      throw new IllegalArgumentException("acknowledged= of the peer's report is no number");
    }
    return Optional.of(
        new Acknowledged(
            Long.parseLong(number),
            PeerReport.term(words, "acknowledged_term"),
            Instant.parse(PeerReport.need(words, "acknowledged_at")),
            PeerReport.need(words, "acknowledged_by"),
            PeerReport.need(words, "acknowledged_comment")));
  }
}
