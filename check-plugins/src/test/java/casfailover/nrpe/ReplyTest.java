package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, 127, 256, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void aCodeThatIsNoneIsUnknown(int code) {
    assertThat(new Reply(code, "x").code()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theFourCodesStayWhatTheyAre(int code) {
    assertThat(new Reply(code, "x").code()).isEqualTo(code);
  }

  @Test
  void oneNewlineAtTheEndIsStrippedAndNoOther() {
    assertThat(new Reply(0, "a\nb\n\n").asSent()).isEqualTo(new Reply(0, "a\nb\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void noOutputIsUnknown(String text) {
    assertThat(new Reply(0, text).asSent()).isEqualTo(new Reply(3, "NRPE: Unable to read output"));
  }
}
