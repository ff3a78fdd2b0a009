package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.config.ActionClients;
import casfailover.mail.Letter;
import casfailover.nrpe.Caller;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Receipt;
import casfailover.nrpe.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent does not do, and how it says so. */
class AgentRefusalsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Caller MONITOR = World.caller("192.0.2.10", Optional.of("monitor"));
  private static final Caller HERE =
      new Caller(MONITOR.address(), true, Optional.of("monitor"), PacketVersion.V4, new Receipt());

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void begin() throws IOException {
    world =
        World.armed(
            Example.in(folder)
                .withClients(new ActionClients.Certificates(List.of("monitor", "exch-a"))));
    world.start();
  }

  @AfterEach
  void end() throws IOException {
    assertThat(world.journal.count("heard")).isZero();
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"handle_event", "takeover", "release", "pause", "resume"})
  void anActionNeedsACertificateThatIsNamed(String action) {
    Caller nobody = World.caller("192.0.2.10", Optional.empty());
    Caller stranger = World.caller("192.0.2.10", Optional.of("desk"));

    assertThat(world.tell(nobody, action).join().text())
        .startsWith("REFUSED 192.0.2.10 may not order " + action)
        .contains("action_clients");
    assertThat(world.tell(stranger, action).join())
        .returns(2, Reply::code)
        .extracting(Reply::text)
        .asString()
        .startsWith("REFUSED desk may not order " + action);
  }

  @Test
  void whoIsNamedMay() {
    Reply reply = world.answer(world.tell(MONITOR, "pause"));

    assertThat(reply.text()).startsWith("DONE exch-b is paused");
  }

  @Test
  void whoeverAsksOnTheServerItselfIsNoMonitor() {
    assertThat(world.tell(HERE, "check_readiness").join().text())
        .contains("nobody has asked since the agent started");
    assertThat(world.tell(MONITOR, "check_readiness").join().text())
        .contains("monitor asked 0 s ago");
  }

  @Test
  void whoeverAsksOnTheServerItselfDoesNotHideThatNoMonitorDoes() {
    for (int minute = 0; minute < 4; minute++) {
      world.tell(MONITOR, "check_failover").join();
      world.pass(MINUTE);
    }
    assertThat(world.mailServer.letters).isEmpty();
    for (int minute = 0; minute < 6; minute++) {
      world.tell(HERE, "check_failover").join();
      world.pass(MINUTE);
    }

    assertThat(world.mailServer.letters)
        .extracting(Letter::subject)
        .singleElement()
        .asString()
        .contains("no monitor");
  }

  @Test
  void anUnknownActionIsNoCommand() {
    assertThat(world.agent.service().lane(MONITOR, "take_over")).isEmpty();
    assertThat(world.agent.service().lane(MONITOR, "takeover")).isPresent();
  }

  @Test
  void anUnknownWordIsNamedAndNothingHappens() {
    Reply reply =
        world
            .tell(MONITOR, "handle_event", "cas_ip=192.0.2.100", "service=peer", "stat=CRITICAL")
            .join();

    assertThat(reply.code()).isEqualTo(3);
    assertThat(reply.text()).contains("does not know 'stat'").endsWith("Nothing was done.");
  }

  @Test
  void anEventOfAnotherPairIsRefused() {
    world.peerDies().databasesArrive();
    Reply reply =
        world
            .tell(
                MONITOR,
                "handle_event",
                "cas_ip=198.51.100.7",
                "service=peer",
                "state=CRITICAL",
                "type=HARD")
            .join();
    world.pass(Duration.ofSeconds(40));

    assertThat(reply.code()).isEqualTo(2);
    assertThat(reply.text())
        .startsWith("REFUSED this event is about 198.51.100.7, and this pair has 192.0.2.100");
    assertThat(world.gone()).isTrue();
  }

  @Test
  void aPollOfOneWhoMayNotActSaysNothingOfDowntimes() {
    Caller nobody = World.caller("192.0.2.10", Optional.empty());
    assertThat(world.tell(nobody, "check_failover", "downtime=1").join().code()).isZero();
    world.peerDies().databasesArrive();
    assertThat(world.tell(nobody, "check_gateway").join().text()).startsWith("CAS GATEWAY OK");
  }
}
