package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Nine lines of the same length. */
class ShorteningTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14Z");

  private final List<JournalLine> lines =
      LongStream.rangeClosed(1, 9)
          .mapToObj(n -> new JournalLine(n, NOW, "boot", "back_soon_over", new TreeMap<>()))
          .toList();

  private final int line = lines.get(0).text().length() + 1;

  private Shortening keeping(int bytes) {
    return Shortening.of(lines, bytes, NOW, "boot");
  }

  @Test
  void keepsAsManyOfTheNewestLinesAsFillTheirShare() {
    assertThat(keeping(3 * line).left()).isEqualTo(6);
    assertThat(keeping(3 * line).lines().subList(1, 4)).isEqualTo(lines.subList(6, 9));
    assertThat(keeping(3 * line + 1).left()).isEqualTo(5);
    assertThat(keeping(3 * line - 1).left()).isEqualTo(6);
  }

  @Test
  void oneLineStandsForAllThatAreLeftOutAndHasTheNumberOfTheLast() {
    JournalLine first = keeping(3 * line).lines().get(0);

    assertThat(first.seq()).isEqualTo(6);
    assertThat(first.word()).isEqualTo(FileJournal.REMEMBERED);
    assertThat(keeping(0).lines()).singleElement().returns(9L, JournalLine::seq);
  }

  @Test
  void theFirstLineIsAlwaysSummedUp() {
    assertThat(keeping(100 * line).left()).isEqualTo(1);
    assertThat(keeping(100 * line).lines()).hasSize(9);
  }
}
