package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.PacketReader.Reading;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
    ByteBuf in = Hex.resource(resource);
    assertThat(PacketReader.read(in, Packet.Kind.QUERY))
        .isEqualTo(new Reading.Whole(new Packet(version, Packet.Kind.QUERY, 0, TEXT)));
    assertThat(in.isReadable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void waitsForMoreUntilTheLastByte(PacketVersion version) {
    Packet packet = Packet.response(version, new Reply(2, "CRITICAL - größer\nline 2"));
    ByteBuf whole = written(packet);
    for (int size = 0; size < whole.readableBytes(); size++) {
      ByteBuf some = whole.slice(0, size);
      assertThat(PacketReader.read(some, Packet.Kind.RESPONSE)).isInstanceOf(Reading.More.class);
      assertThat(some.readerIndex()).isZero();
    }
    assertThat(PacketReader.read(whole, Packet.Kind.RESPONSE)).isEqualTo(new Reading.Whole(packet));
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void refusesEveryPacketWithOneBitTurned(PacketVersion version) {
    ByteBuf whole = written(Packet.response(version, new Reply(0, "OK")));
    boolean lengthIsSaid = version.saysItsLength();
    for (int bit = 0; bit < whole.readableBytes() * 8; bit++) {
      boolean inAlignment = lengthIsSaid && bit / 8 >= 10 && bit / 8 < 12;
      ByteBuf turned = whole.copy();
      turned.setByte(bit / 8, turned.getByte(bit / 8) ^ 1 << bit % 8);
      Reading reading = PacketReader.read(turned, Packet.Kind.RESPONSE);
      if (inAlignment) {
        assertThat(reading).isInstanceOf(Reading.Whole.class);
      } else {
        assertThat(reading).as("bit " + bit).isNotInstanceOf(Reading.Whole.class);
      }
      turned.release();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 65_537, Integer.MAX_VALUE})
  void refusesAnImpossibleLengthAsSoonAsItIsSaid(int length) {
    ByteBuf in = header(4, 1, length);
    assertThat(PacketReader.read(in, Packet.Kind.QUERY))
        .isEqualTo(
            new Reading.Refused(
                "announces a text of " + length + " bytes, and up to 65536 are taken"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536})
  void takesEveryPossibleLength(int length) {
    ByteBuf in = header(4, 1, length).writeZero(length);
    in.setInt(4, PacketChecksum.of(in, 0, in.writerIndex(), PacketVersion.V4));
    assertThat(PacketReader.read(in, Packet.Kind.QUERY))
        .isEqualTo(new Reading.Whole(new Packet(PacketVersion.V4, Packet.Kind.QUERY, 0, "")));
  }

  @Test
  void takesTheLongestAnswer() {
    Packet packet = Packet.response(PacketVersion.V4, new Reply(0, "x".repeat(65_535)));
    assertThat(PacketReader.read(written(packet), Packet.Kind.RESPONSE))
        .isEqualTo(new Reading.Whole(packet));
  }

  @Test
  void refusesATextWithoutAnEnd() {
    ByteBuf in = header(4, 1, 3).writeBytes(new byte[] {'a', 'b', 'c'});
    in.setInt(4, PacketChecksum.of(in, 0, in.writerIndex(), PacketVersion.V4));
    assertThat(PacketReader.read(in, Packet.Kind.QUERY))
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
    assertThat(PacketReader.read(Hex.bytes(hex), Packet.Kind.QUERY))
        .isEqualTo(new Reading.Refused(why));
  }

  @Test
  void neverThrowsWhateverComes() {
    Random random = new Random(20_100_713);
    for (int round = 0; round < 50_000; round++) {
      ByteBuf in = mutated(random);
      Packet.Kind kind = random.nextBoolean() ? Packet.Kind.QUERY : Packet.Kind.RESPONSE;
      Reading reading = PacketReader.read(in, kind);
      if (reading instanceof Reading.Whole whole) {
        assertThat(whole.packet().kind()).isEqualTo(kind);
      } else {
        assertThat(in.readerIndex()).isZero();
      }
      in.release();
    }
  }

  private static ByteBuf mutated(Random random) {
    PacketVersion version = PacketVersion.of(2 + random.nextInt(3)).orElseThrow();
    String text = "x!".repeat(random.nextInt(400));
    Packet packet =
        random.nextBoolean()
            ? Packet.query(version, Query.parse(text))
            : Packet.response(version, new Reply(random.nextInt(4), text));
    ByteBuf in = written(packet);
    for (int change = random.nextInt(4); change > 0; change--) {
      int header = Math.min(20, in.readableBytes());
      int at = random.nextInt(random.nextBoolean() ? header : in.readableBytes());
      in.setByte(at, random.nextBoolean() ? random.nextInt(256) : random.nextInt(2) * 255);
    }
    if (random.nextInt(4) == 0) {
      in.writerIndex(random.nextInt(in.readableBytes() + 1));
    } else if (random.nextInt(4) == 0) {
      in.writeBytes(new byte[random.nextInt(64)]);
    }
    if (random.nextBoolean() && in.readableBytes() > 12) {
      in.setInt(4, PacketChecksum.of(in, 0, in.readableBytes(), version));
    }
    return in;
  }

  private static ByteBuf header(int version, int type, int length) {
    return Unpooled.buffer()
        .writeShort(version)
        .writeShort(type)
        .writeInt(0)
        .writeInt(0)
        .writeInt(length);
  }

  private static ByteBuf written(Packet packet) {
    return Unpooled.buffer().writeBytes(Wire.bytes(packet));
  }
}
