package casfailover.handover;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Epoch;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How the questions of a handover stand on the wire. */
class QuestionTextTest {
  private static final Epoch TERM = new Epoch(3, "exch-b");

  @Test
  void aReleaseIsAskedForWithItsGrantInMilliseconds() {
    Question asked = new Question.Release(TERM, 7, Duration.ofSeconds(2), true);

    assertThat(QuestionText.command(asked)).isEqualTo("handover_release");
    assertThat(QuestionText.words(asked))
        .containsExactly("epoch=3:exch-b", "attempt=7", "grant_ms=2000", "ordered=yes");
  }

  @Test
  void noTwoReleasesAreTheSameThatDifferInAnything() {
    Duration grant = Duration.ofSeconds(2);
    Question asked = new Question.Release(TERM, 7, grant, true);

    assertThat(asked)
        .isEqualTo(new Question.Release(TERM, 7, Duration.ofSeconds(2), true))
        .hasSameHashCodeAs(new Question.Release(TERM, 7, grant, true))
        .isNotEqualTo(new Question.Release(new Epoch(4, "exch-b"), 7, grant, true))
        .isNotEqualTo(new Question.Release(TERM, 8, grant, true))
        .isNotEqualTo(new Question.Release(TERM, 7, Duration.ofSeconds(3), true))
        .isNotEqualTo(new Question.Release(TERM, 7, grant, false))
        .isNotEqualTo(new Question.Offer(TERM, 7, Cause.STOP, "", "", false));
  }

  @Test
  void anOfferEndsWithItsCommentSinceThatTakesTheRest() {
    Question asked = new Question.Offer(TERM, 7, Cause.EVACUATION, "jane", "patch day", false);

    assertThat(QuestionText.command(asked)).isEqualTo("handover_offer");
    assertThat(QuestionText.words(asked))
        .containsExactly(
            "epoch=3:exch-b",
            "attempt=7",
            "cause=evacuation",
            "dry_run=no",
            "author=jane",
            "comment=patch day");
  }

  @Test
  void onlyWhatAPersonWantsIsOrdered() {
    assertThat(Arrays.stream(Cause.values()).filter(Cause::ordered))
        .containsExactly(Cause.FAILBACK, Cause.EVACUATION);
  }
}
