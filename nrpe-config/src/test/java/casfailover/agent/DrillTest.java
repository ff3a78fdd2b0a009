package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillTest {

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void aPairThatIsWell() throws IOException {
    world = World.armed(Example.in(folder).withEvidenceMaxAgeByDefault()).start();
    world.ask("check_peer");
  }

  @AfterEach
  void end() throws IOException {
    world.close();
  }

  private Stream<String> holding(Reply drill) {
    return drill
        .text()
        .lines()
        .filter(line -> line.contains("HOLDS"))
        .map(line -> line.replaceAll(" {2,}.*", ""));
  }

  @Test
  void aPairThatIsWellIsReady() {
    Reply drill = world.ask("drill");

    assertThat(drill.text())
        .startsWith(
            "READY exch-b would take 192.0.2.100 if exch-a failed now\narmed          passes  ")
        .containsPattern("\\ngateway        passes  192.0.2.1 answers ping +[0-9]+ s ago\\n")
        .contains("\ndatabases      passes  2 of 2 copies here can be activated")
        .contains("\ndowntime       passes  none is set\n")
        .contains(
            "\nworst case from failure to served: 13.655 s after the monitor's first SOFT state")
        .endsWith("\nnothing was done\n");
    assertThat(holding(drill)).isEmpty();
    assertThat(drill.code()).isZero();
    assertThat(world.ask("drill", "form=json").text())
        .startsWith(
            "{\"version\":1,\"node\":\"exch-b\",\"ready\":true,\"result\":\"exch-b would take")
        .contains("{\"guard\":\"armed\",\"effect\":\"passes\"");
  }

  @Test
  void aLookThatIsAsOldAsItMayBeAtRestHoldsNothing() {
    Reply drill = world.passToBetweenLooks().ask("drill");

    assertThat(drill.text()).startsWith("READY ");
    assertThat(drill.code()).isZero();
  }

  @Test
  void aSilentGatewayWouldHoldIt() {
    world.network.gatewayAnswers = false;
    Reply drill = world.pass(Duration.ofSeconds(5)).ask("drill");

    assertThat(drill.text())
        .startsWith(
            "HELD exch-b would NOT take 192.0.2.100 if exch-a failed now, because gateway 192.0.2.1"
                + " is silent, exch-b may be the isolated one");
    assertThat(holding(drill)).contains("gateway");
    assertThat(drill.code()).isEqualTo(1);
  }

  @Test
  void copiesThatCannotBeActivatedWouldHoldIt() {
    world.databases.statusHere = "Failed";
    Reply drill = world.pass(Duration.ofSeconds(60)).ask("drill");

    assertThat(drill.text()).contains("because databases not mounted here");
    assertThat(holding(drill)).contains("databases");
  }

  @Test
  void aPauseAndAServiceThatDoesNotServeWouldHoldIt() {
    world.answer(world.tell("pause", "author=jane"));
    world.serves = false;
    Reply drill = world.pass(Duration.ofSeconds(3)).ask("drill");

    assertThat(holding(drill)).contains("armed", "client access");
    assertThat(drill.text()).contains("to arm: cas-event-handler resume");
  }

  @Test
  void aStrangerWithTheAddressWouldHoldIt() {
    world.network.wire = Set.of(World.STRANGER);
    Reply drill = world.pass(Duration.ofSeconds(3)).ask("drill");

    assertThat(drill.text()).contains("because 192.0.2.100 still answers");
    assertThat(holding(drill)).contains("wire");
  }

  @Test
  void withoutAMonitorNobodyWouldReportIt() {
    Reply drill = world.pass(Duration.ofMinutes(6)).ask("drill");

    assertThat(drill.text())
        .startsWith(
            "HELD exch-b would NOT take 192.0.2.100 if exch-a failed now, because monitor:"
                + " 192.0.2.10 last asked 6 min ago");
  }

  @Test
  void aHolderWouldKeepItByRight() {
    world.peerDies().databasesArrive();
    world.sent(world.hard());
    world.passUntil("it is here", world::here).pass(Duration.ofSeconds(3));
    world.ask("check_peer");
    Reply drill = world.ask("drill");

    assertThat(drill.text().lines().findFirst().orElse(""))
        .contains("exch-b has 192.0.2.100 and would keep it if exch-a failed now");
    assertThat(world.here()).isTrue();
  }

  @Test
  void itChangesNothing() {
    int lines = world.journal.lines().size();
    world.ask("drill");
    world.pass(Duration.ofSeconds(2));

    assertThat(world.journal.lines()).hasSize(lines);
    assertThat(world.gone()).isTrue();
  }
}
