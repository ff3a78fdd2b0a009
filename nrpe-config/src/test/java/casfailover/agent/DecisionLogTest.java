package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line for a change, none for a check. */
class DecisionLogTest {

  @TempDir Path folder;
  private final LogLines lines = new LogLines(DecisionLog.class.getName());
  private World world;

  @BeforeEach
  void begin() throws IOException {
    world = World.armed(Example.in(folder)).start();
    lines.all.clear();
  }

  @AfterEach
  void end() throws IOException {
    lines.close();
    world.close();
  }

  @Test
  void isSilentWhileNothingHappens() {
    world.pass(Duration.ofSeconds(60));

    assertThat(lines.all).isEmpty();
  }

  @Test
  void tellsEachReasonToWaitOnceHoweverLongItLasts() {
    world.peerDies().databases.statusHere = "Dismounted";
    world.sent(world.hard());
    world.pass(Duration.ofSeconds(60));
    world.network.gatewayAnswers = false;
    world.pass(Duration.ofSeconds(60));

    assertThat(lines.all)
        .filteredOn(l -> l.contains("databases not mounted here"))
        .containsExactly("exch-b does not take 192.0.2.100: databases not mounted here (0 of 2)");
    assertThat(lines.all).last().asString().contains("gateway 192.0.2.1 is silent");
    assertThat(lines.all).hasSizeLessThan(8);
  }

  @Test
  void tellsThatItKeepsTheAddressAndWhyAndOnlyThen() {
    world.peerDies().databasesArrive();
    world.sent(world.hard());
    world.passUntil("it is here", world::here).pass(Duration.ofSeconds(60));

    assertThat(lines.all)
        .filteredOn(l -> l.startsWith("exch-b keeps 192.0.2.100: "))
        .hasSize(1)
        .allMatch(l -> l.contains("exch-a is silent, and exch-b has quorum and the databases"));
  }
}
