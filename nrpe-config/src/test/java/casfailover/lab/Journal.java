package casfailover.lab;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A reader of the agent's journal: {@code seq crc32c ISO-time boot-id word key=value…}, one line a
 * record, with URL-escaped values.
 */
final class Journal {
  private Journal() {}

  /** A record: when, which word, and its values as a person reads them. */
  record Entry(Instant at, String word, String values) {
    String text() {
      return values.isEmpty() ? word : word + " " + values;
    }
  }

  static Optional<Entry> read(String line) {
    String[] field = line.split(" ", -1);
    if (field.length < 5) {
      return Optional.empty();
    }
    try {
      String values =
          Arrays.stream(field, 5, field.length)
              .map(Journal::plain)
              .collect(Collectors.joining(" "));
      return Optional.of(new Entry(OffsetDateTime.parse(field[2]).toInstant(), field[4], values));
    } catch (DateTimeParseException e) {
      return Optional.of(
          new Entry(Instant.now(), "unreadable", line + " (" + e.getMessage() + ")"));
    }
  }

  private static String plain(String pair) {
    return URLDecoder.decode(pair, StandardCharsets.UTF_8);
  }
}
