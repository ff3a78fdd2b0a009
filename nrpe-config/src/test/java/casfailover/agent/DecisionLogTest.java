package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line for a change, none for a check. */
class DecisionLogTest {

  private static final Logger LOGGER = Logger.getLogger(DecisionLog.class.getName());

  @TempDir Path folder;
  private final Lines lines = new Lines();
  private World world;

  /** The lines that were logged. */
  private static final class Lines extends Handler {
    final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      all.add(new java.util.logging.SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void begin() throws IOException {
    world = World.armed(Example.in(folder)).start();
    LOGGER.addHandler(lines);
  }

  @AfterEach
  void end() throws IOException {
    LOGGER.removeHandler(lines);
    world.close();
  }

  @Test
  void isSilentWhileNothingHappens() {
    world.pass(Duration.ofSeconds(60));

    assertThat(lines.all).isEmpty();
  }

  @Test
  void tellsEachReasonToWaitOnceHoweverLongItLasts() {
    world.peerDies().statusHere = "Dismounted";
    world.sent(world.hard());
    world.pass(Duration.ofSeconds(60));
    world.gatewayAnswers = false;
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
