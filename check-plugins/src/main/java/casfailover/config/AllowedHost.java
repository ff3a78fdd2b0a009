package casfailover.config;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import java.util.Arrays;

/** One element of {@code allowed_hosts}: an address, a network, or a name, as NRPE has it. */
final class AllowedHost {

  private AllowedHost() {}

  /**
   * Checks the form.
   *
   * @return the text as it was
   * @throws IllegalArgumentException if it is none of these, or a network has host bits set: then
   *     nobody can tell whether the host or the network was meant
   */
  static String parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Syntax.host(text);
    }
    if (text.indexOf(':') < 0) {
      Cidr network = Cidr.parse(text);
      int mask = network.mask().bits();
      Ipv4 first = new Ipv4(network.address().bits() & mask);
      if (!first.equals(network.address())) {
        throw hostBits(text, first + "/" + network.prefix(), network.address().toString());
      }
      return text;
    }
    String address = text.substring(0, slash);
    byte[] bytes = Syntax.ipv6(address);
    String prefix = text.substring(slash + 1);
    if (!prefix.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(prefix) > 128) {
      throw new IllegalArgumentException(
          "'" + text + "' has the prefix length '" + prefix + "': a number from 0 to 128");
    }
    if (hasHostBits(bytes, Integer.parseInt(prefix))) {
      throw hostBits(text, "the network's first address", address);
    }
    return text;
  }

  /** Whether it lets everybody in. */
  static boolean isEverybody(String host) {
    return host.endsWith("/0");
  }

  private static boolean hasHostBits(byte[] address, int prefix) {
    byte[] network = Arrays.copyOf(address, address.length);
    for (int bit = prefix; bit < 128; bit++) {
      network[bit / 8] &= (byte) ~(0x80 >>> bit % 8);
    }
    return !Arrays.equals(network, address);
  }

  private static IllegalArgumentException hostBits(String text, String network, String host) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' has host bits set: write "
            + network
            + " for the network, or "
            + host
            + " for the host");
  }
}
