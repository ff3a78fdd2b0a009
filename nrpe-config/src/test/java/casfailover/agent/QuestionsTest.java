package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.handover.QuestionText;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agents ask each other in a handover, written by one and read by the other. */
class QuestionsTest {

  private static final Epoch TERM = new Epoch(3, "exch-b");

  static Stream<Question> questions() {
    return Stream.of(
        new Question.Release(TERM, 1795375800250L, Duration.ofSeconds(2), true),
        new Question.Release(TERM, 0, Duration.ofMillis(1), false),
        new Question.Offer(TERM, 1, Cause.FAILBACK, "jane", "FAILBACK exch-a $5", false),
        new Question.Offer(TERM, 1, Cause.EVACUATION, "", "", true),
        new Question.Offer(TERM, 1, Cause.STOP, "", "", false),
        new Question.Offer(TERM, 1, Cause.GATEWAY, "", "", false));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void isReadAsItWasAsked(Question question) {
    assertThat(Questions.read(QuestionText.command(question), QuestionText.words(question)))
        .isEqualTo(question);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "epoch=3:exch-b attempt=1 grant_ms=2000 ordered=yes force=yes; does not know 'force'",
        "epoch=3:exch-b attempt=1 grant_ms=2000 ordered=perhaps; is neither yes nor no",
        "epoch=3:exch-b attempt=-1 grant_ms=2000 ordered=yes; attempt=-1 is no number",
        "epoch=3 attempt=1 grant_ms=2000 ordered=yes; '3' is not an epoch",
        "attempt=1 grant_ms=2000 ordered=yes; needs epoch=",
        "epoch=3:exch-b attempt=1 ordered=yes; needs grant_ms="
      })
  void otherWordsAreRefusedByName(String words, String why) {
    assertThatThrownBy(() -> Questions.read(QuestionText.RELEASE, List.of(words.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "epoch=3:exch-b attempt=1 cause=boredom; cause=boredom is none of FAILBACK EVACUATION",
        "epoch=3:exch-b attempt=1; needs cause=",
        "epoch=3:exch-b attempt=1 cause=stop grant_ms=1; does not know 'grant_ms'"
      })
  void anOfferHasACauseThatIsKnown(String words, String why) {
    assertThatThrownBy(() -> Questions.read(QuestionText.OFFER, List.of(words.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
