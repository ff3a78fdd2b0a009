package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.journal.StateLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  @ValueSource(
      strings = {
        "",
        "--config",
        "--config a b",
        "--check-config",
        "--config a --chek",
        "--config a init-tls --monitor-user",
        "--config a init-tls --also",
        "--config a --monitor-user b",
        "--config a --also b"
      })
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
  void certificatesNeedAFolder() throws IOException {
    assertThat(Ran.casAgent("--config", Config.in(folder).write().toString(), "init-tls"))
        .returns(1, Ran::code)
        .returns("", Ran::out)
        .extracting(Ran::err)
        .asString()
        .startsWith("cas-agent: tls_dir is not set: ");
  }

  @Test
  void certificatesAreMadeOnceSayWhereTheyGoAndAreLookedAtBeforeTheStart() throws IOException {
    Path tls = folder.resolve("tls");
    Config config = Config.in(folder);
    String file = config.write("tls_dir=" + tls).toString();

    Ran made = Ran.casAgent("--config", file, "init-tls");

    assertThat(made.err()).isEmpty();
    assertThat(made.code()).isZero();
    assertThat(made.out())
        .startsWith("Made in " + tls + ", valid until 20")
        .contains(
            "\nThe monitor gets its own into /etc/nagios4/cas-failover, or under Icinga 2 into")
        .contains("\n  exch-a       ca.pem exch-a.pem exch-a.key, owned by the agent's user\n")
        .contains("\n  monitor      ca.pem monitor.pem monitor.key, owned by the user of Nagios")
        .contains("\nKeep ca.key offline, on none of the three machines: ")
        .contains(checkNrpe("127.0.0.11", config))
        .contains(checkNrpe("127.0.0.1", config));
    assertThat(Ran.casAgent("--config", file, "init-tls"))
        .returns(4, Ran::code)
        .extracting(Ran::err)
        .asString()
        .startsWith("cas-agent: nothing was made: " + tls.resolve("ca.pem"));
    assertThat(Ran.casAgent("--config", file, "--check-config")).returns(0, Ran::code);

    Files.delete(tls.resolve("exch-b.key"));
    Files.copy(tls.resolve("exch-a.key"), tls.resolve("exch-b.key"));

    assertThat(Ran.casAgent("--config", file, "--check-config"))
        .returns(1, Ran::code)
        .extracting(Ran::err)
        .asString()
        .contains(tls.resolve("exch-b.key") + " is not the key of " + tls.resolve("exch-b.pem"))
        .endsWith("cas-agent: 1 problem, nothing was started\n");
  }

  /** The line, with the files where the package for Nagios has them. */
  private static String checkNrpe(String address, Config config) throws IOException {
    Matcher files =
        Pattern.compile("-C (\\S+) -K (\\S+) -A (\\S+)")
            .matcher(Shipped.text("nagios/cas-failover-resource.cfg"));
    assertThat(files.find()).isTrue();
    return "\n/usr/lib/nagios/plugins/check_nrpe -H %s -p %d -u -S TLSv1.2+ %s -c check_peer\n"
        .formatted(address, config.port(), files.group());
  }

  @Test
  void aSecondMonitorGetsItsCertificateLaterAndIsToldToBeNamed() throws IOException {
    Path tls = folder.resolve("tls");
    Config config = Config.in(folder);
    String text = Files.readString(config.write("tls_dir=" + tls));
    String clients = "action_clients=allowed_hosts\n";
    Path named = Config.write(text.replace(clients, ""), folder.resolve("named.cfg"));
    String file = named.toString();
    assertThat(Ran.casAgent("--config", file, "init-tls").out()).doesNotContain("action_clients");

    Ran also = Ran.casAgent("--config", file, "init-tls", "--also", "monitor-2");

    assertThat(also.err()).isEmpty();
    assertThat(also.code()).isZero();
    assertThat(also.out())
        .contains(":\n  monitor-2.key\n  monitor-2.pem\n")
        .contains(
            "\n  monitor-2    ca.pem monitor-2.pem monitor-2.key, owned by the user of Nagios")
        .contains("\n  action_clients=exch-b, exch-a, monitor, monitor-2\n")
        .contains(checkNrpe("127.0.0.1", config))
        .doesNotContain("Keep ca.key offline");
    Config.write(text.replace(clients, "action_clients=exch-a, exch-b, monitor-3\n"), named);
    assertThat(Ran.casAgent("--config", file, "init-tls", "--also", "monitor-3"))
        .returns(0, Ran::code)
        .extracting(Ran::out)
        .asString()
        .doesNotContain("action_clients");
    assertThat(Ran.casAgent("--config", file, "init-tls", "--also", "exch-a"))
        .returns(4, Ran::code)
        .extracting(Ran::err)
        .asString()
        .startsWith("cas-agent: nothing was made: 'exch-a' cannot be the name of a second monitor");
  }

  @Test
  void aPortInUseIsNamedWithWhatToDoAndNothingIsLeftLocked() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, loopback())) {
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

  @Test
  void aServiceManagerEndsTheAgentInOrderInTheProcessThatRunsIt() throws IOException {
    Config config = Config.in(folder);
    String file = config.write().toString();
    CompletableFuture<Ran> agent =
        CompletableFuture.supplyAsync(
            () -> Ran.casAgent("--config", file), task -> new Thread(task, "agent").start());
    await()
        .atMost(AgentProcess.PATIENCE)
        .until(() -> Ran.casEventHandler("status", "--config", file).code() == 0);

    CasAgent.stop(new String[0]);

    assertThat(agent)
        .succeedsWithin(AgentProcess.PATIENCE)
        .returns(0, Ran::code)
        .extracting(Ran::err)
        .asString()
        .doesNotContain("cas-agent:");
    assertThat(StateLock.take(config.state()))
        .isInstanceOfSatisfying(StateLock.Locked.class, CasAgentTest::close);
    try (ServerSocket free = new ServerSocket(config.port(), 1, loopback())) {
      assertThat(free.isBound()).isTrue();
    }
    CasAgent.stop(new String[0]); // once more, with nothing to end
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
