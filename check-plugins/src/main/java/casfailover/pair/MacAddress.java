package casfailover.pair;

import java.util.Locale;

/**
 * A hardware address in lower case with colons, however it was written.
 *
 * @param text six hexadecimal pairs, as in {@code 02:42:0a:2a:00:0b}
 */
public record MacAddress(String text) implements Comparable<MacAddress> {

  public MacAddress {
    text = text.toLowerCase(Locale.ROOT).replace('-', ':');
    if (!text.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
      throw new IllegalArgumentException("'" + text + "' is not a hardware address");
    }
  }

  /** The address in six bytes, as the system reports that of an interface. */
  public static MacAddress of(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(text.isEmpty() ? "" : ":").append(String.format(Locale.ROOT, "%02x", b));
    }
    return new MacAddress(text.toString());
  }

  @Override
  public int compareTo(MacAddress other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
