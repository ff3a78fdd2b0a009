package casfailover.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {

  @ParameterizedTest(name = "{0}: fine at {1}, alerts at {2}")
  @CsvSource({
    "10,      '0 5 10',            '-0.1 -1 10.1 11'",
    "0,       '0',                 '-1 0.001 1'",
    "10:,     '10 11 1000000',     '9.9 0 -10'",
    "~:10,    '10 0 -1000000',     '10.1 11'",
    "10:20,   '10 15 20',          '9 21 -1'",
    "-10:10,  '-10 0 10',          '-11 11'",
    "-20:-10, '-20 -10',           '-21 -9 0'",
    ":10,     '0 10',              '-1 11'",
    "1:1,     '1 1.0',             '0 2 0.99'",
    "~:,      '-1000 0 1000',      ''",
    "@10:20,  '9 21 -1',           '10 15 20'",
    "@10,     '-1 11',             '0 5 10'",
    "@~:0,    '0.1 1',             '0 -1'",
    "@10:,    '9',                 '10 11'",
    "0.5:1.5, '0.5 1 1.5',         '0.49 1.51'",
  })
  void alertsAsThePluginGuidelinesSay(String range, String fine, String alerting) {
    for (String value : fine.split(" ", -1)) {
      assertThat(Range.parse(range).alerts(new BigDecimal(value))).as(value).isFalse();
    }
    for (String value : alerting.isEmpty() ? new String[0] : alerting.split(" ", -1)) {
      assertThat(Range.parse(range).alerts(new BigDecimal(value))).as(value).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10", "0", "10:", "~:10", "10:20", "-10:10", "@10:20", "@10", "~:", "@~:0"})
  void isWrittenAsItWasRead(String text) {
    assertThat(Range.parse(text)).hasToString(text);
  }

  @Test
  void isWrittenInItsShortestForm() {
    assertThat(Range.parse("0:10")).hasToString("10").isEqualTo(Range.upTo(10));
    assertThat(Range.parse(":10")).hasToString("10");
    assertThat(Range.exactly(1)).hasToString("1:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        ":",
        "@:",
        "~",
        "x",
        "10ms",
        "10%",
        "1,5",
        "1e3",
        "10:20:30",
        " 10",
        "10 ",
        "NaN",
        "--1",
        "+1",
        "10:~",
        "~10",
        "$ARG2$",
        "1234567890123456789"
      })
  void refusesWhatIsNoRange(String text) {
    assertThatThrownBy(() -> Range.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it is no range: numbers without a unit, as in 10, 10:, ~:10, 10:20 or @10:20");
  }

  @ParameterizedTest
  @CsvSource({"20:10, 20, 10", "-1, 0, -1", "@5:4, 5, 4"})
  void refusesARangeThatEndsBeforeItStarts(String text, String start, String end) {
    assertThatThrownBy(() -> Range.parse(text))
        .hasMessage("its start " + start + " is above its end " + end);
  }
}
