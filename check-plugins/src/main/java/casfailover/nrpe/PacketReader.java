package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
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

    /** A whole packet, its checksum right; its bytes are consumed. */
    record Whole(Packet packet) implements Reading {}

    /** No packet, and what is wrong with it. */
    record Refused(String why) implements Reading {}
  }

  private static final Reading MORE = new Reading.More();

  /** Reads a packet of one kind from the front of a buffer; never throws, whatever stands there. */
  static Reading read(ByteBuf in, Packet.Kind kind) {
    int start = in.readerIndex();
    int come = in.readableBytes();
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
    if (in.getInt(start + PacketChecksum.AT) != PacketChecksum.of(in, start, size, version)) {
      return new Reading.Refused("wrong checksum");
    }
    return whole(in, version, kind, length, size);
  }

  private static Reading whole(
      ByteBuf in, PacketVersion version, Packet.Kind kind, int length, int size) {
    int from = in.readerIndex() + version.header();
    int end = length == 0 ? from : in.indexOf(from, from + length, (byte) 0);
    if (end < 0) {
      return new Reading.Refused("its text does not end with NUL");
    }
    // What a query carries as its result code is whatever was in the sender's memory.
    int code = kind == Packet.Kind.QUERY ? 0 : in.getShort(in.readerIndex() + 8);
    String text = in.toString(from, end - from, UTF_8);
    in.skipBytes(size);
    return new Reading.Whole(new Packet(version, kind, code, text));
  }

  private static Reading refuseVersion(int number) {
    String hint = number >>> 8 == TLS_HANDSHAKE ? ": this looks like TLS, which is off here" : "";
    return new Reading.Refused("packet version " + number + " instead of 2, 3 or 4" + hint);
  }
}
