package casfailover.handover;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the other agent answered. */
public sealed interface Answer {

  /** It took the address that it was offered, or would have. */
  record Done(String text) implements Answer {}

  /** It had the address that it was offered before, so nothing was moved. */
  record Already(String text) implements Answer {}

  /**
   * The address is gone there, as it was asked to be.
   *
   * @param goneFor how long it had been at the most
   */
  record Released(Duration goneFor) implements Answer {

    private static final Pattern TEXT = Pattern.compile("released gone_ms=([0-9]{1,9})");

    /** The answer in words. */
    public String text() {
      return "released gone_ms=" + goneFor.toMillis();
    }

    /** Reads those words; empty for any others. */
    static Optional<Released> parse(String text) {
      Matcher read = TEXT.matcher(text);
      return read.matches()
          ? Optional.of(new Released(Duration.ofMillis(Long.parseLong(read.group(1)))))
          : Optional.empty();
    }
  }

  /** It was not done: refused, held or failed. The address is where it was. */
  record NotDone(String text) implements Answer {}

  /**
   * No answer came, or none that reads: it may be done, not done, or still be done.
   *
   * @param why who was asked, and what came instead
   */
  record Unclear(String why) implements Answer {}
}
