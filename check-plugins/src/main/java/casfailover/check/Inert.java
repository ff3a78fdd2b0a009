package casfailover.check;

import casfailover.pair.FreeText;
import java.util.regex.Pattern;

/**
 * Text from anywhere, made so that a monitor reads nothing else out of it: database names, error
 * messages and comments can neither end a line nor begin perfdata.
 */
public final class Inert {

  private static final Pattern PLAIN_LABEL = Pattern.compile("[a-z][a-z0-9_]*");

  private Inert() {}

  /** A text on one line and without the sign that begins perfdata. */
  public static String text(String text) {
    return FreeText.line(text).replace('|', '/');
  }

  /** A label of perfdata, in quotes unless it is one plain word. */
  static String label(String label) {
    if (PLAIN_LABEL.matcher(label).matches()) {
      return label;
    }
    return "'" + text(label).replace('\'', '_').replace('=', '_') + "'";
  }
}
