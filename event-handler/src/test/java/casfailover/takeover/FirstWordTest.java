package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import java.net.BindException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom it is spoken; what a network makes of it, {@link LinuxTakeoverIT} shows. */
class FirstWordTest {

  private static Set<String> spokenTo(String address, int draws) {
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < draws; i++) {
      FirstWord.other(Cidr.parse(address)).ifPresent(bits -> all.add(new Ipv4(bits).toString()));
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.100/29, 192.0.2.101 192.0.2.102 192.0.2.97 192.0.2.98 192.0.2.99",
    "192.0.2.97/29, 192.0.2.100 192.0.2.101 192.0.2.102 192.0.2.98 192.0.2.99",
    "192.0.2.102/29, 192.0.2.100 192.0.2.101 192.0.2.97 192.0.2.98 192.0.2.99",
    "192.0.2.101/30, 192.0.2.102",
    "192.0.2.100/31, 192.0.2.101",
    "192.0.2.101/31, 192.0.2.100"
  })
  void toAnyOtherMachineOfTheNetworkAndNoneBesides(String address, String others) {
    assertThat(String.join(" ", spokenTo(address, 2000))).isEqualTo(others);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.100/24", "10.0.2.100/8", "10.0.2.100/1", "10.0.2.100/0"})
  void staysInItsNetwork(String address) {
    Cidr cas = Cidr.parse(address);
    assertThat(spokenTo(address, 2000))
        .hasSizeGreaterThan(100)
        .allMatch(other -> cas.contains(Ipv4.parse(other)))
        .doesNotContain(cas.address().toString());
  }

  @Test
  void toNobodyWhereNobodyElseCanBe() {
    assertThat(spokenTo("192.0.2.100/32", 10)).isEmpty();
  }

  @Test
  void notFromAnAddressThatIsNotHere() {
    assertThatThrownBy(() -> FirstWord.from(Cidr.parse("192.0.2.100/24")))
        .isInstanceOf(BindException.class);
  }
}
