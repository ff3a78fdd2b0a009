package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Ipv4;
import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessProbeTest {

  private final TurnedClock clock = new TurnedClock();
  private final List<Ipv4> asked = new ArrayList<>();

  private Sighting ask(String host) {
    ServiceProbe port =
        address -> {
          asked.add(address);
          return new Sighting.Seen(clock.get(), clock.get(), new Note("445/tcp accepts"));
        };
    return new WitnessProbe(host, port, clock).ask();
  }

  @Test
  void asksTheAddressOfTheName() {
    assertThat(ask("localhost").detail()).isEqualTo("445/tcp accepts");
    assertThat(asked).containsExactly(Ipv4.parse("127.0.0.1"));
  }

  @Test
  void asksAnAddressAsItStands() {
    ask("192.0.2.20");

    assertThat(asked).containsExactly(Ipv4.parse("192.0.2.20"));
  }

  @Test
  void aNameThatNobodyKnowsIsNeitherYesNorNo() {
    String tooLong = "n".repeat(64) + ".example"; // no name service need be asked
    assertThat(ask(tooLong))
        .isInstanceOfSatisfying(
            Sighting.Unknown.class,
            unknown ->
                assertThat(unknown.why())
                    .isEqualTo("the name service does not tell the address of " + tooLong));
    assertThat(asked).isEmpty();
  }

  @Test
  void aHostWithoutIpv4IsNotAsked() {
    assertThat(ask("2001:db8::20").detail()).isEqualTo("2001:db8::20 has no IPv4 address");
    assertThat(asked).isEmpty();
  }
}
