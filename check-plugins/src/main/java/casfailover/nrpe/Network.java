package casfailover.nrpe;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/** One address, or all that share its first bits, of IPv4 or IPv6. */
final class Network {

  private final byte[] bytes;
  private final int prefix;

  private Network(byte[] bytes, int prefix) {
    this.bytes = bytes;
    this.prefix = prefix;
  }

  static Network of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return new Network(bytes, bytes.length * 8);
  }

  /**
   * Reads {@code ADDRESS} or {@code ADDRESS/PREFIX}; empty if what stands before the slash is no
   * address, and so may be a name.
   *
   * @throws IllegalArgumentException if the prefix is wrong, or if there are bits after it: NRPE
   *     would never match such a network
   */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    // Netty cuts a zone off, and brackets: neither belongs here.
    byte[] bytes =
        address.matches("[0-9a-fA-F:.]+")
            ? NetUtil.createByteArrayFromIpAddressString(address)
            : null;
    if (bytes == null) {
      return Optional.empty();
    }
    int longest = bytes.length * 8;
    int prefix = slash < 0 ? longest : prefix(text, text.substring(slash + 1), longest);
    Network network = new Network(bytes, prefix);
    if (!network.hostBitsAreZero()) {
      throw new IllegalArgumentException(
          "'%s' has bits after its prefix of %d: write the first address of the network"
              .formatted(text, prefix));
    }
    return Optional.of(network);
  }

  private static int prefix(String text, String number, int longest) {
    if (!number.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(number) > longest) {
      throw new IllegalArgumentException(
          "'%s' has the prefix length '%s': it must be a number from 0 to %d"
              .formatted(text, number, longest));
    }
    return Integer.parseInt(number);
  }

  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    return other.length == bytes.length && sameBits(other, prefix);
  }

  private boolean sameBits(byte[] other, int count) {
    for (int i = 0; i < count; i++) {
      if (bit(bytes, i) != bit(other, i)) {
        return false;
      }
    }
    return true;
  }

  private boolean hostBitsAreZero() {
    for (int i = prefix; i < bytes.length * 8; i++) {
      if (bit(bytes, i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int bit(byte[] bytes, int index) {
    return bytes[index / 8] >> (7 - index % 8) & 1;
  }
}
