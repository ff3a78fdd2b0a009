package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said everywhere when something is wrong with the address of a holder. */
class AgentAlarmTextsTest extends AgentTexts {

  @Test
  void aStrangerBesideTheHolderIsTheGoldenCriticalAndOneMail() throws IOException {
    holding().network.wire = Set.of(World.STRANGER);
    world
        .passUntil("a second mail", () -> world.mailServer.letters.size() == 2)
        .pass(Duration.ofSeconds(90));

    assertThat(world.here()).isTrue();
    assertThat(firstLine("check_cas_ip"))
        .isEqualTo(golden("check-plugins", "check_cas_ip.critical.two"));
    assertThat(firstLine("check_failover"))
        .startsWith("CAS FAILOVER CRITICAL")
        .contains(World.STRANGER.toString());
    assertThat(world.mailServer.letters).hasSize(2);
    assertThat(text(world.mailServer.letters.get(1)))
        .contains("ALARM", "another machine answers for 192.0.2.100", World.STRANGER.toString())
        .contains("Find the machine by its hardware address");
  }

  @Test
  void anAddressThatNobodyOutsideReachesIsAlarmedEverywhereAndKept() throws IOException {
    world.network.reachable = false;
    holding().passUntil("a second mail", () -> world.mailServer.letters.size() == 2);

    String complaint =
        "exch-b has 192.0.2.100, but nobody outside has reached it yet (192.0.2.1 does not answer"
            + " 192.0.2.100)";
    assertThat(world.here()).isTrue();
    assertThat(firstLine("check_cas_ip"))
        .startsWith("CAS IP CRITICAL - " + complaint + ": clients may not connect");
    assertThat(firstLine("check_failover")).contains(complaint);
    assertThat(world.ask("status").text()).contains("nobody outside has reached it");
    assertThat(text(world.mailServer.letters.get(1)))
        .contains("ALARM", "192.0.2.100 was taken, but nobody outside has reached it yet");

    world.network.reachable = true;
    world.passUntil(
        "an end of the alarm", () -> firstLine("check_cas_ip").startsWith("CAS IP WARNING"));
    assertThat(world.mailServer.letters).hasSize(2);
  }

  @Test
  void aLinkThatCameUpAgainIsToldToTheNetwork() throws IOException {
    holding();
    int before = world.announcer.announcements.get();
    world.network.linkUps = 2;
    world.passUntil("three more", () -> world.announcer.announcements.get() == before + 3);
  }

  private World holding() {
    world.start().peerDies().databasesArrive().pass(Duration.ofSeconds(3));
    world.sent(hard());
    return world
        .passUntil("a mail", () -> !world.mailServer.letters.isEmpty())
        .pass(Duration.ofSeconds(5));
  }
}
