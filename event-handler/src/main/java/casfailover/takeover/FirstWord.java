package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Has the system itself tell the network where an address is, milliseconds before a program could:
 * a datagram from the address to one that nobody has asked for makes it ask all machines for that
 * one, and whoever hears the question learns by whom it is asked (RFC 826). A system that was told
 * to ask in the name of another address ({@code arp_announce=2}) announces nothing by that, and one
 * that knows the other machine already does not ask; it is a first word and not the announcement.
 */
public final class FirstWord {

  /** Nobody answers there (RFC 863); what is sent is one byte. */
  private static final int DISCARD = 9;

  private FirstWord() {}

  /**
   * Speaks.
   *
   * @param address one that is here
   * @throws IOException if it is not here, or the network cannot be reached from it
   */
  public static void from(Cidr address) throws IOException {
    OptionalInt other = other(address);
    if (other.isEmpty()) {
      return;
    }
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(inet(address.address()), 0));
      channel.send(
          ByteBuffer.allocate(1), new InetSocketAddress(inet(new Ipv4(other.getAsInt())), DISCARD));
    }
  }

  /** Any other machine's address in the same network, as far as it has room for one. */
  static OptionalInt other(Cidr address) {
    int hosts = ~address.mask().bits();
    int own = address.address().bits() & hosts;
    int network = address.address().bits() & ~hosts;
    // Neither the network's own address nor that of all its machines, which a pair of two has not.
    int least = address.prefix() == 31 ? 0 : 1;
    long room = Integer.toUnsignedLong(hosts) + 1 - 2L * least - 1;
    if (room < 1) {
      return OptionalInt.empty();
    }
    int any = (int) (ThreadLocalRandom.current().nextLong(room) + least);
    return OptionalInt.of(
        network | (Integer.compareUnsigned(any, own) < 0 || own < least ? any : any + 1));
  }

  private static InetAddress inet(Ipv4 address) throws IOException {
    return InetAddress.getByAddress(address.bytes());
  }
}
