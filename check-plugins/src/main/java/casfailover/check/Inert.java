package casfailover.check;

import java.util.regex.Pattern;

/**
 * Text from anywhere, made so that a monitor reads nothing else out of it: database names, error
 * messages and comments can neither end a line nor begin perfdata.
 */
final class Inert {

  /** Control and format characters, line and paragraph separators: whatever can break a line. */
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  /** Halves of characters, which UTF-8 cannot carry. */
  private static final Pattern HALVES = Pattern.compile("\\p{Cs}");

  private static final Pattern PLAIN_LABEL = Pattern.compile("[a-z][a-z0-9_]*");

  private Inert() {}

  /** A text on one line and without the sign that begins perfdata. */
  static String text(String text) {
    String line = BREAKS.matcher(text).replaceAll(" ").replace('|', '/');
    return HALVES.matcher(line).replaceAll("?");
  }

  /** A label of perfdata, in quotes unless it is one plain word. */
  static String label(String label) {
    if (PLAIN_LABEL.matcher(label).matches()) {
      return label;
    }
    return "'" + text(label).replace('\'', '_').replace('=', '_') + "'";
  }
}
