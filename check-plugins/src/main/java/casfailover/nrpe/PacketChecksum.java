package casfailover.nrpe;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The CRC-32 of a packet: over all its bytes, with its own field taken as zero, and in versions 3
 * and 4 the two bytes of alignment as well.
 */
final class PacketChecksum {

  /** Where the checksum stands in a packet, as four bytes. */
  static final int AT = 4;

  private static final int AFTER_RESULT_CODE = 10;
  private static final byte[] ZEROS = new byte[4];

  private PacketChecksum() {}

  /** The checksum of the packet that a buffer begins with. */
  static int of(ByteBuffer packet, int size, PacketVersion version) {
    int start = packet.position();
    CRC32 crc = new CRC32();
    crc.update(packet.slice(start, AT));
    crc.update(ZEROS, 0, 4);
    crc.update(packet.slice(start + PacketVersion.RESULT_CODE_AT, 2));
    int from = AFTER_RESULT_CODE;
    if (version.saysItsLength()) {
      crc.update(ZEROS, 0, 2);
      from = PacketVersion.LENGTH_AT;
    }
    crc.update(packet.slice(start + from, size - from));
    return (int) crc.getValue();
  }
}
