package casfailover.report;

import casfailover.journal.JournalLine;
import casfailover.mail.Spans;
import casfailover.pair.FreeText;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a guard said when something was decided, as the journal keeps it.
 *
 * @param guard its name
 * @param answer seen, silent or unknown
 * @param age how old that was
 */
record GuardSeen(String guard, String answer, Duration age) {

  private static final Pattern ONE =
      Pattern.compile("([a-z_]+):(seen|silent|unknown):([0-9]{1,12})");

  /** The guards in a line; none in one that decided nothing. */
  static List<GuardSeen> of(JournalLine line) {
    return ONE.matcher(line.values().getOrDefault("guards", ""))
        .results()
        .map(
            found ->
                new GuardSeen(
                    found.group(1),
                    found.group(2),
                    Duration.ofMillis(Long.parseLong(found.group(3)))))
        .toList();
  }

  /** The same for a person; empty if there are none. */
  static String text(JournalLine line) {
    return of(line).stream()
        .map(
            g ->
                FreeText.line(g.guard.replace('_', ' '))
                    + " "
                    + g.answer
                    + " ("
                    + Spans.fine(g.age)
                    + ")")
        .collect(Collectors.joining(", "));
  }

  Json json() {
    return Json.object()
        .with("guard", guard)
        .with("answer", answer)
        .with("age_ms", Json.of(age))
        .with("detail", "")
        .end();
  }
}
