package casfailover.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.3S, 300 ms",
    "PT1.9S, 1 s",
    "PT134S, 134 s",
    "PT599S, 599 s",
    "PT10M, 10 min",
    "PT119M, 119 min",
    "PT2H, 2 h 00 min",
    "PT16H4M, 16 h 04 min",
    "PT47H59M, 47 h 59 min",
    "PT48H, 2 d",
    "P21D, 21 d",
  })
  void tellsATimeInUnitsThatSayEnough(Duration time, String words) {
    assertThat(Words.span(time)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T02:12:02Z, 2026-11-22T02:12:14Z, 03:12:02",
    "2026-11-21T23:30:00Z, 2026-11-22T02:12:14Z, 00:30:00",
    "2026-11-21T22:59:59Z, 2026-11-22T02:12:14Z, 2026-11-21 23:59 +0100",
    "2026-07-01T04:02:00Z, 2026-11-22T02:12:14Z, 2026-07-01 06:02 +0200",
  })
  void showsTheDateOnlyForAnotherDay(Instant time, Instant now, String words) {
    assertThat(Words.clock(time, now, ZoneId.of("Europe/Berlin"))).isEqualTo(words);
  }

  @Test
  void listsNames() {
    assertThat(Words.list(List.of("A"))).isEqualTo("A");
    assertThat(Words.list(List.of("A", "B"))).isEqualTo("A and B");
    assertThat(Words.list(List.of("A", "B", "C", "D"))).isEqualTo("A, B, C and D");
    assertThat(Words.list(List.of("A", "B", "C", "D", "E"))).isEqualTo("A, B, C and 2 more");
  }
}
