package casfailover.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.100/24", "10.0.2.1/8", "0.0.0.0/0", "192.0.2.100/32"})
  void isWrittenAsItWasReadHostBitsIncluded(String text) {
    assertThat(Cidr.parse(text)).hasToString(text);
  }

  @Test
  void isNotAnotherWhoseTextHoldsIt() {
    assertThat("110.0.2.1/24").contains("10.0.2.1/24");
    assertThat(Cidr.parse("110.0.2.1/24")).isNotEqualTo(Cidr.parse("10.0.2.1/24"));
    assertThat(Cidr.parse("110.0.2.1/24").contains(Ipv4.parse("10.0.2.1"))).isFalse();
    assertThat(Cidr.parse("10.0.2.1/24").contains(Ipv4.parse("110.0.2.1"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.100/24, 192.0.2.0, true",
    "192.0.2.100/24, 192.0.2.255, true",
    "192.0.2.100/24, 192.0.3.0, false",
    "192.0.2.100/24, 192.0.1.255, false",
    "192.0.2.100/25, 192.0.2.127, true",
    "192.0.2.100/25, 192.0.2.128, false",
    "192.0.2.100/31, 192.0.2.101, true",
    "192.0.2.100/31, 192.0.2.102, false",
    "192.0.2.100/32, 192.0.2.100, true",
    "192.0.2.100/32, 192.0.2.101, false",
    "192.0.2.100/1, 128.0.0.0, true",
    "192.0.2.100/1, 127.255.255.255, false",
    "192.0.2.100/0, 10.0.2.1, true"
  })
  void containsTheAddressesOfItsNetwork(String cidr, String address, boolean contains) {
    assertThat(Cidr.parse(cidr).contains(Ipv4.parse(address))).isEqualTo(contains);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0.0.0",
    "1, 128.0.0.0",
    "8, 255.0.0.0",
    "23, 255.255.254.0",
    "24, 255.255.255.0",
    "31, 255.255.255.254",
    "32, 255.255.255.255"
  })
  void hasAMask(int prefix, String mask) {
    assertThat(new Cidr(Ipv4.parse("192.0.2.100"), prefix).mask()).hasToString(mask);
  }

  @Test
  void thePrefixIsNeverGuessed() {
    assertThatThrownBy(() -> Cidr.parse("192.0.2.100"))
        .hasMessage("'192.0.2.100' has no prefix length: write it with one, as in 192.0.2.100/24");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.100/",
        "192.0.2.100/33",
        "192.0.2.100/100",
        "192.0.2.100/-1",
        "192.0.2.100/024",
        "192.0.2.100/ 24",
        "192.0.2.100/24/24",
        "192.0.2.100/255.255.255.0"
      })
  void aPrefixIsANumberFromNoughtToThirtyTwo(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' has the prefix length")
        .hasMessageContaining("0 to 32");
  }

  @Test
  void theAddressIsOneToo() {
    assertThatThrownBy(() -> Cidr.parse("192.0.2/24"))
        .hasMessageContaining("'192.0.2' is not an IPv4 address");
    assertThatThrownBy(() -> new Cidr(Ipv4.parse("192.0.2.100"), 33)).hasMessageContaining("33");
  }
}
