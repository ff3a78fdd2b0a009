package casfailover.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4Test {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.0.2.1", "127.0.0.1", "192.0.2.100", "255.255.255.255"})
  void isWrittenAsItWasRead(String text) {
    assertThat(Ipv4.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.0.2.1", "192.0.2.100", "255.255.255.255"})
  void isTheSameFromItsBytes(String text) {
    assertThat(Ipv4.of(Ipv4.parse(text).bytes())).hasToString(text);
  }

  @Test
  void isItsThirtyTwoBits() {
    assertThat(Ipv4.parse("192.0.2.11").bits()).isEqualTo(0xC000020B);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "192.0.2",
        "192.0.2.11.1",
        "192.0.2.",
        ".192.0.2.11",
        "192.0.2.256",
        "192.0.2.-1",
        "192.0.2.+1",
        "192.0.2.011",
        "192.0.2.0x1",
        "192.0.2.1000000000000",
        " 192.0.2.11",
        "192.0.2.11\n",
        "192.0.2.11/24",
        "192.0.2.١",
        "exch-a.corp.example",
        "::ffff:192.0.2.11"
      })
  void nothingElseIsAnAddress(String text) {
    assertThatThrownBy(() -> Ipv4.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not an IPv4 address");
  }

  @Test
  void addressesOfWhichOneTextHoldsTheOtherAreDifferent() {
    assertThat(Ipv4.parse("110.0.2.1")).isNotEqualTo(Ipv4.parse("10.0.2.1"));
    assertThat(Ipv4.parse("10.0.2.1")).isNotEqualTo(Ipv4.parse("10.0.2.11"));
  }

  @Test
  void addressesAreOrderedAsNumbersAlsoAboveTheMiddle() {
    List<Ipv4> sorted =
        Stream.of("192.0.2.11", "10.0.2.1", "9.255.255.255", "128.0.0.0", "127.255.255.255")
            .map(Ipv4::parse)
            .sorted()
            .toList();

    assertThat(sorted)
        .extracting(Ipv4::toString)
        .containsExactly("9.255.255.255", "10.0.2.1", "127.255.255.255", "128.0.0.0", "192.0.2.11");
  }
}
