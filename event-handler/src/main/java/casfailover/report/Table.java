package casfailover.report;

import casfailover.decide.Details;
import casfailover.decide.Situation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A decision table, told in words. */
enum Table {
  STANDING("a server that does not have the address"),
  HOLDING("a server that has the address");

  /** The word for all that is seen of the peer. */
  private static final String PEER = "peer";

  /** What one word on the peer says of all that is seen of it. */
  private static final Map<String, Map<String, String>> PEER_OF_STANDING =
      Map.of(
          "seen", Map.of("server", "seen"),
          "silent", Map.of("server", "silent", "agent", "silent"),
          "unknown", Map.of("server", "unknown", "agent", "unknown"));

  private static final Map<String, Map<String, String>> PEER_OF_HOLDING =
      Map.of(
          "seen", Map.of("contact", "seen"),
          "silent", Map.of("contact", "gone", "agent", "silent"));

  private final String of;

  Table(String of) {
    this.of = of;
  }

  /** Whose table it is, as in {@code a server that has the address}. */
  String of() {
    return of;
  }

  private List<Question<?>> questions() {
    return this == STANDING ? StandingWords.ALL : HoldingWords.ALL;
  }

  /** The words that may stand behind a key; none if the table does not ask for it. */
  List<String> words(String key) {
    if (key.equals(PEER)) {
      return peer().keySet().stream().sorted().toList();
    }
    return questions().stream()
        .filter(question -> question.key().equals(key))
        .flatMap(question -> question.words().stream())
        .toList();
  }

  /** All that may be asked. */
  List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(PEER));
    questions().forEach(question -> keys.add(question.key()));
    return keys;
  }

  private Map<String, Map<String, String>> peer() {
    return this == STANDING ? PEER_OF_STANDING : PEER_OF_HOLDING;
  }

  /** The words with {@code peer=} told as what it says, unless that is named itself. */
  Map<String, String> plain(Map<String, String> words) {
    Map<String, String> all = new LinkedHashMap<>();
    words.forEach(
        (key, word) -> {
          if (key.equals(PEER)) {
            peer().getOrDefault(word, Map.of()).forEach(all::putIfAbsent);
          } else {
            all.put(key, word);
          }
        });
    return all;
  }

  static Table of(Situation situation) {
    return situation instanceof Situation.Standing ? STANDING : HOLDING;
  }

  static Map<String, String> words(Situation situation) {
    return situation instanceof Situation.Standing standing
        ? StandingWords.of(standing.evidence())
        : HoldingWords.of(((Situation.Keeping) situation).holding());
  }

  Situation situation(Map<String, String> words, Details details) {
    return this == STANDING
        ? new Situation.Standing(StandingWords.evidence(words), details)
        : new Situation.Keeping(HoldingWords.holding(words), details);
  }

  /** The words of a quiet day: every guard is in favour, the peer is well and nothing is wanted. */
  Map<String, String> quietDay(boolean dag) {
    Map<String, String> words = new LinkedHashMap<>();
    questions().forEach(question -> words.put(question.key(), question.words().get(0)));
    if (this == STANDING) {
      words.put("home", "not_ours");
      words.put("wire", "peer");
      words.put("monitor", "nothing");
      words.put("settings", "same");
      words.put("databases", dag ? "here" : "not_asked");
    } else {
      words.put("agent", "answers");
      words.put("right", dag ? "confirmed" : "not_asked");
    }
    return words;
  }
}
