package casfailover.report;

import casfailover.decide.Decision;
import casfailover.decide.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a server would decide if something were so that is not; nothing was done. */
public final class Supposition {

  /** Columns of a key and of its word. */
  private static final int KEY = 23;

  private static final int WORD = 23;

  /** What holds for all that was not named. */
  public enum Origin {
    /** What the server knows now. */
    NOW,
    /** A quiet day, on which every guard is in favour. */
    SCRATCH
  }

  private final String node;
  private final Origin origin;
  private final Table table;
  private final Map<String, String> was;
  private final Set<String> supposed;
  private final Map<String, String> words;
  private final Situation situation;

  Supposition(
      String node,
      Origin origin,
      Table table,
      Map<String, String> was,
      Set<String> supposed,
      Map<String, String> words,
      Situation situation) {
    this.node = node;
    this.origin = origin;
    this.table = table;
    this.was = was;
    this.supposed = Set.copyOf(supposed);
    this.words = words;
    this.situation = situation;
  }

  /** What was decided on. */
  public Situation situation() {
    return situation;
  }

  /** The answer as an administrator reads it, each line ended by LF. */
  public String text() {
    Decision decision = situation.decision();
    StringBuilder page = new StringBuilder();
    page.append(act(decision)).append(": ").append(situation.reason().text()).append('\n');
    page.append("row ")
        .append(decision.row().number())
        .append(" of the table for ")
        .append(table.of())
        .append("; all else as ")
        .append(origin == Origin.NOW ? node + " sees it now" : "on a quiet day, not as it is now")
        .append("; nothing was done\n");
    words.forEach((key, word) -> page.append(line(key, word)));
    return page.toString();
  }

  private String line(String key, String word) {
    String before = supposed.contains(key) ? "supposed; was " + was.get(key) : "";
    return (pad(key, KEY) + pad(word, WORD) + before).stripTrailing() + "\n";
  }

  /** The same for programs: version 1 of its form. */
  public Json json() {
    Decision decision = situation.decision();
    List<String> keys = new ArrayList<>(words.keySet());
    return Json.object()
        .with("version", 1)
        .with("node", node)
        .with("from", lower(origin))
        .with("table", lower(table))
        .with("row", decision.row().number())
        .with("decision", lower(decision.act()))
        .with("would_have", Json.of(decision.wouldHave(), act -> Json.of(lower(act))))
        .with("reason", situation.reason().text())
        .with(
            "words",
            Json.array(
                keys,
                key ->
                    Json.object()
                        .with("key", key)
                        .with("word", words.getOrDefault(key, ""))
                        .with("was", was.getOrDefault(key, ""))
                        .with("supposed", Json.of(supposed.contains(key)))
                        .end()))
        .end();
  }

  private static String act(Decision decision) {
    return decision.act().name().replace('_', ' ');
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
