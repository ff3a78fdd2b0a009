package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PacketWriterTest {

  private static final Reply WARNING = new Reply(1, "WARNING - ä");

  @Test
  void aResponseInVersionFourIsAsLongAsItsText() {
    assertThat(Hex.of(write(Packet.response(PacketVersion.V4, WARNING))))
        .isEqualTo("00040002bd0d965d000100000000000d5741524e494e47202d20c3a400");
  }

  @Test
  void aResponseInVersionThreeHasThreeZeroBytesMore() {
    assertThat(Hex.of(write(Packet.response(PacketVersion.V3, WARNING))))
        .isEqualTo("00030002ea38af5a000100000000000d5741524e494e47202d20c3a400000000");
  }

  @Test
  void aResponseInVersionTwoIsAlwaysOfOneSizeAndOtherwiseZero() {
    String text = "000200021553645600015741524e494e47202d20c3a4";
    assertThat(Hex.of(write(Packet.response(PacketVersion.V2, WARNING))))
        .isEqualTo(text + "0".repeat(2 * 1036 - text.length()));
  }

  @ParameterizedTest
  @CsvSource({"V3,check_nrpe-v3-query.hex", "V4,check_nrpe-v4-query.hex"})
  void aQueryIsByteForByteThatOfTheRealClient(PacketVersion version, String resource) {
    Query query = Query.of("check_dag", "dag=dag-1", "größe=3");
    assertThat(Hex.of(write(Packet.query(version, query))))
        .isEqualTo(Hex.of(Hex.resource(resource)));
  }

  @ParameterizedTest
  @CsvSource({"V2,1036", "V3,1036", "V4,1036"})
  void aShortQueryHasTheSizeOfVersionTwo(PacketVersion version, int size) {
    assertThat(write(Packet.query(version, Query.of("x")))).hasSize(size);
  }

  @ParameterizedTest
  @CsvSource({"V3,2020", "V4,2017"})
  void aLongQueryGrowsWithItsText(PacketVersion version, int size) {
    Query query = Query.of("x".repeat(2000));
    assertThat(write(Packet.query(version, query))).hasSize(size);
  }

  @Test
  void aQueryThatIsTooLongIsRefusedAndNotCut() {
    assertThatThrownBy(() -> write(Packet.query(PacketVersion.V2, Query.of("x".repeat(1024)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the query has 1024 bytes, and NRPE version 2 takes 1023");
  }

  @ParameterizedTest
  @CsvSource({"V2,1023", "V3,65535", "V4,65535"})
  void aResponseIsCutAtTheLongestTextOfItsVersion(PacketVersion version, int longest) {
    byte[] packet = write(Packet.response(version, new Reply(0, "x".repeat(70_000))));
    assertThat(textIn(packet, version)).hasSize(longest);
  }

  @ParameterizedTest
  @CsvSource({"ä,2", "€,3", "😀,4"})
  void aResponseIsNeverCutWithinACharacter(String character, int bytes) {
    for (int before = 0; before < bytes; before++) {
      String text = "x".repeat(1023 - before) + character + "rest";
      String cut =
          textIn(write(Packet.response(PacketVersion.V2, new Reply(0, text))), PacketVersion.V2);
      assertThat(cut).isEqualTo("x".repeat(1023 - before));
    }
    String fits = "x".repeat(1023 - bytes) + character;
    assertThat(
            textIn(
                write(Packet.response(PacketVersion.V2, new Reply(0, fits + "rest"))),
                PacketVersion.V2))
        .isEqualTo(fits);
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void aNulWithinATextDoesNotEndIt(PacketVersion version) {
    byte[] packet = write(Packet.response(version, new Reply(0, "a\0b")));
    assertThat(textIn(packet, version)).isEqualTo("a b");
  }

  private static String textIn(byte[] packet, PacketVersion version) {
    int end = version.header();
    while (packet[end] != 0) {
      end++;
    }
    return new String(packet, version.header(), end - version.header(), UTF_8);
  }

  private static byte[] write(Packet packet) {
    return PacketWriter.write(packet);
  }
}
