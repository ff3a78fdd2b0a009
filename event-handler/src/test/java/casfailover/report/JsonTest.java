package casfailover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesObjectsAndArraysInOrder() {
    assertThat(
            Json.object()
                .with("b", 1)
                .with("a", Json.array(List.of("x", "y"), Json::of))
                .with("none", Json.of(Optional.<String>empty(), Json::of))
                .with("yes", Json.of(true))
                .with("empty", Json.object().end())
                .end())
        .hasToString("{\"b\":1,\"a\":[\"x\",\"y\"],\"none\":null,\"yes\":true,\"empty\":{}}");
  }

  @Test
  void escapesWhatWouldEndTheTextOrActOnATerminal() {
    assertThat(Json.of("a\"b\\c\n\t\u0000\u001b\u007f\u009b\u2028\u202e\ud800/é😀"))
        .hasToString(
            "\"a\\\"b\\\\c\\u000a\\u0009\\u0000\\u001b\\u007f\\u009b\\u2028\\u202e\\ud800/é😀\"");
    assertThat(Json.object().with("\"", "").end()).hasToString("{\"\\\"\":\"\"}");
  }

  @Test
  void writesTimesWithTheirOffsetAndDurationsInMilliseconds() {
    assertThat(Json.of(Instant.parse("2026-11-22T02:12:14.123456Z"), ZoneOffset.ofHours(1)))
        .hasToString("\"2026-11-22T03:12:14.123+01:00\"");
    assertThat(Json.of(Duration.ofNanos(1_999_999))).hasToString("1");
  }
}
