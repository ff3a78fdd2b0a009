package casfailover.report;

import casfailover.journal.JournalLine;
import casfailover.pair.FreeText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells what happened in an incident and why, from the journal. */
public final class Explanation {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS Z", Locale.ROOT);

  /** Below a decision stands what it was taken on. */
  private static final String INDENT = " ".repeat(31);

  private final Incident incident;
  private final ZoneId zone;

  /** What an incident was, with times of a zone. */
  public Explanation(Incident incident, ZoneId zone) {
    this.incident = incident;
    this.zone = zone;
  }

  /** Its lines, oldest first, each ended by LF. */
  public String text() {
    StringBuilder text = new StringBuilder("Incident " + FreeText.line(incident.name()) + "\n");
    for (JournalLine line : told()) {
      text.append(TIME.format(line.time().atZone(zone)))
          .append("  ")
          .append(sentence(line))
          .append('\n');
      String guards = GuardSeen.text(line);
      if (!guards.isEmpty()) {
        text.append(INDENT).append("seen: ").append(guards).append('\n');
      }
    }
    return text.toString();
  }

  /**
   * The same for programs: version 1 of its form.
   *
   * @param now what is decided at the moment; empty where nobody can tell
   */
  public Json json(Optional<String> now) {
    return Json.object()
        .with("version", 1)
        .with("incident", incident.name())
        .with("lines", Json.array(told(), this::line))
        .with("now", Json.of(now, Json::of))
        .end();
  }

  private Json line(JournalLine line) {
    return Json.object()
        .with("at", Json.of(line.time(), zone))
        .with("seq", line.seq())
        .with("word", line.word())
        .with("text", sentence(line))
        .with("sightings", Json.array(GuardSeen.of(line), GuardSeen::json))
        .end();
  }

  private List<JournalLine> told() {
    return incident.lines().stream().filter(line -> !sentence(line).isEmpty()).toList();
  }

  private static String sentence(JournalLine line) {
    return Chronicle.sentence(line).orElse("");
  }
}
