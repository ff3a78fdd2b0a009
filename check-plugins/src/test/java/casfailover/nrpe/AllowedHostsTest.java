package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.10,192.0.2.10,ADMITTED",
    "192.0.2.10,192.0.2.100,REFUSED",
    "192.0.2.10,192.0.2.1,REFUSED",
    "192.0.2.0/24,192.0.2.255,ADMITTED",
    "192.0.2.0/24,192.0.3.0,REFUSED",
    "192.0.2.128/25,192.0.2.127,REFUSED",
    "192.0.2.128/25,192.0.2.128,ADMITTED",
    "0.0.0.0/0,203.0.113.7,ADMITTED",
    "0.0.0.0/0,2001:db8::1,REFUSED",
    "2001:DB8::10,2001:db8:0:0::10,ADMITTED",
    "2001:db8::10,2001:db8::11,REFUSED",
    "2001:db8:1::/48,2001:db8:1:ffff::1,ADMITTED",
    "2001:db8:1::/48,2001:db8:2::1,REFUSED",
    "::/0,2001:db8::1,ADMITTED",
    "'198.51.100.1 , 192.0.2.0/24,',192.0.2.3,ADMITTED",
    "'',192.0.2.3,REFUSED",
    "'',127.0.0.1,ADMITTED",
    "'',::1,ADMITTED",
    "'',192.0.2.12,ADMITTED",
  })
  void admitsWhoeverStandsInTheListAndLoopbackAndThePeer(
      String list, String address, Verdict verdict) {
    assertThat(hosts(list).ask(address(address)).toCompletableFuture())
        .isCompletedWithValue(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.10/24,has bits after its prefix of 24: write the first address of the network",
    "192.0.2.0/33,has the prefix length '33': it must be a number from 0 to 32",
    "192.0.2.0/,has the prefix length '': it must be a number from 0 to 32",
    "192.0.2.0/+8,has the prefix length '+8'",
    "2001:db8::/129,has the prefix length '129': it must be a number from 0 to 128",
    "2001:db8::1/64,has bits after its prefix of 64",
  })
  void refusesAWrongPrefix(String entry, String why) {
    assertThatThrownBy(() -> hosts("198.51.100.1," + entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + entry + "' " + why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2",
        "192.0.2.300",
        "192.0.2.1.5",
        "a b",
        "monitor/24",
        "*",
        "fe80::1%eth0",
        "10"
      })
  void refusesWhatIsNeitherAddressNorNetworkNorName(String entry) {
    assertThatThrownBy(() -> hosts(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + entry + "' in allowed_hosts is no address, network or name");
  }

  @Test
  void asksForNamesOnlyWhereNoAddressMatches() {
    AllowedHosts hosts = hosts("192.0.2.10, Monitor.corp.example");
    assertThat(hosts.ask(address("192.0.2.10")).toCompletableFuture())
        .isCompletedWithValue(Verdict.ADMITTED);
    assertThat(hosts.ask(address("198.51.100.7")).toCompletableFuture())
        .isCompletedWithValue(Verdict.ADMITTED);
    assertThat(hosts.ask(address("198.51.100.8")).toCompletableFuture())
        .isCompletedWithValue(Verdict.REFUSED);
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static AllowedHosts hosts(String list) {
    HostNames names =
        new HostNames(
            name -> {
              if (name.equals("monitor.corp.example")) {
                return new InetAddress[] {address("198.51.100.7")};
              }
              throw new UnknownHostException(name);
            },
            Runnable::run,
            () -> 0,
            Duration.ofSeconds(1));
    return AllowedHosts.parse(list, Set.of(address("192.0.2.12")), names);
  }
}
