package casfailover.report;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.JournalLine;
import casfailover.mail.Letter;
import casfailover.mail.LetterArchive.Filed;
import casfailover.mail.LetterArchive.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IncidentPageTest {

  private static JournalLine line(long seq, String time, String word, Map<String, String> values) {
    return new JournalLine(
        seq, Instant.parse("2026-11-22T" + time + "Z"), "boot", word, new TreeMap<>(values));
  }

  private static final Incident INCIDENT =
      new Incident(
          "2026-11-22-1",
          List.of(
              line(
                  7,
                  "02:12:05",
                  "begun",
                  Map.of(
                      "epoch", "2:exch-b",
                      "how", "failover",
                      "incident", "2026-11-22-1",
                      "even_if_databases", "false",
                      "why", "exch-a is silent <script>",
                      "guards", "peer_ping:silent:200,gateway_ping:seen:100")),
              line(
                  8,
                  "02:12:14.500",
                  "taken",
                  Map.of("epoch", "2:exch-b", "how", "failover", "incident", "2026-11-22-1"))));

  private static final Filed MAIL =
      new Filed(
          new Letter(
              "2026-11-22-1.takeover-2@exch-b",
              "2026-11-22-1",
              "[CAS exch-b] TAKEOVER & more",
              "It took it.\n  <b>not bold</b>\n",
              Instant.parse("2026-11-22T02:12:14Z"),
              List.of()),
          State.SENT);

  private static String page(List<Filed> mails) {
    return IncidentPage.of(INCIDENT, mails, "exch-b", ZoneOffset.ofHours(1));
  }

  @Test
  void tellsWhatHappenedWhen() {
    assertThat(page(List.of(MAIL)))
        .startsWith("<!DOCTYPE html>")
        .contains("<h1>Incident 2026-11-22-1 on exch-b</h1>")
        .contains("From 2026-11-22 03:12:05.000 for 9 s, times of +01:00")
        .contains(
            "<td class=\"time\">2026-11-22 03:12:14.500</td><td class=\"after\">+9.500 s</td>"
                + "<td>TAKEOVER done, term 2:exch-b, incident 2026-11-22-1: address added,")
        .endsWith("</html>\n");
  }

  @Test
  void showsWhatWasSeenWhenItWasDecided() {
    assertThat(page(List.of()))
        .contains("<h2>Seen at 2026-11-22 03:12:05.000, when it was decided</h2>")
        .contains("<tr><td>peer ping</td><td class=\"silent\">silent</td><td>0.2 s</td></tr>")
        .contains("<p>None is kept.</p>");
  }

  @Test
  void holdsTheMailsAndForgesNoMarkup() {
    assertThat(page(List.of(MAIL)))
        .contains("<h3>[CAS exch-b] TAKEOVER &amp; more <span class=\"state\">sent</span></h3>")
        .contains("<pre>It took it.\n  &lt;b&gt;not bold&lt;/b&gt;</pre>")
        .contains("exch-a is silent &lt;script&gt;")
        .doesNotContain("<script", "<b>");
  }

  @Test
  void needsNoOtherFile() {
    assertThat(page(List.of(MAIL))).doesNotContain("http", "src=", "href=", "url(");
  }
}
