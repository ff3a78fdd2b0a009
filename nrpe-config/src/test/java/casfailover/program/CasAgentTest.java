package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.journal.StateLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasAgentTest {

  @TempDir Path folder;

  @Test
  void helpsAndTellsItsVersion() {
    assertThat(Ran.casAgent("--help"))
        .returns(0, Ran::code)
        .returns("", Ran::err)
        .extracting(Ran::out)
        .asString()
        .contains("Usage: cas-agent --config FILE")
        .contains("Examples:")
        .contains("75 another agent");
    assertThat(Ran.casAgent("--version"))
        .returns(0, Ran::code)
        .extracting(Ran::out)
        .asString()
        .matches("cas-agent [0-9][^$ ]*\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--config", "--config a b", "--check-config", "--config a --chek"})
  void wrongWordsAreAnsweredWithTheUsage(String words) {
    Ran ran = Ran.casAgent(words.isEmpty() ? new String[0] : words.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("cas-agent: ").contains("Usage: cas-agent");
  }

  @Test
  void everyMistakeInTheSettingsIsToldWithItsLine() throws IOException {
    Path file = Config.in(folder).write("lese=4s", "ping_interval=100", "tick=200ms");

    Ran ran = Ran.casAgent("--config", file.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err().lines())
        .anyMatch(l -> l.startsWith(file + ":14: ") && l.contains("lese") && l.contains("lease"))
        .anyMatch(l -> l.startsWith(file + ":15: ") && l.contains("ping_interval"))
        .contains("cas-agent: 2 problems, nothing was started");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void anOwnAddressThatIsNeitherServerIsRefused() throws IOException {
    Config config = Config.in(folder);
    String text = Files.readString(config.write()).replace("127.0.0.1\n", "127.0.0.12\n");
    Path file = Config.write(text, folder.resolve("elsewhere.cfg"));

    assertThat(Ran.casAgent("--config", file.toString()))
        .returns(1, Ran::code)
        .extracting(Ran::err)
        .asString()
        .contains("elsewhere.cfg:")
        .contains("127.0.0.12");
  }

  @Test
  void settingsThatAreNotThereAreNamed() {
    Ran ran = Ran.casAgent("--config", folder.resolve("missing.cfg").toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("missing.cfg")
        .contains("cas-agent: 1 problem, nothing was started");
  }

  @Test
  void checkConfigPrintsTheDerivedTimesAndStartsNothing() throws IOException {
    Path file = Config.in(folder).write();

    Ran ran = Ran.casAgent("--config", file.toString(), "--check-config");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("take_wait +[0-9.]+ ?m?s")
        .contains("worst case from failure to served")
        .containsPattern("settings [0-9a-f]{6} are good\n$");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void aPortInUseIsNamedWithWhatToDoAndNothingIsLeftLocked() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Config config = new Config(folder, other.getLocalPort());

      Ran ran = Ran.casAgent("--config", config.write().toString());

      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err())
          .contains("cas-agent: port " + other.getLocalPort() + " on 127.0.0.1 is in use")
          .contains("stop the program that has it, or set another server_port");
      assertThat(StateLock.take(config.state()))
          .isInstanceOfSatisfying(StateLock.Locked.class, CasAgentTest::close);
    }
  }

  private static void close(StateLock.Locked locked) {
    try {
      locked.lock().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStateFolderThatCannotBeIsAnErrorThatSaysWhatToDo() throws IOException {
    Config config = Config.in(folder);
    Files.writeString(config.state(), "a file");

    assertThat(Ran.casAgent("--config", config.write().toString()))
        .returns(1, Ran::code)
        .extracting(Ran::err)
        .asString()
        .contains("\ncas-agent: locking ")
        .contains("make the agent's user the owner of the folder");
  }

  @Test
  void anOutboxThatCannotBeIsAnErrorAndNoStackTrace() throws IOException {
    Config config = Config.in(folder);
    Files.createDirectories(config.state());
    Files.writeString(config.state().resolve("mail"), "a file");

    assertThat(Ran.casAgent("--config", config.write().toString()))
        .returns(1, Ran::code)
        .extracting(Ran::err)
        .asString()
        .contains("\ncas-agent: mail outbox: cannot ")
        .doesNotContain("\tat ");
  }

  @Test
  void aStateFolderOfAnotherProcessIsLeftAlone() throws Exception {
    Config config = Config.in(folder);
    Process other =
        AgentProcess.java(LockHolder.class, config.state().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      Path lock = config.state().resolve("lock");
      await()
          .atMost(AgentProcess.PATIENCE)
          .until(() -> Files.exists(lock) && Files.readString(lock).equals(other.pid() + "\n"));

      assertThat(Ran.casAgent("--config", config.write().toString()))
          .returns(75, Ran::code)
          .extracting(Ran::err)
          .asString()
          .contains("another one (process " + other.pid() + ") uses " + config.state())
          .contains("state_dir");
    } finally {
      other.destroyForcibly();
    }
  }
}
