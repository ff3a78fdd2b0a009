package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.lab.CrashPoint;
import casfailover.lab.Death;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MortalAgentTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "before:folder.journal_begun, 0, false",
    "before:journal.installed, 1, false",
    "within:journal.installed, 1, true",
    "behind:journal.installed, 2, false"
  })
  void diesWhereItIsTold(String point, int wholeLines, boolean torn)
      throws IOException, InterruptedException {
    Config config = Config.in(folder);
    Path file = config.write();
    Path log = folder.resolve("log");
    Process agent =
        AgentProcess.java(MortalAgent.class, point, "--config", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(agent.exitValue()).as(Files.readString(log)).isEqualTo(Death.CODE);
    assertThat(Files.readString(log)).contains("dies " + CrashPoint.parse(point));
    Path journal = config.state().resolve("journal");
    String text = Files.exists(journal) ? Files.readString(journal) : "";
    assertThat(text.chars().filter(c -> c == '\n').count()).isEqualTo(wholeLines);
    assertThat(text.isEmpty() || text.endsWith("\n")).isEqualTo(!torn);
  }

  @Test
  void everyStepHasAName() {
    assertThat(CrashPoint.steps())
        .doesNotHaveDuplicates()
        .contains("journal.begun", "folder.tail_cut", "outbox.letter_posted");
    assertThat(CrashPoint.all()).allMatch(p -> CrashPoint.parse(p.toString()).equals(p));
  }
}
