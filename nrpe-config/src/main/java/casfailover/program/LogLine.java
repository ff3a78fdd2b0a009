package casfailover.program;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/**
 * The form of the log: one line an event, and below that of a defect its stack trace, indented. No
 * event can begin a line of its own with what it quotes from outside.
 */
public final class LogLine extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  /** For java.util.logging, whose settings name this class. */
  public LogLine() {}

  @Override
  public String format(LogRecord event) {
    String time = TIME.format(event.getInstant().atZone(ZoneId.systemDefault()));
    String line = time + " " + event.getLevel().getName() + " " + visible(formatMessage(event));
    return event.getThrown() == null
        ? line + System.lineSeparator()
        : line + System.lineSeparator() + trace(event.getThrown());
  }

  private static String trace(Throwable defect) {
    StringWriter trace = new StringWriter();
    defect.printStackTrace(new PrintWriter(trace));
    return trace
        .toString()
        .lines()
        .map(line -> "    " + visible(line.strip()) + System.lineSeparator())
        .collect(Collectors.joining());
  }

  /** The text with all that is no visible character, a new line above all, as {@code \\u000a}. */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isVisible(c)) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return out.toString();
  }

  private static boolean isVisible(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
