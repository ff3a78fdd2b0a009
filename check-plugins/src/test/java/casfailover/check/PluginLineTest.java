package casfailover.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginLineTest {

  private static final Outcome SMALL =
      Outcome.of(Status.WARNING, Check.DAG, "all is nearly well")
          .metrics(List.of(Metric.count("mounted_here", 1), Metric.count("DB 1_copyq", 7)))
          .details(List.of(Detail.of(Status.OK, "DB 1: fine"), Detail.advice("do: nothing")));

  @Test
  void putsPerfdataOnTheFirstLineAndDetailsBelow() {
    assertThat(PluginLine.of(SMALL).text())
        .isEqualTo(
            """
            CAS DAG WARNING - all is nearly well | mounted_here=1;;;0 'DB 1_copyq'=7;;;0
            \\_ [OK] DB 1: fine
            \\_ do: nothing""");
  }

  @Test
  void hasNoBarWhereNothingIsMeasured() {
    assertThat(PluginLine.of(Outcome.of(Status.OK, Check.DAG, "fine")).text())
        .isEqualTo("CAS DAG OK - fine");
  }

  @Test
  void writesNumbersTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("de-DE", "ar-EG", "fa-IR", "hi-IN-u-nu-deva")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(Metric.millis("rta", Duration.ofNanos(1_234_567_890)))
            .hasToString("rta=1234.57ms;;;0");
        assertThat(Metric.seconds("age", Duration.ofDays(21))).hasToString("age=1814400s");
        assertThat(Metric.count("n", 1_234_567)).hasToString("n=1234567;;;0");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"400000, 0.4ms", "40000, 0.04ms", "4000, 0ms", "10000000, 10ms", "0, 0ms"})
  void roundsMillisecondsToHundredths(long nanos, String reading) {
    assertThat(Metric.millis("rta", Duration.ofNanos(nanos)).reading()).isEqualTo(reading);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x | ports=1",
        "x|ports=1",
        "x\n | ports=1",
        "x\r\n\\_ [OK] forged",
        "x\u2028y",
        "x\u0085y",
        "x\u0000y",
        "x\u001b[2Jy",
        "x\u202ey",
        "\ud800x",
        "x' ports=1 '",
        "x=1;2;3",
        "|||",
      })
  void letsNoTextForgeALineOrAMetric(String hostile) {
    Outcome outcome =
        Outcome.of(Status.OK, Check.DAG, hostile)
            .metrics(List.of(Metric.count(hostile + "_copyq", 7)))
            .details(List.of(Detail.of(Status.OK, hostile)));
    String text = PluginLine.of(outcome).text();
    assertThat(text.split("\n", -1)).hasSize(2);
    assertThat(text.chars().filter(c -> c == '|')).hasSize(1);
    assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    String perfdata = text.substring(text.indexOf('|') + 2, text.indexOf('\n'));
    assertThat(perfdata).matches("'[^'=|]*_copyq'=7;;;0");
    assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
  }

  @Test
  void takesATextApartAgain() {
    PluginLine line = PluginLine.of(SMALL);
    assertThat(PluginLine.parse(line.text())).isEqualTo(line);
    assertThat(PluginLine.parse("just words"))
        .isEqualTo(new PluginLine("just words", List.of(), List.of()));
    assertThat(PluginLine.parse("x|'it''s 1'=1;2 b=3").metrics())
        .containsExactly("'it''s 1'=1;2", "b=3");
  }

  @Test
  void staysAsItIsWhereItFits() {
    String text = PluginLine.of(SMALL).text();
    assertThat(PluginLine.of(SMALL).fit(text.length())).isEqualTo(text);
    assertThat(PluginLine.fit("a  |  b=1 \n\n", 12)).isEqualTo("a  |  b=1 \n\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "106; CAS DAG WARNING - all is nearly well | mounted_here=1,,,0 'DB 1_copyq'=7,,,0~"
            + "\\_ [OK] DB 1: fine",
        "93; CAS DAG WARNING - all is nearly well | mounted_here=1,,,0 'DB 1_copyq'=7,,,0",
        "73; CAS DAG WARNING - all is nearly well | mounted_here=1,,,0",
        "56; CAS DAG WARNING - all is nearly well",
        "36; CAS DAG WARNING - all is nearly well",
        "35; CAS DAG WARNING - all is nearly...",
        "3; ...",
        "1; .",
        "0; ''",
      })
  void dropsDetailsThenMetricsThenTheEndOfTheSentence(int bytes, String expected) {
    assertThat(PluginLine.of(SMALL).fit(bytes))
        .isEqualTo(expected.replace(',', ';').replace('~', '\n'));
  }

  @Test
  void neverCutsAMetricOrACharacterAtAnyLength() {
    Outcome outcome =
        Outcome.of(Status.CRITICAL, Check.DAG, "Größe, жёлтый, 漢字, \ud83d\ude00 and so on")
            .metrics(
                IntStream.range(0, 40).mapToObj(i -> Metric.count("Büro " + i, i).max(99)).toList())
            .details(
                IntStream.range(0, 20).mapToObj(i -> Detail.of(Status.OK, "漢字 " + i)).toList());
    PluginLine line = PluginLine.of(outcome);
    int whole = line.text().getBytes(UTF_8).length;
    for (int bytes = 0; bytes <= whole + 1; bytes++) {
      String fitted = line.fit(bytes);
      assertThat(fitted.getBytes(UTF_8).length).isLessThanOrEqualTo(bytes);
      assertThat(fitted).doesNotContain("\ufffd").doesNotContain("?");
      PluginLine read = PluginLine.parse(fitted);
      assertThat(read.metrics()).isEqualTo(line.metrics().subList(0, read.metrics().size()));
      assertThat(read.details()).isEqualTo(line.details().subList(0, read.details().size()));
      assertThat(PluginLine.fit(line.text(), bytes)).isEqualTo(fitted);
    }
    assertThat(line.fit(whole)).isEqualTo(line.text());
  }
}
