package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.PacketReader.Reading;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketReaderTest {

  private static final String TEXT = "check_dag!dag=dag-1!größe=3";

  @ParameterizedTest
  @CsvSource({
    "V2,check_nrpe-v2-query.hex",
    "V3,check_nrpe-v3-query.hex",
    "V4,check_nrpe-v4-query.hex"
  })
  void readsTheRealClientWhateverIsInItsResultCodeAndPadding(
      PacketVersion version, String resource) {
    assertThat(query(Hex.resource(resource)))
        .isEqualTo(new Reading.Whole(new Packet(version, Packet.Kind.QUERY, 0, TEXT)));
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void waitsForMoreUntilTheLastByte(PacketVersion version) {
    Packet packet = Packet.response(version, new Reply(2, "CRITICAL - größer\nline 2"));
    byte[] whole = PacketWriter.write(packet);
    for (int size = 0; size < whole.length; size++) {
      assertThat(response(Arrays.copyOf(whole, size))).isInstanceOf(Reading.More.class);
    }
    assertThat(response(whole)).isEqualTo(new Reading.Whole(packet));
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void refusesEveryPacketWithOneBitTurned(PacketVersion version) {
    byte[] whole = PacketWriter.write(Packet.response(version, new Reply(0, "OK")));
    boolean lengthIsSaid = version.saysItsLength();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      boolean inAlignment = lengthIsSaid && bit / 8 >= 10 && bit / 8 < 12;
      byte[] turned = whole.clone();
      turned[bit / 8] ^= (byte) (1 << bit % 8);
      Reading reading = response(turned);
      if (inAlignment) {
        assertThat(reading).isInstanceOf(Reading.Whole.class);
      } else {
        assertThat(reading).as("bit " + bit).isNotInstanceOf(Reading.Whole.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 65_537, Integer.MAX_VALUE})
  void refusesAnImpossibleLengthAsSoonAsItIsSaid(int length) {
    assertThat(query(header(length, 0)))
        .isEqualTo(
            new Reading.Refused(
                "announces a text of " + length + " bytes, and up to 65536 are taken"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536})
  void takesEveryPossibleLength(int length) {
    assertThat(query(signed(header(length, length), PacketVersion.V4)))
        .isEqualTo(new Reading.Whole(new Packet(PacketVersion.V4, Packet.Kind.QUERY, 0, "")));
  }

  @Test
  void takesTheLongestAnswer() {
    Packet packet = Packet.response(PacketVersion.V4, new Reply(0, "x".repeat(65_535)));
    assertThat(response(PacketWriter.write(packet))).isEqualTo(new Reading.Whole(packet));
  }

  @Test
  void refusesATextWithoutAnEnd() {
    byte[] packet = header(3, 3);
    Arrays.fill(packet, 16, 19, (byte) 'a');
    assertThat(query(signed(packet, PacketVersion.V4)))
        .isEqualTo(new Reading.Refused("its text does not end with NUL"));
  }

  @ParameterizedTest
  @CsvSource({
    "0001,'packet version 1 instead of 2, 3 or 4'",
    "0005,'packet version 5 instead of 2, 3 or 4'",
    "ffff,'packet version -1 instead of 2, 3 or 4'",
    "16030102,'packet version 5635 instead of 2, 3 or 4: this looks like TLS, which is off here'",
    "00040002,packet type 2 instead of 1",
    "00020000,packet type 0 instead of 1",
  })
  void refusesWhatIsNoQueryByItsFirstBytes(String hex, String why) {
    assertThat(query(Hex.bytes(hex))).isEqualTo(new Reading.Refused(why));
  }

  @Test
  void neverThrowsWhateverComes() {
    Random random = new Random(20_100_713);
    for (int round = 0; round < 50_000; round++) {
      ByteBuffer in = ByteBuffer.wrap(mutated(random));
      Packet.Kind kind = random.nextBoolean() ? Packet.Kind.QUERY : Packet.Kind.RESPONSE;
      Reading reading = PacketReader.read(in, kind);
      if (reading instanceof Reading.Whole whole) {
        assertThat(whole.packet().kind()).isEqualTo(kind);
      }
      assertThat(in.position()).isZero();
    }
  }

  private static byte[] mutated(Random random) {
    PacketVersion version = PacketVersion.of(2 + random.nextInt(3)).orElseThrow();
    String text = "x!".repeat(random.nextInt(400));
    byte[] in =
        PacketWriter.write(
            random.nextBoolean()
                ? Packet.query(version, Query.parse(text))
                : Packet.response(version, new Reply(random.nextInt(4), text)));
    for (int change = random.nextInt(4); change > 0; change--) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(20, in.length) : in.length);
      in[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(2) * 255);
    }
    if (random.nextInt(4) == 0) {
      in = Arrays.copyOf(in, random.nextInt(in.length + 1));
    } else if (random.nextInt(4) == 0) {
      in = Arrays.copyOf(in, in.length + random.nextInt(64));
    }
    return random.nextBoolean() && in.length > 12 ? signed(in, version) : in;
  }

  private static byte[] header(int length, int more) {
    return ByteBuffer.allocate(16 + more)
        .putShort(0, (short) 4)
        .putShort(2, (short) 1)
        .putInt(12, length)
        .array();
  }

  private static byte[] signed(byte[] packet, PacketVersion version) {
    ByteBuffer bytes = ByteBuffer.wrap(packet);
    return bytes.putInt(4, PacketChecksum.of(bytes, packet.length, version)).array();
  }

  private static Reading query(byte[] bytes) {
    return PacketReader.read(ByteBuffer.wrap(bytes), Packet.Kind.QUERY);
  }

  private static Reading response(byte[] bytes) {
    return PacketReader.read(ByteBuffer.wrap(bytes), Packet.Kind.RESPONSE);
  }
}
