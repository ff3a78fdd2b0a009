package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What bytes ask for by NRPE's own definition, written a second time and plainly: what the server
 * does with them is compared with this.
 */
final class ByTheBook {

  static final int LONGEST = 65_536;
  static final int CRC = 4;
  static final int LENGTH = 12;
  private static final int QUERY = 1;

  private ByTheBook() {}

  /** What bytes begin with. */
  sealed interface Said {}

  /** A query, whole and right. */
  record Spoken(int version, String text) implements Said {}

  /** The beginning of what may still become a query. */
  record Unfinished() implements Said {}

  /** What no more bytes can make a query of. */
  record Nonsense() implements Said {}

  static Said of(byte[] bytes) {
    ByteBuffer packet = ByteBuffer.wrap(bytes);
    int version = bytes.length < 2 ? 2 : packet.getShort(0);
    int length = bytes.length < 16 || version == 2 ? 0 : packet.getInt(LENGTH);
    if (version < 2
        || version > 4
        || (bytes.length >= 4 && packet.getShort(2) != QUERY)
        || length < 0
        || length > LONGEST) {
      return new Nonsense();
    }
    Optional<Integer> size = size(bytes);
    return size.isEmpty() || bytes.length < size.get()
        ? new Unfinished()
        : whole(Arrays.copyOf(bytes, size.get()), version);
  }

  private static Said whole(byte[] packet, int version) {
    int from = version == 2 ? 10 : 16;
    int end = version == 2 ? 1034 : 16 + ByteBuffer.wrap(packet).getInt(LENGTH);
    int nul = from;
    while (nul < end && packet[nul] != 0) {
      nul++;
    }
    boolean ended = nul < end || end == from;
    boolean right = ByteBuffer.wrap(packet).getInt(CRC) == checksum(packet, packet.length);
    return ended && right
        ? new Spoken(version, new String(packet, from, nul - from, UTF_8))
        : new Nonsense();
  }

  /** How long the packet says it is; empty if none begins here, or not enough of it. */
  private static Optional<Integer> size(byte[] bytes) {
    if (bytes.length < 2) {
      return Optional.empty();
    }
    ByteBuffer packet = ByteBuffer.wrap(bytes);
    int version = packet.getShort(0);
    if (version == 2) {
      return Optional.of(1036);
    }
    if ((version != 3 && version != 4) || bytes.length < 16) {
      return Optional.empty();
    }
    int length = packet.getInt(LENGTH);
    return length < 0 || length > LONGEST
        ? Optional.empty()
        : Optional.of(16 + length + (version == 3 ? 3 : 0));
  }

  /** A right query of any text that fits. */
  static byte[] packet(int version, byte[] text) {
    int length = Math.max(version == 2 ? 1024 : version == 3 ? 1017 : 1020, text.length + 1);
    int from = version == 2 ? 10 : 16;
    ByteBuffer packet =
        ByteBuffer.allocate(from + length + (version == 2 ? 2 : version == 3 ? 3 : 0));
    packet.putShort(0, (short) version).putShort(2, (short) QUERY);
    if (version != 2) {
      packet.putInt(LENGTH, length);
    }
    System.arraycopy(text, 0, packet.array(), from, text.length);
    return sealed(packet.array());
  }

  /** The bytes with the checksum that they need, if they are as long as they say. */
  static byte[] sealed(byte[] bytes) {
    int size = size(bytes).orElse(0);
    if (size > 0 && bytes.length >= size) {
      ByteBuffer.wrap(bytes).putInt(CRC, checksum(bytes, size));
    }
    return bytes;
  }

  private static int checksum(byte[] bytes, int size) {
    byte[] copy = Arrays.copyOf(bytes, size);
    Arrays.fill(copy, CRC, CRC + 4, (byte) 0);
    if (ByteBuffer.wrap(copy).getShort(0) != 2) {
      Arrays.fill(copy, 10, LENGTH, (byte) 0);
    }
    CRC32 crc = new CRC32();
    crc.update(copy);
    return (int) crc.getValue();
  }
}
