package casfailover.pair;

/**
 * An address together with the length of its network's prefix, as in {@code 192.0.2.100/24}.
 *
 * @param address the address itself, host bits included
 * @param prefix the length of the prefix in bits, 0 to 32
 */
public record Cidr(Ipv4 address, int prefix) {

  public Cidr {
    if (prefix < 0 || prefix > 32) {
      throw new IllegalArgumentException("prefix length " + prefix + " is not within 0 to 32");
    }
  }

  /**
   * Reads {@code ADDRESS/PREFIX}.
   *
   * @throws IllegalArgumentException if the text is anything else; the prefix is never guessed
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' has no prefix length: write it with one, as in 192.0.2.100/24");
    }
    String prefix = text.substring(slash + 1);
    if (!prefix.matches("0|[1-9][0-9]?") || Integer.parseInt(prefix) > 32) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' has the prefix length '"
              + prefix
              + "': it must be a number from 0 to 32");
    }
    return new Cidr(Ipv4.parse(text.substring(0, slash)), Integer.parseInt(prefix));
  }

  /** Whether an address lies in this network. */
  public boolean contains(Ipv4 other) {
    return prefix == 0 || (address.bits() ^ other.bits()) >>> (32 - prefix) == 0;
  }

  /** The network mask as an address, as netsh wants it. */
  public Ipv4 mask() {
    return new Ipv4(prefix == 0 ? 0 : -1 << (32 - prefix));
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
