package casfailover.sight;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Ports.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final String OWN = "192.0.2.11";
  private static final String CAS = "192.0.2.100";
  private static final Answer HTTPS = new Answer("443/tcp", true, "accepts");
  private static final Answer RPC = new Answer("135/tcp", true, "accepts");

  @Test
  void oneAddressNeedsNoNameAtHome() {
    Ports ports = new Ports(List.of(HTTPS, RPC));

    assertThat(ports.detail()).isEqualTo("443/tcp accepts, 135/tcp accepts");
    assertThat(ports.on(OWN)).isEqualTo("443/tcp accepts, 135/tcp accepts on 192.0.2.11");
  }

  @Test
  void whatIsTheSameOnTwoAddressesIsToldOnce() {
    Ports one = new Ports(List.of(HTTPS, HTTPS.on(CAS)));
    Ports two = new Ports(List.of(HTTPS, RPC, HTTPS.on(CAS), RPC.on(CAS)));

    assertThat(one.detail()).isEqualTo("443/tcp accepts here and on 192.0.2.100");
    assertThat(one.on(OWN)).isEqualTo("443/tcp accepts on 192.0.2.11 and on 192.0.2.100");
    assertThat(two.on(OWN))
        .isEqualTo("443/tcp accepts, 135/tcp accepts on 192.0.2.11 and on 192.0.2.100");
  }

  @Test
  void whatDiffersIsToldWhereItIs() {
    Ports ports = new Ports(List.of(HTTPS, new Answer("443/tcp", false, "no answer").on(CAS)));

    assertThat(ports.on(OWN))
        .isEqualTo("443/tcp accepts on 192.0.2.11, 443/tcp no answer on 192.0.2.100");
    assertThat(ports.accepting()).isEqualTo(1);
  }

  @Test
  void aPageTellsByItsNameWhereItIs() {
    Ports ports =
        new Ports(
            List.of(
                new Answer("https://exch-a/owa/healthcheck.htm", true, "200"),
                new Answer("https://192.0.2.100/owa/healthcheck.htm", true, "200").on(CAS)));

    assertThat(ports.on(OWN))
        .isEqualTo(
            "https://exch-a/owa/healthcheck.htm 200 on 192.0.2.11,"
                + " https://192.0.2.100/owa/healthcheck.htm 200");
  }
}
