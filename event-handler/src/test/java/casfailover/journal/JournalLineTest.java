package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalLineTest {

  private static final Instant TIME = Instant.parse("2026-11-22T03:12:14.007Z");

  @Test
  void isOneLineOfPlainText() {
    Map<String, String> values =
        Map.of("epoch", "3:exch-b", "comment", "controller dead, vendor called\n100 % =ü");

    assertThat(line(7, "acknowledged", values).text())
        .isEqualTo(
            "7 0ac6719a 2026-11-22T03:12:14.007Z b00t-1 acknowledged"
                + " comment=controller+dead,+vendor+called%0A100+%25+%3D%C3%BC epoch=3:exch-b");
  }

  @Test
  void theChecksumIsThatOfTheLineWithoutIt() {
    CRC32C crc = new CRC32C();
    crc.update("1 2026-11-22T03:12:14.007Z b00t-1 begun".getBytes(StandardCharsets.US_ASCII));

    assertThat(line(1, "begun", Map.of()).text())
        .isEqualTo(String.format("1 %08x 2026-11-22T03:12:14.007Z b00t-1 begun", crc.getValue()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a=b",
        "+",
        "%41",
        "\u0000\r\n\t",
        "Jürgen \ud83d\ude00",
        "/:,;#\"'"
      })
  void isReadAsItWasWritten(String value) {
    JournalLine line = line(1, "mail", Map.of("to", value, "empty", ""));

    assertThat(line.text()).matches("[\\x21-\\x7e]+( [\\x21-\\x7e]+)*");
    assertThat(JournalLine.parse(line.text())).isEqualTo(new JournalLine.Intact(line));
  }

  @Test
  void halfACharacterIsKeptAsWhatCanBeReadAgain() {
    JournalLine line = line(1, "mail", Map.of("to", "x\ud83d"));

    assertThat(JournalLine.parse(line.text())).isEqualTo(new JournalLine.Intact(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1 00000000", "x 00000000 rest", "0 00000000 rest", "1  rest"})
  void isDamagedWithoutNumberAndChecksum(String text) {
    assertThat(JournalLine.parse(text)).isInstanceOf(JournalLine.Damaged.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T03:12:14Z b00t-1",
        "yesterday b00t-1 begun",
        "2026-11-22T03:12:14Z b00t_1 begun",
        "2026-11-22T03:12:14Z b00t-1 Begun",
        "2026-11-22T03:12:14Z b00t-1 begun value",
        "2026-11-22T03:12:14Z b00t-1 begun Key=value",
        "2026-11-22T03:12:14Z b00t-1 begun key=%4",
        "2026-11-22T03:12:14Z b00t-1 begun ",
      })
  void isDamagedIfItCannotBeUnderstoodThoughItsChecksumFits(String rest) {
    CRC32C crc = new CRC32C();
    crc.update(("1 " + rest).getBytes(StandardCharsets.US_ASCII));
    String text = String.format("1 %08x %s", crc.getValue(), rest);

    assertThat(JournalLine.parse(text))
        .isInstanceOfSatisfying(
            JournalLine.Damaged.class,
            damaged -> assertThat(damaged.why()).doesNotContain("checksum"));
  }

  @Test
  void whatWouldNotBeReadAgainIsNotWritten() {
    assertThatThrownBy(() -> line(0, "begun", Map.of())).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> line(1, "two words", Map.of())).hasMessageContaining("'two words'");
    assertThatThrownBy(() -> line(1, "begun", Map.of("a=b", ""))).hasMessageContaining("'a=b'");
    assertThatThrownBy(() -> new JournalLine(1, TIME, "", "begun", new TreeMap<>()))
        .hasMessageContaining("id of a boot");
  }

  private static JournalLine line(long seq, String word, Map<String, String> values) {
    return new JournalLine(seq, TIME, "b00t-1", word, new TreeMap<>(values));
  }
}
