package casfailover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "03:12, 2026-11-22T02:12:00Z, 2026-11-22T02:13:00Z",
    "3:12, 2026-11-22T02:12:00Z, 2026-11-22T02:13:00Z",
    "03:12:14, 2026-11-22T02:12:14Z, 2026-11-22T02:12:15Z",
    "2026-11-21, 2026-11-20T23:00:00Z, 2026-11-21T23:00:00Z",
    "2026-11-21 07:01, 2026-11-21T06:01:00Z, 2026-11-21T06:02:00Z",
    "2026-11-21T07:01:30, 2026-11-21T06:01:30Z, 2026-11-21T06:01:31Z",
    "90m, 2026-11-22T01:42:14Z, 2026-11-22T01:42:14.001Z",
    "12h, 2026-11-21T15:12:14Z, 2026-11-21T15:12:14.001Z",
    "7d, 2026-11-15T03:12:14Z, 2026-11-15T03:12:14.001Z",
    "30s, 2026-11-22T03:11:44Z, 2026-11-22T03:11:44.001Z"
  })
  void aTimeIsAStretch(String words, Instant from, Instant to) {
    assertThat(When.of(words, NOW, BERLIN)).contains(new When(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "17", "25:00", "03:60", "2026-13-01", "7w", "-1h", "2026-11-22-1", "soon"})
  void nothingElseIsATime(String words) {
    assertThat(When.of(words, NOW, BERLIN)).isEmpty();
  }

  @Test
  void aDayMayHaveAnotherLengthThanTwentyFourHours() {
    assertThat(When.of("2026-10-25", NOW, BERLIN).orElseThrow().from())
        .isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
  }
}
