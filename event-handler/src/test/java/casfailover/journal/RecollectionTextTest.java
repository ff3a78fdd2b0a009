package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecollectionTextTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14.123456789Z");

  @Test
  void nothingComesBackAsNothing() {
    assertThat(again(Recollection.EMPTY)).isEqualTo(Recollection.EMPTY);
  }

  @Test
  void whateverEntriesAddUpToComesBack() {
    List<Entry> entries = EntryTextTest.entries().toList();
    Random random = new Random(4);
    for (int history = 0; history < 100; history++) {
      Recollection memory = Recollection.EMPTY;
      for (int i = 0; i < 40; i++) {
        Entry entry = entries.get(random.nextInt(entries.size()));
        memory = memory.after(NOW.plusSeconds(i), entry);
        assertThat(again(memory)).isEqualTo(memory);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casfailover.journal.EntryTextTest#entries")
  void whatComesAfterItAddsUpAsBefore(Entry entry) {
    Recollection memory =
        Recollection.EMPTY
            .after(NOW, new Entry.Installed())
            .after(NOW, new Entry.Begun(EntryTextTest.EPOCH, Entry.How.ORDERED, "i", true, "why"));
    assertThat(again(memory).after(NOW, entry)).isEqualTo(memory.after(NOW, entry));
  }

  @Test
  void withoutOneOfItsValuesItIsALoss() {
    Recollection memory =
        Recollection.EMPTY
            .after(NOW, new Entry.Resumed("jane", ""))
            .after(NOW, new Entry.Learned(EntryTextTest.EPOCH));
    List<String> keys = new ArrayList<>(RecollectionText.values(memory).keySet());
    assertThat(keys).contains("known", "own", "remembers");
    for (String key : keys) {
      Map<String, String> less = new TreeMap<>(RecollectionText.values(memory));
      less.remove(key);
      assertThatThrownBy(() -> RecollectionText.parse(less)).as(key).hasMessageContaining(key);
      List<String> told = new ArrayList<>();
      Recollection read =
          Recollection.of(
              List.of(new JournalLine(9, NOW, "boot", FileJournal.REMEMBERED, new TreeMap<>(less))),
              (line, why) -> told.add(why));
      assertThat(read.remembers()).isFalse();
      assertThat(told).hasSize(1);
    }
  }

  /** Through the text of a line. */
  private static Recollection again(Recollection memory) {
    String text =
        new JournalLine(9, NOW, "boot", FileJournal.REMEMBERED, RecollectionText.values(memory))
            .text();
    JournalLine line = ((JournalLine.Intact) JournalLine.parse(text)).line();
    return Recollection.of(
        List.of(line),
        (l, why) -> {
          throw new AssertionError(why);
        });
  }
}
