package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Query;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCasTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--help", "", "check_peer", "check_peer --config", "--config x"})
  void helpAndWrongWordsAreUnknownToAMonitor(String words) {
    Ran ran = Ran.checkCas(words.isEmpty() ? new String[0] : words.split(" "));

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).startsWith("Usage: check_cas COMMAND").contains("check_readiness");
  }

  @Test
  void anUnknownCheckIsNamed() throws IOException {
    Path file = Config.in(folder).write();

    assertThat(Ran.checkCas("check_pear", "--config", file.toString()))
        .isEqualTo(
            new Ran(3, "UNKNOWN - there is no check 'check_pear'; see check_cas --help\n", ""));
  }

  @Test
  void withoutAnAgentTheStateIsUnknown() throws IOException {
    Path file = Config.in(folder).write();

    assertThat(Ran.checkCas("check_peer", "--config", file.toString()))
        .returns(3, Ran::code)
        .extracting(Ran::out)
        .asString()
        .startsWith("UNKNOWN - cas-agent does not run here or does not answer: 127.0.0.1:");
  }

  @Test
  void settingsThatDoNotReadAreUnknownWithTheirLine() throws IOException {
    Path file = Config.in(folder).write("lese=4s");

    assertThat(Ran.checkCas("check_peer", "--config", file.toString()))
        .returns(3, Ran::code)
        .extracting(Ran::out)
        .asString()
        .startsWith("UNKNOWN - " + file + ":14: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theAnswerOfARunningAgentIsPassedOn(int code) throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(code, "CAS PEER SOMEHOW - so\n\\_ and so")) {
      Path file = new Config(folder, agent.port()).write();

      Ran ran = Ran.checkCas("check_peer", "pl_critical=60", "--config", file.toString());

      assertThat(ran).isEqualTo(new Ran(code, "CAS PEER SOMEHOW - so\n\\_ and so\n", ""));
      assertThat(agent.asked()).contains(Query.of("check_peer", "pl_critical=60"));
    }
  }
}
