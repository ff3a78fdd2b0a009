package casfailover.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A value of JSON (RFC 8259), written as it is made; its text is ASCII where it could act. */
public final class Json {

  private final String text;

  private Json(String text) {
    this.text = text;
  }

  public static Json of(String value) {
    return new Json(quote(value));
  }

  public static Json of(long value) {
    return new Json(Long.toString(value));
  }

  public static Json of(boolean value) {
    return new Json(Boolean.toString(value));
  }

  /** A duration in milliseconds. */
  public static Json of(Duration value) {
    return of(value.toMillis());
  }

  /** A time as ISO 8601 with its offset, in milliseconds at the finest. */
  public static Json of(Instant value, ZoneId zone) {
    return of(
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            value.truncatedTo(ChronoUnit.MILLIS).atZone(zone)));
  }

  /** What may not be there: null then. */
  public static <T> Json of(Optional<T> value, Function<T, Json> form) {
    return value.map(form).orElseGet(() -> new Json("null"));
  }

  public static <T> Json array(Collection<T> values, Function<T, Json> form) {
    return new Json(
        values.stream().map(form).map(Json::toString).collect(Collectors.joining(",", "[", "]")));
  }

  /** An object without members yet. */
  public static Members object() {
    return new Members();
  }

  @Override
  public String toString() {
    return text;
  }

  /** The members of an object, in the order in which they were added. */
  public static final class Members {

    private final StringBuilder text = new StringBuilder("{");

    private Members() {}

    public Members with(String name, Json value) {
      text.append(text.length() == 1 ? "" : ",").append(quote(name)).append(':').append(value);
      return this;
    }

    public Members with(String name, String value) {
      return with(name, Json.of(value));
    }

    public Members with(String name, long value) {
      return with(name, Json.of(value));
    }

    public Json end() {
      return new Json(text + "}");
    }
  }

  private static String quote(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (acts(c)) {
                for (char half : Character.toChars(c)) {
                  quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
                }
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  /** Whether a character does something on a terminal, or is no character by itself. */
  private static boolean acts(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
