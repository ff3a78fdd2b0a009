package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColoursTest {

  private static String seen(String text) {
    return new Colours(true)
        .paint(text)
        .replace("\u001b[32m", "<green>")
        .replace("\u001b[33m", "<yellow>")
        .replace("\u001b[31m", "<red>")
        .replace("\u001b[0m", "<>");
  }

  @Test
  void theWordThatSaysHowItEndedIsMarked() {
    assertThat(seen("DONE exch-b has it")).isEqualTo("<green>DONE<> exch-b has it");
    assertThat(seen("HELD it waits\nHOLD: so"))
        .isEqualTo("<yellow>HELD<> it waits\n<yellow>HOLD<>: so");
    assertThat(seen("REFUSED no")).isEqualTo("<red>REFUSED<> no");
    assertThat(seen("it is DONE")).isEqualTo("it is DONE");
  }

  @Test
  void whatAGuardDidNotAnswerIsMarked() {
    assertThat(seen("gateway    silent  192.0.2.1 ping 0/10"))
        .isEqualTo("gateway    <yellow>silent<>  192.0.2.1 ping 0/10");
    assertThat(seen("armed          HOLDS   paused since")).contains("<yellow>HOLDS<>   paused");
    assertThat(seen("exch-b   HOLDS 192.0.2.100/24")).doesNotContain("<");
  }

  @Test
  void withoutATerminalNothingIsMarked() {
    assertThat(new Colours(false).paint("FAILED so")).isEqualTo("FAILED so");
    assertThat(Colours.ofTerminal().paint("FAILED so")).isEqualTo("FAILED so");
  }
}
