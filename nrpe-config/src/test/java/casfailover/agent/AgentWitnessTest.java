package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.probe.WitnessWatch;
import casfailover.sight.Moment;
import casfailover.sight.Ports;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readiness says of the witness of the DAG. */
class AgentWitnessTest {

  private static final Moment AT =
      new Moment(Duration.ZERO, Duration.ZERO, Instant.parse("2026-11-22T02:10:00Z"));

  @TempDir Path folder;

  private String readiness(Sighting seen) throws IOException {
    WitnessWatch watch = new WitnessWatch("fs1.corp.example", () -> seen, Runnable::run);
    return readiness(World.armed(Example.in(folder), watch));
  }

  private static String readiness(World world) throws IOException {
    String text = world.start().ask("check_readiness").text();
    world.close();
    return text;
  }

  private static Ports port(boolean accepts, String words) {
    return new Ports(List.of(new Ports.Answer("445/tcp", accepts, words)));
  }

  @Test
  void oneThatAnswersIsAGuardThatPasses() throws IOException {
    assertThat(readiness(new Sighting.Seen(AT, AT, port(true, "accepts"))))
        .contains(" of 10 guards", "witness")
        .doesNotContain("[WARNING] witness");
  }

  @Test
  void oneThatDoesNotAnswerIsAWarningThatSaysWhatItMeans() throws IOException {
    assertThat(readiness(new Sighting.Silent(AT, AT, port(false, "no answer"))))
        .contains(
            "[WARNING] witness: fs1.corp.example: 445/tcp no answer; without it the DAG may lose"
                + " its majority when exch-a fails, and dismount the databases here, too");
  }

  @Test
  void oneThatCannotBeAskedIsAWarningToo() throws IOException {
    assertThat(readiness(new Sighting.Unknown(AT, AT, "the name service is gone")))
        .contains("[WARNING] witness: fs1.corp.example: the name service is gone; without it");
  }

  @Test
  void nobodyWhoNamesNoneHearsOfIt() throws IOException {
    assertThat(readiness(World.armed(Example.in(folder))))
        .contains(" of 9 guards")
        .doesNotContain("witness");
  }
}
