package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.config.ActionClients;
import casfailover.config.Settings;
import casfailover.nrpe.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lane a command of whom is worked on in, where certificates say who somebody is. */
class LanesTest {

  private static final Example NAMED =
      Example.in(Path.of("/nowhere"))
          .withClients(new ActionClients.Certificates(List.of("exch-a", "exch-b", "monitor")));

  private static Optional<String> lane(Settings settings, Caller caller, String command) {
    try (Lanes lanes = new Lanes(() -> settings, new Rights(() -> settings))) {
      return lanes.of(caller, command).map(lane -> lane.pool().name());
    }
  }

  private static Caller caller(String address, String name) {
    return World.caller(address, Optional.of(name).filter(n -> !n.isEmpty()));
  }

  @ParameterizedTest
  @CsvSource({
    "monitor, handle_event, actions",
    "exch-a,  takeover,     actions",
    "exch-b,  pause,        actions",
    "exch-b,  flush_mail,   actions",
    "exch-b,  reload,       slow actions",
    "exch-b,  resume,       slow actions",
    "desk,    reload,       checks",
    "desk,    handle_event, checks",
    "desk,    takeover,     checks",
    "'',      takeover,     checks",
    "'',      notify,       checks",
    "exch-a,  handover_release, peer",
    "exch-a,  handover_offer,   peer",
    "monitor, handover_release, checks",
    "exch-b,  handover_offer,   checks",
    "'',      handover_offer,   checks",
    "exch-a,  peer_report,  peer",
    "monitor, peer_report,  checks",
    "'',      peer_report,  checks",
    "desk,    check_peer,   checks",
    "monitor, status,       checks"
  })
  void nobodyTakesAPlaceFromThoseWhoMayDoMore(String name, String command, String lane) {
    Caller caller = caller("192.0.2.11", name);

    assertThat(lane(NAMED.withCertificates().settings(), caller, command)).contains(lane);
  }

  @Test
  void withoutCertificatesTheOtherAgentIsKnownByItsAddress() {
    assertThat(lane(NAMED.settings(), caller("192.0.2.11", ""), "peer_report")).contains("peer");
    assertThat(lane(NAMED.settings(), caller("192.0.2.10", ""), "peer_report")).contains("checks");
  }

  @Test
  void whereTheAddressIsEnoughEverybodyActs() {
    Settings trusting = Example.in(Path.of("/nowhere")).settings();

    assertThat(lane(trusting, caller("192.0.2.10", ""), "takeover")).contains("actions");
    assertThat(lane(trusting, caller("192.0.2.10", ""), "handover_release")).contains("checks");
    assertThat(lane(trusting, caller("192.0.2.11", ""), "handover_release")).contains("peer");
  }

  @Test
  void whatIsNoCommandHasNoLane() {
    assertThat(lane(NAMED.settings(), caller("192.0.2.10", "monitor"), "take_over")).isEmpty();
  }
}
