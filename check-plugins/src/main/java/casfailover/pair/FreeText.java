package casfailover.pair;

/**
 * The one rule for text from outside, such as a person's comment, an error of another program or
 * the name of a database: it can be read and does nothing else. It ends no line, steers no
 * terminal, turns no direction of writing, and is whole characters.
 */
public final class FreeText {

  private static final String CUT = "…";
  private static final int SHOWN = 60;

  private FreeText() {}

  /** The text on one line: what ends a line or steers has become a blank, the invisible is gone. */
  public static String line(String text) {
    return filter(text, false).strip();
  }

  /**
   * The text on one line, cut where it is longer.
   *
   * @param most the most characters that are left, counted as Unicode does; the last one says that
   *     there were more
   */
  public static String line(String text, int most) {
    return cut(line(text), most);
  }

  /** The beginning of a word, as a sentence that refuses it repeats it in quotes. */
  public static String shown(String word) {
    return cut(filter(word, false), SHOWN);
  }

  /** The text with its line ends as LF, and in each line what {@link #line} leaves. */
  public static String block(String text) {
    return filter(text.replace("\r\n", "\n").replace('\r', '\n'), true);
  }

  /** Whether there is nothing in a text that this rule takes away. */
  public static boolean isInert(String text) {
    return filter(text, false).equals(text);
  }

  private static String cut(String line, int most) {
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - CUT.length())) + CUT;
  }

  /** Nearly all texts are plain, and each answer of a check passes here. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String filter(String text, boolean keepLines) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder inert = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    inert.append(keepLines && c == '\n' ? '\n' : ' ');
                case Character.FORMAT, Character.SURROGATE -> {
                  // Left out: it shows nothing, or reverses what is shown, or is half a character.
                }
                default -> inert.appendCodePoint(c);
              }
            });
    return inert.toString();
  }
}
