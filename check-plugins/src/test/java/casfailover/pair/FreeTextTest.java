package casfailover.pair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {

  private static final String STEERS = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";

  @Test
  void leavesWhatCanBeReadAsItIs() {
    String harmless = "Jörg: 災害 \ud83d\ude00 'a|b' $ARG1$ %s {} <b> \\ \"x\"";

    assertThat(FreeText.line(harmless)).isEqualTo(harmless);
    assertThat(FreeText.isInert(harmless)).isTrue();
    assertThat(FreeText.isInert(" with blanks ")).isTrue();
  }

  @Test
  void noCharacterThatSteersIsLeft() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      all.append(Character.toString(c)).append('x');
    }

    assertThat(FreeText.line(all.toString())).doesNotContainPattern(STEERS);
    assertThat(FreeText.block(all.toString()).replace("\n", "")).doesNotContainPattern(STEERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "\u0000",
        "a\u001b[31m",
        "\u0007",
        "\u0085",
        "\u009b2J",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\udc00x"
      })
  void whatSteersIsFoundAndItsLineIsOne(String hostile) {
    assertThat(FreeText.isInert(hostile)).isFalse();
    assertThat(FreeText.line(hostile)).doesNotContainPattern(STEERS);
    assertThat(new String(FreeText.line(hostile).getBytes(UTF_8), UTF_8))
        .isEqualTo(FreeText.line(hostile));
  }

  @Test
  void aLineIsCutBetweenCharactersAndSaysSo() {
    assertThat(FreeText.line("\ud83d\ude00".repeat(10), 4))
        .isEqualTo("\ud83d\ude00".repeat(3) + "…");
    assertThat(FreeText.line(" four\n", 4)).isEqualTo("four");
    assertThat(FreeText.line("fives", 4)).isEqualTo("fiv…");
  }

  @Test
  void aBlockKeepsItsLines() {
    assertThat(FreeText.block("one\r\ntwo\rthree\u001b]0;x\n")).isEqualTo("one\ntwo\nthree ]0;x\n");
  }

  @Test
  void aRefusedWordIsShownByItsBeginning() {
    assertThat(FreeText.shown("state ")).isEqualTo("state ");
    assertThat(FreeText.shown("y".repeat(10_000))).isEqualTo("y".repeat(59) + "…");
  }
}
