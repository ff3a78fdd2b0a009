package casfailover.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text form of a letter on disk: headers as in a mail (RFC 5322), an empty line, the body. */
final class LetterFile {

  private LetterFile() {}

  static String write(Letter letter, Tries tries) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Subject", letter.subject());
    headers.put("Date", letter.created().toString());
    headers.put("Message-ID", bracket(letter.id()));
    headers.put(
        "References",
        letter.references().stream().map(LetterFile::bracket).collect(Collectors.joining(" ")));
    headers.put("X-Incident", letter.incident());
    headers.put("X-Tries", Integer.toString(tries.count()));
    tries.last().ifPresent(last -> headers.put("X-Last-Try", last.toString()));
    headers.put("X-Last-Answer", tries.answer());
    headers.put("X-Reached", String.join(" ", tries.reached()));
    return headers.entrySet().stream()
            .filter(header -> !header.getValue().isEmpty())
            .map(header -> header.getKey() + ": " + header.getValue() + "\n")
            .collect(Collectors.joining())
        + "\n"
        + letter.body();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static Waiting read(long place, String text) {
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("no empty line after the headers");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : text.substring(0, end).split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon < 0) {
        throw new IllegalArgumentException("'" + line + "' is no header");
      }
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    try {
      Letter letter =
          new Letter(
              bare(need(headers, "Message-ID")),
              need(headers, "X-Incident"),
              headers.getOrDefault("Subject", ""),
              text.substring(end + 2),
              Instant.parse(need(headers, "Date")),
              words(headers, "References").stream().map(LetterFile::bare).toList());
      Tries tries =
          new Tries(
              Integer.parseInt(need(headers, "X-Tries")),
              Optional.ofNullable(headers.get("X-Last-Try")).map(Instant::parse),
              headers.getOrDefault("X-Last-Answer", ""),
              new TreeSet<>(words(headers, "X-Reached")));
      return new Waiting(place, letter, tries);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time does not read: " + e.getMessage(), e);
    }
  }

  private static List<String> words(Map<String, String> headers, String name) {
    return Arrays.stream(headers.getOrDefault(name, "").split(" ", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String need(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no header " + name);
    }
    return value;
  }

  private static String bracket(String id) {
    return "<" + id + ">";
  }

  private static String bare(String id) {
    return id.replaceAll("^<|>$", "");
  }
}
