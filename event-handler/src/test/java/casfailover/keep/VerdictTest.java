package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Situation;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final View view = Rig.armed().view();

  private Situation known() {
    asked.incrementAndGet();
    return view.situation().orElseThrow();
  }

  @Test
  void isPutIntoWordsOnceAndOnlyIfSomebodyAsks() {
    Verdict verdict = Verdict.of(view.decision(), this::known);
    assertThat(verdict.decision()).isEqualTo(view.decision());
    assertThat(asked).hasValue(0);

    assertThat(verdict.reason()).isEqualTo(view.reason());
    assertThat(verdict.situation()).isEqualTo(view.situation());
    assertThat(verdict.reason()).isEqualTo(view.reason());
    assertThat(asked).hasValue(1);
  }

  @Test
  void thatNoTableGaveHasItsSentenceAndNothingThatItWasDecidedOn() {
    Verdict verdict = new Verdict(view.decision(), view.reason());

    assertThat(verdict.reason()).isEqualTo(view.reason());
    assertThat(verdict.situation()).isEmpty();
  }
}
