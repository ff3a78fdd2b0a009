package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntryTextTest {

  static final Epoch EPOCH = new Epoch(3, "exch-b");
  private static final String HOSTILE =
      "a=b epoch=9:exch-a\r\n%41+\u0000\u001b[2J\u2028\"ü \ud83d\ude00";

  private static final Event EVENT =
      new Event(
          "monitor",
          Subject.PEER,
          State.CRITICAL,
          StateType.HARD,
          "3",
          "17",
          new Level(true, Optional.of(State.DOWN), Optional.of(Duration.ofMillis(1_250))));

  private static final Event BARE_EVENT =
      new Event(
          HOSTILE, Subject.CAS_IP, State.UNREACHABLE, StateType.SOFT, "", HOSTILE, Level.NOTHING);

  /** Every kind of entry, with plain values, with empty ones and with hostile ones. */
  static Stream<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Installed());
    entries.add(new Entry.RightRegained());
    entries.add(new Entry.BackSoonOver());
    entries.add(new Entry.PeerBackSoon(86_400_123, Duration.ofSeconds(35)));
    entries.add(new Entry.PeerBack());
    entries.add(new Entry.Learned(EPOCH));
    entries.add(new Entry.Learned(Epoch.NONE));
    entries.add(new Entry.Heard(EVENT, "2026-11-22-1"));
    entries.add(new Entry.Heard(BARE_EVENT, ""));
    for (String text : new String[] {"plain", "", HOSTILE}) {
      entries.add(new Entry.Lost(text));
      entries.add(new Entry.Ended(text));
      entries.add(new Entry.GaveUp(EPOCH, text));
      entries.add(new Entry.Paused(text, text));
      entries.add(new Entry.Resumed(text, text));
      entries.add(new Entry.Posted(text));
      entries.add(new Entry.Kept(2, "exch-b", text, text));
      entries.add(
          new Entry.Acknowledged(
              1795315231, EPOCH, Instant.parse("2026-11-22T02:20:31.007Z"), text, text));
      entries.add(new Entry.Reloaded("3f9c21", text, Duration.ofSeconds(4)));
      entries.add(
          new Entry.BackSoon(
              86_400_123, Duration.ofMillis(86_400_456), Duration.ofSeconds(30), text, text));
      entries.add(new Entry.HandingOver(EPOCH, 1795313402123L, text));
      entries.add(new Entry.HandedOver(EPOCH, 0, text));
      for (boolean flag : new boolean[] {true, false}) {
        entries.add(new Entry.Releasing(EPOCH, flag, text));
        entries.add(new Entry.Released(EPOCH, flag, text));
      }
      for (Entry.How how : Entry.How.values()) {
        entries.add(new Entry.Taken(EPOCH, how, text));
        entries.add(new Entry.Begun(EPOCH, how, text, how == Entry.How.ORDERED, text));
      }
    }
    return entries.stream();
  }

  @Test
  void everyKindOfEntryIsAmongThem() {
    assertThat(entries().map(Object::getClass).distinct().map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Entry.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void comesBackAsItWas(Entry entry) {
    assertThat(EntryText.parse(EntryText.word(entry), EntryText.values(entry))).contains(entry);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void comesBackFromALineOfTheJournal(Entry entry) {
    String text =
        new JournalLine(1, Instant.EPOCH, "b00t-1", EntryText.word(entry), EntryText.values(entry))
            .text();

    assertThat(JournalLine.parse(text))
        .isInstanceOfSatisfying(
            JournalLine.Intact.class,
            intact ->
                assertThat(EntryText.parse(intact.line().word(), intact.line().values()))
                    .contains(entry));
  }

  @Test
  void everyKindHasAWordOfItsOwn() {
    assertThat(entries().map(EntryText::word).distinct())
        .containsExactlyInAnyOrder(
            "installed",
            "lost",
            "heard",
            "ended",
            "learned",
            "begun",
            "gave_up",
            "taken",
            "releasing",
            "released",
            "handing_over",
            "handed_over",
            "paused",
            "resumed",
            "right_regained",
            "reloaded",
            "back_soon",
            "back_soon_over",
            "peer_back_soon",
            "peer_back",
            "kept",
            "acknowledged",
            "posted");
  }

  @Test
  void theValuesHaveTheNamesThatFormerProgramsWrote() {
    assertThat(EntryText.values(new Entry.Heard(EVENT, "2026-11-22-1")))
        .isEqualTo(
            Map.of(
                "monitor", "monitor",
                "subject", "peer",
                "state", "CRITICAL",
                "type", "HARD",
                "attempt", "3",
                "problem", "17",
                "downtime", "true",
                "peer_state", "DOWN",
                "peer_age", "1250",
                "incident", "2026-11-22-1"));
    assertThat(
            EntryText.values(
                new Entry.Begun(
                    EPOCH, Entry.How.FAILOVER, "2026-11-22-1", false, "exch-a is silent")))
        .isEqualTo(
            Map.of(
                "epoch", "3:exch-b",
                "how", "failover",
                "incident", "2026-11-22-1",
                "even_if_databases", "false",
                "why", "exch-a is silent"));
  }

  @Test
  void aWordOfANewerProgramIsPassedOver() {
    assertThat(EntryText.parse("foreseen", Map.of("author", "jane"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isNoEntryWithoutOneOfItsValues(Entry entry) {
    Map<String, String> values = EntryText.values(entry);
    for (String key : values.keySet()) {
      if (key.equals("peer_state") || key.equals("peer_age") || entry instanceof Entry.Lost) {
        continue;
      }
      Map<String, String> less = new TreeMap<>(values);
      less.remove(key);
      assertThatThrownBy(() -> EntryText.parse(EntryText.word(entry), less))
          .hasMessage("a line of the journal has no '" + key + "'");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "epoch, 3",
    "how, perhaps",
    "even_if_databases, perhaps",
    "even_if_databases, ''",
  })
  void aValueThatDoesNotReadIsNoEntry(String key, String broken) {
    Map<String, String> values =
        new TreeMap<>(
            EntryText.values(new Entry.Begun(EPOCH, Entry.How.HOME, "2026-11-22-1", true, "why")));
    values.put(key, broken);

    assertThatThrownBy(() -> EntryText.parse("begun", values))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
