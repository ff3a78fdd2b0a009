package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S,0 s",
    "PT60S,60 s",
    "PT119S,119 s",
    "PT2M,2 min",
    "PT59M59S,59 min",
    "PT1H,1 h",
    "PT16H4M,16 h 04 min",
    "PT47H,47 h",
    "P2D,2 d",
    "PT-1S,0 s"
  })
  void saysWholeUnits(Duration span, String words) {
    assertThat(Spans.whole(span)).isEqualTo(words);
  }

  @Test
  void saysTenthsOnlyWhereTheyMatter() {
    assertThat(Spans.fine(Duration.ofMillis(240))).isEqualTo("0.2 s");
    assertThat(Spans.fine(Duration.ofMillis(9_949))).isEqualTo("9.9 s");
    assertThat(Spans.fine(Duration.ofMillis(9_950))).isEqualTo("10 s");
    assertThat(Spans.fine(Duration.ofMillis(12_400))).isEqualTo("12 s");
    assertThat(Spans.fine(Duration.ofMillis(-5))).isEqualTo("0.0 s");
  }
}
