package casfailover.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"02:42:0a:2a:00:0b", "02:42:0A:2A:00:0B", "02-42-0A-2A-00-0B"})
  void isTheSameHoweverItWasWritten(String text) {
    assertThat(new MacAddress(text)).isEqualTo(new MacAddress("02:42:0a:2a:00:0b"));
    assertThat(new MacAddress(text)).hasToString("02:42:0a:2a:00:0b");
  }

  @Test
  void isReadFromTheBytesOfAnInterface() {
    byte[] bytes = {0x02, 0x42, 0x0a, (byte) 0xfe, 0x00, (byte) 0x80};

    assertThat(MacAddress.of(bytes)).hasToString("02:42:0a:fe:00:80");
  }

  @Test
  void isSixBytesAndNoOtherNumber() {
    assertThatThrownBy(() -> MacAddress.of(new byte[0])).hasMessageContaining("''");
    assertThatThrownBy(() -> MacAddress.of(new byte[8]))
        .hasMessageContaining("'00:00:00:00:00:00:00:00' is not a hardware address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "02:42:0a:2a:00",
        "02:42:0a:2a:00:0b:0c",
        "2:42:a:2a:0:b",
        "02:42:0a:2a:00:0g",
        "02420a2a000b",
        "0242.0a2a.000b",
        "02:42:0a:2a:00:0b\n",
        " 02:42:0a:2a:00:0b"
      })
  void nothingElseIsAHardwareAddress(String text) {
    assertThatThrownBy(() -> new MacAddress(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a hardware address");
  }

  @Test
  void addressesHaveAnOrder() {
    assertThat(new MacAddress("02:42:0a:2a:00:0b"))
        .isLessThan(new MacAddress("02-42-0A-2A-00-0C"))
        .isGreaterThan(new MacAddress("02:42:0a:2a:00:0a"));
  }
}
