package casfailover.report;

import casfailover.journal.JournalLine;
import casfailover.pair.FreeText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells what happened in an incident and why, from the journal. */
public final class Explanation {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS Z", Locale.ROOT);

  private Explanation() {}

  /**
   * The lines of one incident, oldest first; of the latest one if none is named.
   *
   * @return empty if the journal knows of no such incident
   */
  public static Optional<String> of(
      List<JournalLine> journal, Optional<String> incident, ZoneId zone) {
    Optional<String> which = incident.or(() -> latest(journal));
    if (which.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    String current = "";
    for (JournalLine line : journal) {
      String named = line.values().getOrDefault("incident", "");
      current = named.isEmpty() ? current : named;
      Optional<String> sentence = Chronicle.sentence(line);
      if (current.equals(which.get()) && sentence.isPresent()) {
        text.append(TIME.format(line.time().atZone(zone)))
            .append("  ")
            .append(sentence.get())
            .append('\n');
      }
    }
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of("Incident " + FreeText.line(which.get()) + "\n" + text);
  }

  private static Optional<String> latest(List<JournalLine> journal) {
    List<String> incidents = new ArrayList<>();
    for (JournalLine line : journal) {
      String named = line.values().getOrDefault("incident", "");
      if (!named.isEmpty()) {
        incidents.add(named);
      }
    }
    return incidents.isEmpty()
        ? Optional.empty()
        : Optional.of(incidents.get(incidents.size() - 1));
  }
}
