package casfailover.report;

import casfailover.journal.JournalLine;
import casfailover.pair.FreeText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What happened to the address and who ordered it: incidents, takes, releases, moves, pauses and
 * other orders, without the steps between.
 */
public final class History {

  /** How many rows are told where nobody asks for more or fewer. */
  public static final int USUAL = 20;

  /** The most that are told at once. */
  public static final int MOST = 1000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** Steps, and what follows from others. */
  private static final Set<String> LEFT_OUT =
      Set.of("begun", "releasing", "learned", "posted", "right_regained");

  private static final Map<String, String> KINDS =
      Map.of(
          "heard",
          "event",
          "taken",
          "take",
          "released",
          "release",
          "gave_up",
          "given up",
          "paused",
          "pause",
          "resumed",
          "resume",
          "reloaded",
          "reload",
          "ended",
          "end",
          "acknowledged",
          "seen");

  private final List<Row> rows;
  private final ZoneId zone;

  /** One thing that happened; its incident and its author are empty where there is none. */
  private record Row(Instant at, String kind, String incident, String author, String text) {}

  private History(List<Row> rows, ZoneId zone) {
    this.rows = rows;
    this.zone = zone;
  }

  /**
   * The history in a journal.
   *
   * @param since nothing before
   * @param limit so many rows at most, the latest
   */
  public static History of(List<JournalLine> journal, Instant since, int limit, ZoneId zone) {
    List<Row> rows = new ArrayList<>();
    String why = "";
    String incident = "";
    for (JournalLine line : journal) {
      incident = line.values().getOrDefault("incident", incident);
      String text = Chronicle.sentence(line).orElse("");
      if (line.word().equals("begun")) {
        why = line.values().getOrDefault("why", "");
      }
      if (text.isEmpty() || LEFT_OUT.contains(line.word()) || line.time().isBefore(since)) {
        continue;
      }
      boolean take = line.word().equals("taken") && !why.isEmpty();
      rows.add(
          new Row(
              line.time(),
              KINDS.getOrDefault(line.word(), line.word().replace('_', ' ')),
              incident,
              FreeText.line(line.values().getOrDefault("author", "")),
              take ? text + "; " + FreeText.line(why) : text));
    }
    return new History(rows.subList(Math.max(0, rows.size() - limit), rows.size()), zone);
  }

  /** The rows, oldest first, each ended by LF. */
  public String text() {
    if (rows.isEmpty()) {
      return "nothing happened in that time\n";
    }
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(TIME.format(row.at.atZone(zone)))
          .append("  ")
          .append(String.format(Locale.ROOT, "%-9s", row.kind))
          .append(' ')
          .append(row.text)
          .append('\n');
    }
    return text.toString();
  }

  /** The same for programs: version 1 of its form. */
  public Json json() {
    return Json.object()
        .with("version", 1)
        .with(
            "history",
            Json.array(
                rows,
                row ->
                    Json.object()
                        .with("at", Json.of(row.at, zone))
                        .with("kind", row.kind.replace(' ', '_'))
                        .with("incident", row.incident)
                        .with("author", row.author)
                        .with("text", row.text)
                        .end()))
        .end();
  }
}
