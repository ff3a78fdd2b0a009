package casfailover.report;

import casfailover.journal.JournalLine;
import casfailover.mail.LetterArchive.Filed;
import casfailover.mail.Spans;
import casfailover.pair.FreeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * An incident as one HTML page that needs no other file: what happened when, what was seen when it
 * was decided, and the mails. Whatever it is made of, it forges no markup.
 */
public final class IncidentPage {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      <style>
      body{margin:2em auto;max-width:70em;padding:0 1em;font:16px/1.45 sans-serif;color:#222}
      h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;border-bottom:1px solid #ccc}
      table{border-collapse:collapse}td,th{padding:.2em .8em .2em 0;text-align:left;vertical-align:top}
      .time,.after{white-space:nowrap;font-variant-numeric:tabular-nums;color:#555}
      .seen{color:#1e7e34}.silent{color:#b02a37}.unknown{color:#8a6d00}
      pre{background:#f6f6f6;padding:1em;overflow-x:auto}
      .state{font-weight:normal;color:#555}
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      <p>%2$s</p>
      """;

  private final Incident incident;
  private final List<Filed> mails;
  private final String node;
  private final ZoneId zone;
  private final StringBuilder page = new StringBuilder();

  private IncidentPage(Incident incident, List<Filed> mails, String node, ZoneId zone) {
    this.incident = incident;
    this.mails = mails;
    this.node = node;
    this.zone = zone;
  }

  /**
   * The whole page.
   *
   * @param node the server whose journal it is
   */
  public static String of(Incident incident, List<Filed> mails, String node, ZoneId zone) {
    return new IncidentPage(incident, mails, node, zone).page();
  }

  private String page() {
    Instant from = incident.lines().get(0).time();
    Instant to = incident.lines().get(incident.lines().size() - 1).time();
    page.append(
        HEAD.formatted(
            html("Incident " + incident.name() + " on " + node),
            html(
                "From %s for %s, times of %s; from the journal of %s."
                    .formatted(
                        TIME.format(from.atZone(zone)),
                        Spans.whole(Duration.between(from, to)),
                        zone.getId(),
                        node))));
    timeline(from);
    evidence();
    mails();
    return page.append("</body>\n</html>\n").toString();
  }

  private void timeline(Instant from) {
    page.append("<h2>What happened</h2>\n<table>\n");
    for (JournalLine line : incident.lines()) {
      Chronicle.sentence(line)
          .ifPresent(
              sentence ->
                  page.append("<tr><td class=\"time\">")
                      .append(TIME.format(line.time().atZone(zone)))
                      .append("</td><td class=\"after\">+")
                      .append(seconds(Duration.between(from, line.time())))
                      .append("</td><td>")
                      .append(html(sentence))
                      .append("</td></tr>\n"));
    }
    page.append("</table>\n");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toMillis() / 1000.0);
  }

  /** What each guard said at each decision. */
  private void evidence() {
    for (JournalLine line : incident.lines()) {
      List<GuardSeen> guards = GuardSeen.of(line);
      if (guards.isEmpty()) {
        continue;
      }
      page.append("<h2>Seen at ")
          .append(TIME.format(line.time().atZone(zone)))
          .append(", when it was decided</h2>\n<table>\n")
          .append("<tr><th>guard</th><th>answer</th><th>age</th></tr>\n");
      for (GuardSeen guard : guards) {
        page.append("<tr><td>")
            .append(html(guard.guard().replace('_', ' ')))
            .append("</td><td class=\"")
            .append(guard.answer())
            .append("\">")
            .append(guard.answer())
            .append("</td><td>")
            .append(Spans.fine(guard.age()))
            .append("</td></tr>\n");
      }
      page.append("</table>\n");
    }
  }

  private void mails() {
    page.append("<h2>Mails</h2>\n");
    if (mails.isEmpty()) {
      page.append("<p>None is kept.</p>\n");
    }
    for (Filed filed : mails) {
      page.append("<h3>")
          .append(html(filed.letter().subject()))
          .append(" <span class=\"state\">")
          .append(filed.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .append("</span></h3>\n<pre>")
          .append(html(filed.letter().body().stripTrailing()))
          .append("</pre>\n");
    }
  }

  private static String html(String text) {
    return FreeText.block(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
