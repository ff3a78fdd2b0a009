package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.certificate.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What check_readiness says of each guard. */
class AgentReadinessTextsTest extends AgentTexts {

  @Test
  void readinessNamesWhatFails() {
    world.start();
    world.answer(world.tell("pause", "author=jane"));
    world.network.gatewayAnswers = false;
    world.peer.settings = "beef00";
    world.databases.statusHere = "FailedAndSuspended";
    world.pass(Duration.ofSeconds(20));

    assertThat(world.ask("check_readiness").text())
        .startsWith(
            "CAS READINESS CRITICAL - exch-b would NOT take 192.0.2.100: 4 of 9 guards fail")
        .containsPattern("\\[CRITICAL] armed: paused by jane since 2026-11-22 03:\\d\\d \\+0100;")
        .contains("[CRITICAL] gateway: 192.0.2.1 is silent (ping 0/10, no ARP answer)")
        .contains("[CRITICAL] peer agent: exch-a has other settings (beef00, here 3f9c21)")
        .contains("[CRITICAL] databases: 0 of 2 copies here can be activated");
  }

  @Test
  void readinessTellsOfADowntimeAndOfTheEventHandler() {
    world.start();
    world.answer(
        world.tell(
            "handle_event",
            "cas_ip=192.0.2.100",
            "service=peer",
            "state=OK",
            "type=HARD",
            "downtime=1"));
    world.pass(Duration.ofSeconds(5));

    assertThat(world.ask("check_readiness").text())
        .startsWith("CAS READINESS CRITICAL - exch-b would NOT take 192.0.2.100")
        .contains("[CRITICAL] armed: a downtime is set for exch-b or its check of exch-a");
    world.tell("check_failover", "downtime=0").join();
    world.pass(Duration.ofSeconds(1));
    assertThat(world.ask("check_readiness").text())
        .contains("armed: not paused, no downtime on CAS peer of exch-b")
        .containsPattern(
            "192.0.2.10 asked \\d+ s ago, its event handler was last heard \\d+ s ago");
  }

  @Test
  void readinessTellsThatTheDatabasesAreReadTooSlowly() {
    world.databases.takes = world.settings.timing().dagMaxAge().plusSeconds(1);
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains("[WARNING] databases: 2 of 2 copies here can be activated, read ")
        .contains("; the reading took 5.0 s, longer than dag_max_age (4.0 s): make that longer");
  }

  @Test
  void readinessTellsThatTheServiceIsDeafOnTheAddressOfTheClients() {
    world.network.casIpListed = true;
    world.servesOnCasIp = false;
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains(
            "[CRITICAL] client access: 443/tcp accepts on 192.0.2.12, 443/tcp no answer on"
                + " 192.0.2.100: let the service listen on all addresses");
  }

  @Test
  void aServiceThatAnswersOnBothAddressesIsWell() {
    world.network.casIpListed = true;
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains("[OK] client access: 443/tcp accepts on 192.0.2.12 and on 192.0.2.100");
  }

  @Test
  void readinessTellsOfAGuardProcessThatDied() {
    world.lifetimeTrouble =
        Optional.of("another guard process was started: java ended with exit code 137");
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains(
            "[WARNING] lifetime: another guard process was started: java ended with exit code 137");
  }

  @Test
  void certificatesThatAreWellAreAWordOfHousekeeping() {
    world.certificates = health(List.of(), List.of());
    world.start();

    assertThat(world.ask("check_readiness").text())
        .containsPattern(
            "housekeeping: 0 mails waiting, \\d+ MB free in .*, certificate until 2036-11-19")
        .contains(" of 9 guards");
  }

  @Test
  void certificatesThatEndSoonAreAGuardOfTheirOwn() {
    world.certificates =
        health(List.of(), List.of("tls/exch-b.pem is valid until 2026-12-01 only: renew it"));
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains(" of 10 guards")
        .contains("[WARNING] certificate: tls/exch-b.pem is valid until 2026-12-01 only: renew it");
  }

  @Test
  void certificatesThatCannotBeUsedAreLookedAtAgainWithinAnHour() {
    world.certificates =
        health(List.of("tls/exch-b.pem expired on 2026-11-21: renew it"), List.of("and more"));
    world.start();
    assertThat(world.ask("check_readiness").text())
        .startsWith("CAS READINESS CRITICAL - exch-b would NOT take")
        .contains(
            "[CRITICAL] certificate: tls/exch-b.pem expired on 2026-11-21: renew it; and more");

    world.certificates = health(List.of(), List.of());
    assertThat(world.ask("check_readiness").text()).contains("[CRITICAL] certificate: ");
    world.agent.close();
  }

  private static Optional<Health> health(List<String> failures, List<String> warnings) {
    return Optional.of(
        new Health(
            List.of(), failures, warnings, Optional.of(Instant.parse("2036-11-19T11:00:00Z"))));
  }

  @Test
  void aStateFolderThatIsGoneIsAWarningOfReadinessAndNoError() throws IOException {
    World elsewhere = World.armed(Example.in(folder.resolve("gone")));
    elsewhere.start();
    elsewhere.journal.close();
    deleteAll(folder.resolve("gone"));

    assertThat(elsewhere.ask("check_readiness").text())
        .contains("[WARNING] housekeeping: 0 mails waiting, free space in ")
        .contains("is not known (java.nio.file.NoSuchFileException");
    elsewhere.agent.close();
  }

  private static void deleteAll(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
