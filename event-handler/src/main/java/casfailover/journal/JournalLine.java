package casfailover.journal;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * One line of the journal: {@code seq crc32c time boot-id word key=value…}, all ASCII.
 *
 * @param seq its number, counted from 1 without a gap, also where older lines were tidied away
 * @param time when it was written, by the wall clock
 * @param bootId which start of the machine it was written in
 * @param word what it is about: lower case letters, digits, {@code -} and {@code _}
 * @param values what belongs to it; in the text the values are URL-escaped
 */
public record JournalLine(
    long seq, Instant time, String bootId, String word, SortedMap<String, String> values) {

  private static final String NAME = "[a-z][a-z0-9_.-]*";

  public JournalLine {
    if (seq < 1) {
      throw new IllegalArgumentException("a line's number is at least 1, not " + seq);
    }
    if (!bootId.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("'" + bootId + "' is not the id of a boot");
    }
    requireName(word);
    SortedMap<String, String> copy = new TreeMap<>();
    for (Map.Entry<String, String> value : values.entrySet()) {
      requireName(value.getKey());
      // Half a surrogate pair has no place in UTF-8; what is kept is what will be read again.
      byte[] bytes = value.getValue().getBytes(StandardCharsets.UTF_8);
      copy.put(value.getKey(), new String(bytes, StandardCharsets.UTF_8));
    }
    values = Collections.unmodifiableSortedMap(copy);
  }

  private static void requireName(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("'" + name + "' is not a word of the journal");
    }
  }

  /** The line as it stands in the file, without the line feed that ends it. */
  public String text() {
    StringBuilder rest = new StringBuilder();
    rest.append(time).append(' ').append(bootId).append(' ').append(word);
    values.forEach((key, value) -> rest.append(' ').append(key).append('=').append(escaped(value)));
    return seq + " " + checksum(seq, rest) + " " + rest;
  }

  /** Reads a line, without the line feed that ends it. */
  public static Parsed parse(String text) {
    String[] head = text.split(" ", 3);
    if (head.length < 3 || !head[0].matches("[1-9][0-9]{0,17}")) {
      return new Damaged("it does not begin with a number and a checksum");
    }
    long seq = Long.parseLong(head[0]);
    String checksum = checksum(seq, head[2]);
    if (!checksum.equals(head[1])) {
      return new Damaged("its checksum is " + checksum + " and not what stands in it");
    }
    String[] fields = head[2].split(" ", -1);
    if (fields.length < 3) {
      return new Damaged("it has no word");
    }
    try {
      SortedMap<String, String> values = new TreeMap<>();
      for (int i = 3; i < fields.length; i++) {
        int equals = fields[i].indexOf('=');
        if (equals < 0) {
          return new Damaged("'" + fields[i] + "' is not key=value");
        }
        String value = URLDecoder.decode(fields[i].substring(equals + 1), StandardCharsets.UTF_8);
        values.put(fields[i].substring(0, equals), value);
      }
      return new Intact(
          new JournalLine(seq, Instant.parse(fields[0]), fields[1], fields[2], values));
    } catch (DateTimeException | IllegalArgumentException e) {
      return new Damaged("it cannot be understood: " + e.getMessage());
    }
  }

  /** What came of reading a line. */
  public sealed interface Parsed {}

  /** A line as it was written. */
  public record Intact(JournalLine line) implements Parsed {}

  /** A line that is not what was written, or not all of it. */
  public record Damaged(String why) implements Parsed {}

  /** Signs that a person wants to read as they are, and that break neither line nor column. */
  private static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%2F", "/");
  }

  /** Over all of the line but itself, so that a changed number is found too. */
  private static String checksum(long seq, CharSequence rest) {
    CRC32C crc = new CRC32C();
    crc.update((seq + " " + rest).getBytes(StandardCharsets.ISO_8859_1));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
