package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Bytes to packets, as many bytes as have come. */
final class PacketReader {

  /** The longest buffer that a packet of version 3 or 4 may announce, in bytes. */
  static final int LONGEST_BUFFER = 65_536;

  private static final int TLS_HANDSHAKE = 0x16;

  private PacketReader() {}

  /** What the bytes so far are. */
  sealed interface Reading {

    /** The beginning of a packet, nothing wrong with it yet. */
    record More() implements Reading {}

    /** A whole packet, its checksum right. */
    record Whole(Packet packet) implements Reading {}

    /** No packet, and what is wrong with it. */
    record Refused(String why) implements Reading {}
  }

  private static final Reading MORE = new Reading.More();

  /**
   * Reads a packet of one kind from the front of a buffer, and leaves the buffer as it is; never
   * throws, whatever stands there.
   */
  static Reading read(ByteBuffer in, Packet.Kind kind) {
    int start = in.position();
    int come = in.remaining();
    if (come < 2) {
      return MORE;
    }
    int number = in.getShort(start);
    Optional<PacketVersion> known = PacketVersion.of(number);
    if (known.isEmpty()) {
      return refuseVersion(number);
    }
    PacketVersion version = known.get();
    if (come < 4) {
      return MORE;
    }
    if (in.getShort(start + 2) != kind.number()) {
      return new Reading.Refused(
          "packet type %d instead of %d".formatted(in.getShort(start + 2), kind.number()));
    }
    if (come < version.header()) {
      return MORE;
    }
    int length =
        version.saysItsLength()
            ? in.getInt(start + PacketVersion.LENGTH_AT)
            : PacketVersion.V2.longestText() + 1;
    if (length < 0 || length > LONGEST_BUFFER) {
      return new Reading.Refused(
          "announces a text of %d bytes, and up to %d are taken".formatted(length, LONGEST_BUFFER));
    }
    int size = version.header() + length + version.trailer();
    if (come < size) {
      return MORE;
    }
    if (in.getInt(start + PacketChecksum.AT) != PacketChecksum.of(in, size, version)) {
      return new Reading.Refused("wrong checksum");
    }
    return whole(in.slice(start, size), version, kind, length);
  }

  private static Reading whole(
      ByteBuffer packet, PacketVersion version, Packet.Kind kind, int length) {
    byte[] text = new byte[length];
    packet.get(version.header(), text);
    int end = 0;
    while (end < length && text[end] != 0) {
      end++;
    }
    if (length > 0 && end == length) {
      return new Reading.Refused("its text does not end with NUL");
    }
    // What a query carries as its result code is whatever was in the sender's memory.
    int code = kind == Packet.Kind.QUERY ? 0 : packet.getShort(PacketVersion.RESULT_CODE_AT);
    return new Reading.Whole(new Packet(version, kind, code, new String(text, 0, end, UTF_8)));
  }

  private static Reading refuseVersion(int number) {
    String hint = number >>> 8 == TLS_HANDSHAKE ? ": this looks like TLS, which is off here" : "";
    return new Reading.Refused("packet version " + number + " instead of 2, 3 or 4" + hint);
  }
}
