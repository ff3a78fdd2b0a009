package casfailover.report;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.JournalLine;
import casfailover.pair.Epoch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final Instant START = Instant.parse("2026-11-22T03:12:00Z");
  private static final Epoch EPOCH = new Epoch(2, "exch-b");
  private static final List<JournalLine> JOURNAL =
      journal(
          new Entry.Installed(),
          new Entry.Resumed("jane", "after the test"),
          new Entry.Begun(
              EPOCH,
              Entry.How.FAILOVER,
              "2026-11-22-1",
              false,
              "exch-a is silent",
              "peer_ping:silent:1200,wire:silent:40,gateway_ping:seen:35"),
          new Entry.Taken(EPOCH, Entry.How.FAILOVER, "2026-11-22-1"),
          new Entry.Posted("2026-11-22-1.takeover@exch-b"),
          new Entry.Paused("joe", ""),
          new Entry.Begun(
              new Epoch(4, "exch-b"), Entry.How.HOME, "2026-11-22-2", false, "nobody has it"),
          new Entry.GaveUp(new Epoch(4, "exch-b"), "192.0.2.100 still answers"));

  /** A line each second. */
  private static List<JournalLine> journal(Entry... entries) {
    List<JournalLine> lines = new ArrayList<>();
    for (Entry entry : entries) {
      int seq = lines.size() + 1;
      lines.add(
          new JournalLine(
              seq, START.plusSeconds(seq), "boot", EntryText.word(entry), EntryText.values(entry)));
    }
    return lines;
  }

  private static Optional<String> found(Incident.Which which) {
    return Incident.find(JOURNAL, which).map(Incident::name);
  }

  @Test
  void theHistoryTellsWhatHappenedAndWhoOrderedIt() {
    assertThat(History.of(JOURNAL, Instant.MIN, 20, ZoneOffset.UTC).text())
        .isEqualTo(
            """
            2026-11-22 03:12:01  installed installed and paused: nothing is done until cas-event-handler resume
            2026-11-22 03:12:02  resume    armed by jane: after the test
            2026-11-22 03:12:04  take      TAKEOVER done, term 2:exch-b, incident 2026-11-22-1: address added, announced, verified; exch-a is silent
            2026-11-22 03:12:06  pause     paused by joe
            2026-11-22 03:12:08  given up  takeover of term 4:exch-b given up: 192.0.2.100 still answers
            """);
  }

  @Test
  void itBeginsWhereItIsToldToAndKeepsTheLatest() {
    assertThat(History.of(JOURNAL, START.plusSeconds(6), 20, ZoneOffset.UTC).text().lines())
        .hasSize(2);
    assertThat(History.of(JOURNAL, Instant.MIN, 1, ZoneOffset.UTC).text()).contains("given up");
    assertThat(History.of(List.of(), Instant.MIN, 1, ZoneOffset.UTC).text())
        .isEqualTo("nothing happened in that time\n");
  }

  @Test
  void programsGetItAsJson() {
    assertThat(
            History.of(JOURNAL, START.plusSeconds(6), 1, ZoneOffset.ofHours(1)).json().toString())
        .isEqualTo(
            "{\"version\":1,\"history\":[{\"at\":\"2026-11-22T04:12:08+01:00\",\"kind\":\"given_up\",\"incident\":\"2026-11-22-2\",\"author\":\"\",\"text\":\"takeover"
                + " of term 4:exch-b given up: 192.0.2.100 still answers\"}]}");
  }

  @Test
  void anIncidentIsTheLatestOrNamedOrOfAProblemOrOfATime() {
    assertThat(found(new Incident.Which.Latest())).contains("2026-11-22-2");
    assertThat(found(new Incident.Which.Named("2026-11-22-1"))).contains("2026-11-22-1");
    assertThat(found(new Incident.Which.Named("2026-11-22-9"))).isEmpty();
    assertThat(found(new Incident.Which.OfProblem("17"))).isEmpty();
    When before = new When(START.plusSeconds(5), START.plusSeconds(6));
    assertThat(found(new Incident.Which.At(before))).contains("2026-11-22-1");
    assertThat(found(new Incident.Which.At(new When(START, START.plusSeconds(1))))).isEmpty();
  }

  @Test
  void aDecisionStandsWithWhatEachGuardSaid() {
    Explanation explanation =
        new Explanation(
            Incident.find(JOURNAL, new Incident.Which.Named("2026-11-22-1")).orElseThrow(),
            ZoneOffset.UTC);

    assertThat(explanation.text())
        .startsWith(
            """
            Incident 2026-11-22-1
            2026-11-22 03:12:03.000 +0000  TAKEOVER begins, term 2:exch-b, incident 2026-11-22-1: exch-a is silent
                                           seen: peer ping silent (1.2 s), wire silent (0.0 s), gateway ping seen (0.0 s)
            2026-11-22 03:12:04.000 +0000  TAKEOVER done\
            """);
    assertThat(explanation.json(Optional.of("all is well")).toString())
        .startsWith(
            "{\"version\":1,\"incident\":\"2026-11-22-1\",\"lines\":[{\"at\":\"2026-11-22T03:12:03Z\",\"seq\":3,")
        .contains(
            "\"sightings\":[{\"guard\":\"peer_ping\",\"answer\":\"silent\",\"age_ms\":1200,\"detail\":\"\"},")
        .endsWith("\"now\":\"all is well\"}");
  }
}
