package casfailover.mail;

/**
 * The filter that takes from free text (comments, errors of other programs) what could do more than
 * be read: control characters, line ends in a header, marks that turn the direction of writing.
 */
public final class Inert {

  private Inert() {}

  /** The text on one line: every control character and line end has become a space. */
  public static String line(String free) {
    return filter(free, false).strip();
  }

  /** The text with its line ends as LF; every other control character has become a space. */
  public static String block(String free) {
    return filter(free.replace("\r\n", "\n").replace('\r', '\n'), true);
  }

  private static String filter(String free, boolean keepLines) {
    StringBuilder inert = new StringBuilder(free.length());
    free.codePoints()
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
