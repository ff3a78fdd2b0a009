package casfailover.nrpe;

/** Text from the wire, made harmless for a log and for an output that Nagios parses. */
final class Printable {

  private static final int LONGEST_WORD = 100;
  private static final int LONGEST_TEXT = 300;

  private Printable() {}

  /** The name of a command, bounded. */
  static String word(String text) {
    return bounded(text, LONGEST_WORD);
  }

  /** A few words, bounded. */
  static String text(String text) {
    return bounded(text, LONGEST_TEXT);
  }

  private static String bounded(String text, int longest) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(longest)
        .map(c -> c == '|' || !isVisible(c) ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
