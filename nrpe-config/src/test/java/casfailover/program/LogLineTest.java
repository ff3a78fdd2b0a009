package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {

  private final LogLine form = new LogLine();

  private static LogRecord event(String text) {
    LogRecord event = new LogRecord(Level.WARNING, text);
    event.setInstant(
        LocalDateTime.of(2026, 11, 23, 7, 1, 24, 5_000_000)
            .atZone(ZoneId.systemDefault())
            .toInstant());
    return event;
  }

  @Test
  void anEventIsOneLineWithItsTimeAndItsLevel() {
    assertThat(form.format(event("exch-a is silent")))
        .isEqualTo("2026-11-23 07:01:24.005 WARNING exch-a is silent" + System.lineSeparator());
  }

  @Test
  void umlautsAndOtherScriptsStayAsTheyAre() {
    assertThat(form.format(event("Jürgen Groß, Ольга, 山田, 😀")))
        .contains(" WARNING Jürgen Groß, Ольга, 山田, 😀");
  }

  @Test
  void bracesOfWhatIsQuotedStayAsTheyAre() {
    assertThat(form.format(event("comment {0} {}"))).contains(" WARNING comment {0} {}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r",
        "\r\n",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u000b",
        "\u001b[2K",
        "\u202e",
        "\t"
      })
  void nothingThatIsQuotedBeginsALineOrMovesTheCursor(String hostile) {
    String line = form.format(event("refused 'x" + hostile + "2026-11-23 07:01:24 INFO forged'"));

    assertThat(line.lines()).hasSize(1);
    assertThat(line.strip().chars()).noneMatch(Character::isISOControl);
    assertThat(line.stripTrailing())
        .doesNotContain(hostile)
        .contains(String.format("\\u%04x", (int) hostile.charAt(0)));
  }

  @Test
  void aDefectHasItsStackTraceBelowTheLineAndIndented() {
    LogRecord event = event("the keeper broke");
    event.setThrown(new IllegalStateException("a\n2026-11-23 07:01:24 INFO forged"));

    assertThat(form.format(event).lines())
        .startsWith(
            "2026-11-23 07:01:24.005 WARNING the keeper broke",
            "    java.lang.IllegalStateException: a",
            "    2026-11-23 07:01:24 INFO forged")
        .anyMatch(line -> line.startsWith("    at casfailover.program.LogLineTest."))
        .filteredOn(line -> !line.startsWith("    "))
        .hasSize(1);
  }
}
