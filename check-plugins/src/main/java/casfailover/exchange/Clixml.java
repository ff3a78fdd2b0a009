package casfailover.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PowerShell writes where its errors are redirected: objects as XML behind the mark {@code #<
 * CLIXML}, made for programs. For a person only the words of its errors and warnings are left.
 */
final class Clixml {

  private static final String MARK = "#< CLIXML";

  /** Progress and the like are no words to a person. */
  private static final Pattern WORDS =
      Pattern.compile("<S S=\"(?:Error|error|Warning|warning)\">(.*?)</S>", Pattern.DOTALL);

  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
  private static final Pattern OBJECTS =
      Pattern.compile("<Objs\\b.*?(?:</Objs>|$)", Pattern.DOTALL);

  private Clixml() {}

  /** The text without its mark-up; a text that has none stays as it is. */
  static String plain(String text) {
    int mark = text.indexOf(MARK);
    if (mark < 0) {
      return text;
    }
    String rest = text.substring(mark).replace(MARK, "");
    StringBuilder plain = new StringBuilder(text.substring(0, mark));
    Matcher words = WORDS.matcher(rest);
    while (words.find()) {
      plain.append(unescaped(words.group(1)));
    }
    // What stands beside the objects was written by another program, in its own words.
    return plain.append(OBJECTS.matcher(rest).replaceAll(" ")).toString().strip();
  }

  private static String unescaped(String xml) {
    String text =
        xml.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&");
    return ESCAPED
        .matcher(text)
        .replaceAll(
            code ->
                Matcher.quoteReplacement(
                    Character.toString((char) Integer.parseInt(code.group(1), 16))));
  }
}
