package casfailover.pair;

/**
 * An IPv4 address, compared as a number and never as text.
 *
 * @param bits the 32 bits of the address, most significant first
 */
public record Ipv4(int bits) implements Comparable<Ipv4> {

  /**
   * Reads four decimal numbers with three dots.
   *
   * @throws IllegalArgumentException if the text is anything else, also with leading zeros, which
   *     some programs read as octal
   */
  public static Ipv4 parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      throw notAnAddress(text);
    }
    int bits = 0;
    for (String part : parts) {
      if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
        throw notAnAddress(text);
      }
      bits = bits << 8 | Integer.parseInt(part);
    }
    return new Ipv4(bits);
  }

  /** The address of four bytes, as {@code Inet4Address} gives them. */
  public static Ipv4 of(byte[] address) {
    int bits = 0;
    for (byte part : address) {
      bits = bits << 8 | (part & 0xff);
    }
    return new Ipv4(bits);
  }

  /** Its four bytes, as {@code InetAddress.getByAddress} takes them. */
  public byte[] bytes() {
    return new byte[] {
      (byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits
    };
  }

  private static IllegalArgumentException notAnAddress(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not an IPv4 address: four numbers from 0 to 255, as in 192.0.2.11");
  }

  /** Written out, since what a record has by itself is built at run time: 20 ms of each start. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Ipv4 that && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return bits;
  }

  @Override
  public int compareTo(Ipv4 other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }
}
