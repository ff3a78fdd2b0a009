package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlagsTest {

  private static final Path ETC = Path.of("src/main/dist/etc").toAbsolutePath();

  /** What an older JVM may pass over would hide a mistake here. */
  @Test
  void thisJvmKnowsEveryFlag() {
    Ended ended =
        new ExecCommandRunner()
            .run(
                Command.of(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    Duration.ofMinutes(2),
                    "@" + ETC.resolve("jvm.flags"),
                    "@" + ETC.resolve("agent.flags"),
                    "-XX:-IgnoreUnrecognizedVMOptions",
                    "-version"));
    assertThat(ended)
        .isInstanceOfSatisfying(
            Ended.Exited.class, exited -> assertThat(exited.code()).as(exited.err()).isZero());
  }
}
