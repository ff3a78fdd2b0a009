package casfailover.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTest {

  private static final String PREFERRED = "exch-a";

  @ParameterizedTest
  @ValueSource(strings = {"0", "1:exch-a", "3:exch-b", "999999999999999999:exch-b", "2:a:b"})
  void isWrittenAsItWasRead(String text) {
    assertThat(Epoch.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "3:",
        ":exch-b",
        "0:exch-b",
        "-1:exch-b",
        "3.5:exch-b",
        "exch-b:3",
        "00",
        "9999999999999999999:exch-b",
        "3 :exch-b"
      })
  void nothingElseIsAnEpoch(String text) {
    assertThatThrownBy(() -> Epoch.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epoch");
  }

  @ParameterizedTest
  @CsvSource({
    "4:exch-b, 3:exch-a, true",
    "3:exch-a, 4:exch-b, false",
    "10:exch-b, 9:exch-a, true",
    "3:exch-a, 3:exch-b, true",
    "3:exch-b, 3:exch-a, false",
    "3:exch-a, 3:exch-a, false",
    "3:exch-b, 3:exch-b, false",
    "1:exch-b, 0, true",
    "0, 1:exch-b, false",
    "0, 0, false"
  })
  void theHigherCounterGoesBeforeAndAtParThePreferredOwner(
      String one, String other, boolean outranks) {
    assertThat(Epoch.parse(one).outranks(Epoch.parse(other), PREFERRED)).isEqualTo(outranks);
  }

  @Test
  void ofTwoTermsOfTheTwoServersExactlyOneGoesBefore() {
    for (String one : new String[] {"3:exch-a", "3:exch-b", "4:exch-a", "4:exch-b"}) {
      for (String other : new String[] {"3:exch-a", "3:exch-b", "4:exch-a", "4:exch-b"}) {
        Epoch a = Epoch.parse(one);
        Epoch b = Epoch.parse(other);
        assertThat(a.outranks(b, PREFERRED) ^ b.outranks(a, PREFERRED))
            .as("%s and %s", a, b)
            .isEqualTo(!a.equals(b));
      }
    }
  }

  @Test
  void theNextTermGoesBeforeTheOneThatWasHeard() {
    Epoch heard = Epoch.parse("3:exch-a");

    assertThat(heard.next("exch-b")).isEqualTo(new Epoch(4, "exch-b"));
    assertThat(heard.next("exch-b").outranks(heard, PREFERRED)).isTrue();
    assertThat(Epoch.NONE.next("exch-b")).isEqualTo(new Epoch(1, "exch-b"));
  }
}
