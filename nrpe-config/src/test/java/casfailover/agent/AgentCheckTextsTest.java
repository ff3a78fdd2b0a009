package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.PluginLine;
import casfailover.nrpe.Caller;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Receipt;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the checks answer, but for the readiness. */
class AgentCheckTextsTest extends AgentTexts {

  private static final List<String> CHECKS =
      List.of(
          "check_peer",
          "check_gateway",
          "check_dag",
          "check_cas_ip",
          "check_failover",
          "check_readiness");

  @Test
  void whatIsWantedAndWaitedForReadsAsInTheGoldenCheck() throws IOException {
    world.start().peerDies().databases.statusHere = "Dismounted";
    world.answer(hard());
    world.pass(Duration.ofSeconds(20));
    String golden =
        golden("check-plugins", "check_failover.pending")
            .replace(", DAG is moving them", "")
            .replace("mails_waiting=1", "mails_waiting=0");

    String line = world.ask("check_failover").text();

    assertThat(anySeconds(line)).isEqualTo(anySeconds(golden));
  }

  private static String anySeconds(String text) {
    return text.replaceAll("[0-9]{2}:[0-9]{2}:[0-9]{2}", "TIME")
        .replaceAll("for [0-9]+ s", "for SPAN")
        .replaceAll("pending=[0-9]+s", "pending=SPAN")
        .replaceAll("last_takeover=([0-9]+s|U)", "last_takeover=SPAN");
  }

  @Test
  void atRestEveryCheckIsOkInTheGoldenWords() throws IOException {
    world.start();

    for (String check : CHECKS) {
      world.ask(check);
      assertThat(world.ask(check).code()).as(check).isZero();
    }
    assertThat(firstLine("check_peer")).isEqualTo(golden("check-plugins", "check_peer.ok"));
    assertThat(firstLine("check_cas_ip")).isEqualTo(golden("check-plugins", "check_cas_ip.ok"));
    assertThat(world.ask("check_readiness").text().lines())
        .contains(
            "\\_ [OK] armed: not paused, no downtime on CAS peer of exch-b",
            "\\_ [OK] peer agent: exch-a answers, same settings (3f9c21), version 1.0.0",
            "\\_ [OK] gateway: 192.0.2.1 answers ping",
            "\\_ [OK] wire: exch-a (02:42:0a:2a:00:0b) answers for 192.0.2.100",
            "\\_ [OK] client access: 443/tcp accepts on 192.0.2.12",
            "\\_ [OK] interface: eth0 has 192.0.2.12/24");
  }

  @Test
  void beforeTheFirstLookNoCheckClaimsAnything() {
    assertThat(CHECKS)
        .filteredOn(check -> !check.equals("check_failover"))
        .allSatisfy(check -> assertThat(world.ask(check).code()).as(check).isEqualTo(3));
    assertThat(world.ask("status").text())
        .contains("cannot tell or change whether it has 192.0.2.100/24");
  }

  @Test
  void twoMachinesOnTheWireAreTold() {
    world.start().network.wire = Set.of(OtherServer.MAC, World.STRANGER);
    world.pass(Duration.ofSeconds(3));

    assertThat(firstLine("check_cas_ip"))
        .startsWith("CAS IP CRITICAL - 2 machines answer for 192.0.2.100: ")
        .contains("a stranger (00:15:5d:01:02:03, not exch-b)")
        .contains("exch-a (02:42:0a:2a:00:0b)");
  }

  @Test
  void whoeverAnswersBeforeThePeerToldItsMacCountsAsThePeer() {
    world.peer.agent = false;
    world.start();

    assertThat(firstLine("check_cas_ip"))
        .startsWith("CAS IP WARNING - exch-a answers for 192.0.2.100, but no agent says");
  }

  @Test
  void whoAsksInVersionTwoGetsNoFigureThatIsCut() {
    world.databases.second = "Mailbox Database " + "1".repeat(900);
    world.start();
    Caller old =
        new Caller(
            InetAddress.getLoopbackAddress(),
            true,
            Optional.empty(),
            PacketVersion.V2,
            new Receipt());
    String whole = world.ask("check_dag").text();
    String cut = world.tell(old, "check_dag").join().text();

    assertThat(whole.length()).isGreaterThan(1023);
    assertThat(cut.length()).isLessThanOrEqualTo(1023);
    assertThat(PluginLine.parse(whole).metrics()).containsAll(PluginLine.parse(cut).metrics());
  }
}
