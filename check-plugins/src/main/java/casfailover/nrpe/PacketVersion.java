package casfailover.nrpe;

import java.util.Optional;

/**
 * The version of a packet, and with it its layout: a header, the buffer with the text, a trailer.
 * Sizes in bytes, after common.h of NRPE 4.1.
 */
public enum PacketVersion {
  /** 1036 bytes, always: a buffer of 1024, then two bytes of structure padding. */
  V2(2, 10, 2, 1023),
  /** A buffer as long as its text, then three bytes that are zero. */
  V3(3, 16, 3, 65_535),
  /** A buffer as long as its text. */
  V4(4, 16, 0, 65_535);

  /** No query is shorter than this, and every packet of version 2 is as long. */
  static final int FIXED_SIZE = 1036;

  /** Where the result code stands in a packet, as two bytes. */
  static final int RESULT_CODE_AT = 8;

  /** Where a header of version 3 or 4 keeps the length of its buffer, as four bytes. */
  static final int LENGTH_AT = 12;

  private final int number;
  private final int header;
  private final int trailer;
  private final int longestText;

  PacketVersion(int number, int header, int trailer, int longestText) {
    this.number = number;
    this.header = header;
    this.trailer = trailer;
    this.longestText = longestText;
  }

  /** The version with a number, if it is one that we speak. */
  static Optional<PacketVersion> of(int number) {
    return switch (number) {
      case 2 -> Optional.of(V2);
      case 3 -> Optional.of(V3);
      case 4 -> Optional.of(V4);
      default -> Optional.empty();
    };
  }

  int number() {
    return number;
  }

  int header() {
    return header;
  }

  int trailer() {
    return trailer;
  }

  /** The most bytes that a text of this version may have, the NUL at its end not counted. */
  public int longestText() {
    return longestText;
  }

  /** Whether the packet says itself how long its buffer is. */
  boolean saysItsLength() {
    return this != V2;
  }
}
