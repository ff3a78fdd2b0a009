package casfailover.nrpe;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** TLS as a client spoke it once, its records and handshake messages changed. */
final class TlsMutant {

  private static final int HEADER = 5;
  private static final int KINDS = 9;

  private final SplittableRandom dice;
  private final Mutant mutant;

  TlsMutant(SplittableRandom dice, Mutant mutant) {
    this.dice = dice;
    this.mutant = mutant;
  }

  /**
   * Everything that one connection says; nothing of it can end a handshake.
   *
   * @param records a client's whole conversation, its ClientHello first
   */
  byte[] bytes(List<byte[]> records) {
    byte[] hello = records.get(0);
    return switch (dice.nextInt(KINDS)) {
      case 0 -> mutant.flipped(hello);
      case 1 -> record(hello[0], mutant.flipped(payload(hello)));
      case 2 -> mutant.truncated(hello);
      case 3 -> withLength(hello);
      case 4 -> inSmallRecords(payload(hello));
      case 5 -> changed(records);
      case 6 -> shuffled(records);
      case 7 -> record((byte) (dice.nextInt(8) + 19), mutant.garbage(dice.nextInt(400)));
      default -> emptyRecords();
    };
  }

  /** One record, changed. */
  byte[] record(byte[] record) {
    return dice.nextBoolean()
        ? mutant.flipped(record)
        : record(record[0], mutant.flipped(payload(record)));
  }

  private static byte[] payload(byte[] record) {
    return Arrays.copyOfRange(record, HEADER, record.length);
  }

  private static byte[] record(byte type, byte[] payload) {
    byte[] header = {type, 3, 3, (byte) (payload.length >> 8), (byte) payload.length};
    return Mutant.joined(header, payload);
  }

  /** The record, its message, or a vector inside says that it is as long as it is not. */
  private byte[] withLength(byte[] hello) {
    byte[] out = hello.clone();
    int[] lengths = {3, 7, 43, 76, HEADER + 39 + dice.nextInt(out.length - HEADER - 41)};
    ByteBuffer.wrap(out).putShort(lengths[dice.nextInt(lengths.length)], (short) dice.nextInt());
    return out;
  }

  /** The whole ClientHello, which TLS lets come in as many records as one likes. */
  private byte[] inSmallRecords(byte[] message) {
    List<byte[]> out = new ArrayList<>();
    for (int from = 0; from < message.length; ) {
      int to = Math.min(message.length, from + 1 + dice.nextInt(60));
      out.add(record((byte) 22, Arrays.copyOfRange(message, from, to)));
      from = to;
    }
    return Mutant.joined(out.subList(0, dice.nextInt(out.size())).toArray(byte[][]::new));
  }

  private byte[] changed(List<byte[]> records) {
    List<byte[]> out = new ArrayList<>(records);
    int index = dice.nextInt(out.size());
    out.set(index, record(out.get(index)));
    return Mutant.joined(out.toArray(byte[][]::new));
  }

  private byte[] shuffled(List<byte[]> records) {
    List<byte[]> out = new ArrayList<>(records);
    out.addAll(records.subList(0, dice.nextInt(records.size())));
    Collections.shuffle(out, new Random(dice.nextLong()));
    return Mutant.joined(out.toArray(byte[][]::new));
  }

  private byte[] emptyRecords() {
    byte type = (byte) (20 + dice.nextInt(4));
    byte[][] out = new byte[1 + dice.nextInt(200)][];
    Arrays.fill(out, record(type, new byte[dice.nextInt(2)]));
    return Mutant.joined(out);
  }
}
