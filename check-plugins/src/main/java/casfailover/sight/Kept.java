package casfailover.sight;

import java.util.Map;
import java.util.Optional;

/**
 * A person's word that the address is meant to be where it is.
 *
 * @param number counts such words, so that both agents know the later one
 * @param node the server that had the address
 * @param author who said so; empty if not told
 */
public record Kept(long number, String node, String author) {

  void putInto(Map<String, String> words) {
    words.put("kept", Long.toString(number));
    words.put("kept_on", node);
    words.put("kept_by", author);
  }

  static Optional<Kept> of(Map<String, String> words) {
    String number = words.getOrDefault("kept", "");
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (!number.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("kept= of the peer's report is no number");
    }
    return Optional.of(
        new Kept(
            Long.parseLong(number),
            PeerReport.need(words, "kept_on"),
            PeerReport.need(words, "kept_by")));
  }
}
