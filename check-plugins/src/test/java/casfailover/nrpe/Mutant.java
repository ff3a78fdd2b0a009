package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Packets that went wrong in transit or were made wrong on purpose, each from its own dice. */
final class Mutant {

  /** Lengths at which something may happen. */
  private static final int[] EDGES = {
    -1,
    0,
    1,
    2,
    1019,
    1020,
    1021,
    65_535,
    65_536,
    65_537,
    1 << 20,
    1 << 30,
    Integer.MAX_VALUE,
    Integer.MAX_VALUE - 16,
    Integer.MAX_VALUE - 18,
    Integer.MIN_VALUE
  };

  private static final int KINDS = 13;

  private final SplittableRandom dice;
  private final long number;

  /**
   * @param number what makes the query its own
   */
  Mutant(SplittableRandom dice, long number) {
    this.dice = dice;
    this.number = number;
  }

  /** Everything that one connection says. */
  byte[] bytes() {
    return switch (dice.nextInt(KINDS)) {
      case 0 -> flipped(valid());
      case 1, 2 -> ByTheBook.sealed(flipped(valid()));
      case 3 -> truncated(valid());
      case 4 -> joined(valid(), garbage(1 + dice.nextInt(5000)));
      case 5 -> withLength(valid());
      case 6 -> ByTheBook.sealed(withLength(valid()));
      case 7 -> wrongChecksum(valid());
      case 8 -> strange(version());
      case 9 -> withoutEnd();
      case 10 -> garbage(dice.nextInt(3000));
      case 11 ->
          joined(dice.nextBoolean() ? flipped(valid()) : valid(), valid(), truncated(valid()));
      default -> withVersionAndType(valid());
    };
  }

  byte[] valid() {
    return ByTheBook.packet(version(), text().getBytes(UTF_8));
  }

  private int version() {
    return 2 + dice.nextInt(3);
  }

  private String text() {
    return switch (dice.nextInt(10)) {
      case 0 -> CommandRunner.HELLO;
      case 1 -> "unheard-of!n=" + number;
      case 2 -> "echo!größe €!n=" + number;
      case 3 -> "echo!n=" + number + "!" + "x".repeat(dice.nextInt(900));
      case 4 -> "";
      default -> Ledger.ACTION + "!n=" + number;
    };
  }

  /** A command that is ours, and then anything. */
  private byte[] strange(int version) {
    String name = (dice.nextBoolean() ? "echo" : Ledger.ACTION) + "!n=" + number + "!";
    int most = version == 2 || dice.nextInt(100) > 0 ? 1000 : 65_000;
    byte[] text = joined(name.getBytes(UTF_8), garbage(dice.nextInt(most)));
    for (int i = 0; i < text.length; i++) {
      text[i] = text[i] == 0 ? (byte) '!' : text[i];
    }
    return ByTheBook.packet(version, Arrays.copyOf(text, Math.min(text.length, most)));
  }

  byte[] flipped(byte[] bytes) {
    byte[] out = bytes.clone();
    for (int left = 1 + dice.nextInt(8); left > 0 && out.length > 0; left--) {
      int near = dice.nextBoolean() ? Math.min(40, out.length) : out.length;
      out[dice.nextInt(near)] ^= (byte) (1 << dice.nextInt(8));
    }
    return out;
  }

  byte[] truncated(byte[] bytes) {
    int near = dice.nextBoolean() ? Math.min(40, bytes.length) : bytes.length;
    return Arrays.copyOf(bytes, dice.nextInt(near + 1));
  }

  private byte[] withLength(byte[] bytes) {
    int length = dice.nextInt(4) == 0 ? dice.nextInt() : EDGES[dice.nextInt(EDGES.length)];
    ByteBuffer.wrap(bytes).putInt(ByTheBook.LENGTH, length);
    // Some come with all that they announce, and some with far more than that.
    return dice.nextInt(20) == 0 ? joined(bytes, new byte[dice.nextInt(140_000)]) : bytes;
  }

  private byte[] wrongChecksum(byte[] bytes) {
    ByteBuffer packet = ByteBuffer.wrap(bytes);
    packet.putInt(ByTheBook.CRC, packet.getInt(ByTheBook.CRC) ^ 1 << dice.nextInt(32));
    return bytes;
  }

  private byte[] withoutEnd() {
    byte[] bytes = valid();
    int from = ByteBuffer.wrap(bytes).getShort(0) == 2 ? 10 : 16;
    for (int i = from; i < bytes.length; i++) {
      bytes[i] = bytes[i] == 0 ? (byte) 'x' : bytes[i];
    }
    return ByTheBook.sealed(bytes);
  }

  private byte[] withVersionAndType(byte[] bytes) {
    ByteBuffer packet = ByteBuffer.wrap(bytes);
    if (dice.nextBoolean()) {
      packet.putShort(0, (short) dice.nextInt(8));
    }
    if (dice.nextBoolean()) {
      packet.putShort(2, (short) dice.nextInt(4));
    }
    return ByTheBook.sealed(bytes);
  }

  byte[] garbage(int count) {
    byte[] out = new byte[count];
    for (int i = 0; i < count; i++) {
      out[i] = (byte) dice.nextInt();
    }
    return out;
  }

  static byte[] joined(byte[]... parts) {
    int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size);
    for (byte[] part : parts) {
      out.put(part);
    }
    return out.array();
  }

  /** The same bytes in one to eight pieces, some of them a single byte. */
  List<byte[]> pieces(byte[] bytes) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (int left = dice.nextInt(3) == 0 ? dice.nextInt(8) : 0;
        left > 0 && from < bytes.length;
        left--) {
      int to = from + (dice.nextBoolean() ? 1 : 1 + dice.nextInt(bytes.length - from));
      pieces.add(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
    return pieces;
  }
}
