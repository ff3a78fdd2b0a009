package casfailover.agent;

import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.handover.QuestionText;
import casfailover.order.Words;
import casfailover.pair.Epoch;
import casfailover.pair.FreeText;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads what the other agent asks in a handover. Nothing passes that is not listed here. */
final class Questions {

  private static final Set<String> OFFER_WORDS =
      Set.of("epoch", "attempt", "cause", "dry_run", "author", "comment");
  private static final Set<String> RELEASE_WORDS =
      Set.of("epoch", "attempt", "grant_ms", "ordered");

  private Questions() {}

  /**
   * Reads a question.
   *
   * @throws IllegalArgumentException naming the word that is not known or does not read
   */
  static Question read(String command, List<String> arguments) {
    return command.equals(QuestionText.OFFER)
        ? offer(Words.read(command, arguments, OFFER_WORDS))
        : release(Words.read(command, arguments, RELEASE_WORDS));
  }

  private static Question offer(Words words) {
    return new Question.Offer(
        Epoch.parse(words.need("epoch")),
        number(words, "attempt"),
        words.one("cause", EnumSet.allOf(Cause.class)),
        words.get("author", ""),
        words.get("comment", ""),
        words.flag("dry_run"));
  }

  private static Question release(Words words) {
    return new Question.Release(
        Epoch.parse(words.need("epoch")),
        number(words, "attempt"),
        Duration.ofMillis(number(words, "grant_ms")),
        words.flag("ordered"));
  }

  private static long number(Words words, String key) {
    String value = words.need(key);
    if (!value.matches("[0-9]{1,15}")) {
      throw new IllegalArgumentException(key + "=" + FreeText.shown(value) + " is no number");
    }
    return Long.parseLong(value);
  }
}
