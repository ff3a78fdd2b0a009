package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Packets to bytes. */
final class PacketWriter {

  private PacketWriter() {}

  /**
   * A packet as it goes over the wire, every byte that means nothing zero. A response that is too
   * long for its version is cut, never within a character.
   *
   * @throws IllegalArgumentException if a query is too long: half a command is another command
   */
  static byte[] write(Packet packet) {
    PacketVersion version = packet.version();
    byte[] text = textOf(packet);
    int length = bufferLength(packet, text.length);
    int size = version.header() + length + version.trailer();
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putShort(0, (short) version.number());
    out.putShort(2, (short) packet.kind().number());
    out.putShort(PacketVersion.RESULT_CODE_AT, (short) packet.resultCode());
    if (version.saysItsLength()) {
      out.putInt(PacketVersion.LENGTH_AT, length);
    }
    out.put(version.header(), text);
    out.putInt(PacketChecksum.AT, PacketChecksum.of(out, size, version));
    return out.array();
  }

  private static int bufferLength(Packet packet, int text) {
    PacketVersion version = packet.version();
    int shortest =
        version.saysItsLength() && packet.kind() == Packet.Kind.RESPONSE
            ? 0
            : PacketVersion.FIXED_SIZE - version.header() - version.trailer();
    return Math.max(shortest, text + 1);
  }

  private static byte[] textOf(Packet packet) {
    // A NUL would end the text at its reader.
    byte[] text = packet.text().replace('\0', ' ').getBytes(UTF_8);
    int longest = packet.version().longestText();
    if (text.length <= longest) {
      return text;
    }
    if (packet.kind() == Packet.Kind.QUERY) {
      throw new IllegalArgumentException(
          "the query has %d bytes, and NRPE version %d takes %d"
              .formatted(text.length, packet.version().number(), longest));
    }
    return Arrays.copyOf(text, endOfCharacter(text, longest));
  }

  /** The highest index up to a limit at which a character of UTF-8 begins. */
  private static int endOfCharacter(byte[] text, int limit) {
    int end = limit;
    while (end > 0 && (text[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }
}
