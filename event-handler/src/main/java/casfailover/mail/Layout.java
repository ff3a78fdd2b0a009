package casfailover.mail;

import casfailover.pair.FreeText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page that a letter's body is set on: paragraphs, the timeline and the table of guards. */
final class Layout {

  /** Columns of a line; only a single word, or a command, may be longer. */
  private static final int WIDTH = 90;

  private static final int DETAIL = WIDTH - 2 - 10 - 8 - 2 - "999 min old".length();
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd (xx)", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final StringBuilder page = new StringBuilder();
  private final ZoneId zone;

  Layout(ZoneId zone) {
    this.zone = zone;
  }

  static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }

  /** Lines of running text, wrapped; each string begins a new line. */
  Layout text(String... sentences) {
    for (String sentence : sentences) {
      wrap(FreeText.line(sentence), WIDTH).forEach(this::line);
    }
    return this;
  }

  Layout gap() {
    return line("");
  }

  Layout timeline(List<TimelineRow> rows) {
    String day = "";
    for (TimelineRow row : rows) {
      ZonedDateTime at = row.at().atZone(zone);
      if (!DAY.format(at).equals(day)) {
        day = DAY.format(at);
        line(day);
      }
      String head = "  " + TIME.format(at) + "  ";
      for (String part : wrap(FreeText.line(row.text()), WIDTH - head.length())) {
        line(head + part);
        head = " ".repeat(head.length());
      }
    }
    return this;
  }

  /** The table of guards; the ages stand in one column, a row without one does not widen it. */
  Layout guards(List<GuardRow> rows) {
    int longest =
        rows.stream()
            .filter(r -> r.age().isPresent())
            .mapToInt(r -> FreeText.line(r.detail()).length())
            .max()
            .orElse(0);
    int column = Math.min(longest, DETAIL);
    for (GuardRow row : rows) {
      String head =
          "  " + pad(FreeText.line(row.name()) + " ", 10) + pad(FreeText.line(row.word()) + " ", 8);
      String age = row.age().map(a -> "  " + Spans.fine(a) + " old").orElse("");
      for (String part : wrap(FreeText.line(row.detail()), age.isEmpty() ? DETAIL : column)) {
        line(head + pad(part, column) + age);
        head = " ".repeat(head.length());
        age = "";
      }
    }
    return this;
  }

  Layout advice(Advice advice) {
    line(advice.heading());
    advice.lines().forEach(l -> line("  " + l));
    return this;
  }

  String body() {
    return page.toString();
  }

  private Layout line(String text) {
    page.append(text.stripTrailing()).append('\n');
    return this;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int cut = rest.lastIndexOf(' ', width);
      cut = cut > 0 ? cut : rest.indexOf(' ');
      if (cut <= 0) {
        break;
      }
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}
