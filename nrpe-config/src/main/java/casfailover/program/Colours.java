package casfailover.program;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks the few words that an eye looks for first; on a terminal only, and not with NO_COLOR. */
final class Colours {

  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  /** The word that says how it ended, and what a guard would do or did not answer. */
  private static final Pattern WORDS =
      Pattern.compile(
          "(?m)^(DONE|READY|TAKE|KEEP|works|ok)\\b"
              + "|^(HELD|HOLD|RELEASE|DELETE|unknown)\\b"
              + "|(?<=^.{15})(HOLDS)(?=  )"
              + "|(?<=^.{11})(silent|unknown)(?= )"
              + "|^(FAILED|FAILS|REFUSED)\\b");

  private final boolean on;

  Colours(boolean on) {
    this.on = on;
  }

  /** Those of the terminal that this program runs on, if it runs on one: so Java 17 tells it. */
  @SuppressWarnings("SystemConsoleNull")
  static Colours ofTerminal() {
    return new Colours(
        System.console() != null && System.getenv().getOrDefault("NO_COLOR", "").isEmpty());
  }

  String paint(String text) {
    return on ? WORDS.matcher(text).replaceAll(Colours::painted) : text;
  }

  private static String painted(MatchResult word) {
    String colour = word.group(1) != null ? GREEN : word.group(5) != null ? RED : YELLOW;
    return Matcher.quoteReplacement(colour + word.group() + PLAIN);
  }
}
