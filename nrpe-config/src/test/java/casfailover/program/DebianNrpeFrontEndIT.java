package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.journal.FileJournal;
import casfailover.journal.JournalLine;
import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Debian's nrpe daemon with our fragment, asked by Debian's check_nrpe: what it runs are the
 * programs of the distribution, as the daemon's user, who may read the monitor's key and no other.
 * Needs root, run by the profile lab.
 */
@Timeout(300)
class DebianNrpeFrontEndIT {

  private static final Path DAEMON = Path.of("/usr/sbin/nrpe");
  private static final Path FRAGMENT = Path.of("src", "main", "dist", "nrpe", "nrpe_cas.cfg");

  @TempDir static Path folder = Path.of("");
  private static Config config;
  private static AgentProcess agent;
  private static Process nrpe;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    config = Config.in(folder);
    Path settings = config.write("tls_dir=" + folder.resolve("tls"));
    // The certificate alone decides.
    Config.write(
        Files.readString(settings).replace("action_clients=allowed_hosts\n", ""), settings);
    assertThat(Ran.casAgent("--config", settings.toString(), "init-tls").code()).isZero();
    letTheDaemonsUserIn();
    agent = AgentProcess.start(config, settings);
    nrpe = daemon();
    await()
        .atMost(AgentProcess.PATIENCE)
        .until(() -> asked("_NRPE_CHECK").out().startsWith("NRPE v"));
  }

  /** As the fragment tells an admin to. */
  private static void letTheDaemonsUserIn() {
    shell("cp -r target/cas-failover '%s'".formatted(folder));
    shell("cd '%s' && chmod 755 . && chmod -R a+rX cas-failover".formatted(folder));
    shell("cd '%s/tls' && chgrp nagios . *.pem monitor.key && chmod 750 .".formatted(folder));
    shell("cd '%s/tls' && chmod 640 monitor.key".formatted(folder));
  }

  private static Process daemon() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String fragment =
        Files.readString(FRAGMENT)
            .replace("/usr/lib/cas-failover/", folder.resolve("cas-failover") + "/")
            .replace("/etc/cas-failover/", folder + "/")
            .replace("cas_ip=192.0.2.100", "cas_ip=127.0.0.100");
    Path file =
        Config.write(
            """
            server_port=%d
            server_address=127.0.0.1
            nrpe_user=nagios
            nrpe_group=nagios
            allowed_hosts=127.0.0.1
            command_timeout=120
            """
                    .formatted(port)
                + fragment,
            folder.resolve("nrpe.cfg"));
    assertThat(Files.isExecutable(DAEMON))
        .as("%s is missing: apt-get install nagios-nrpe-server", DAEMON)
        .isTrue();
    return new ProcessBuilder(DAEMON.toString(), "--config=" + file, "--no-forking", "--no-ssl")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("nrpe.log").toFile())
        .start();
  }

  private static void shell(String line) {
    Command command = Command.of(Path.of("/bin/sh"), Duration.ofMinutes(1), "-c", line);
    Ended ended = new ExecCommandRunner().run(command);
    assertThat(ended instanceof Ended.Exited exited && exited.wentWell())
        .as(ended.sentence(command))
        .isTrue();
  }

  @AfterAll
  static void end() throws InterruptedException {
    nrpe.destroy();
    nrpe.waitFor(30, TimeUnit.SECONDS);
    agent.close();
  }

  /** What the daemon makes of a command. */
  private static Ran asked(String command) {
    return Ran.checkNrpe(port, "-u", "-t", "120", "-c", command);
  }

  @ParameterizedTest(name = "{0}: exit {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cas_check_peer      | 2 | CAS PEER CRITICAL - exch-a (127.0.0.11) is up but does not serve clients: ping
          cas_check_gateway   | 0 | CAS GATEWAY OK - 127.0.0.2 answers exch-b: ping
          cas_check_dag       | 0 | CAS DAG OK - no databases are asked for (dag=none)
          cas_check_cas_ip    | 3 | CAS IP UNKNOWN - no agent says that it has 127.0.0.100, and the wire could not be asked
          cas_check_readiness | 2 | CAS READINESS CRITICAL - exch-b would NOT take 127.0.0.100:
          cas_check_failover  | 1 | CAS FAILOVER WARNING - exch-b is paused and takes nothing over
          """)
  void itsChecksAreTheAgents(String command, int code, String text) {
    assertThat(asked(command))
        .returns(code, Ran::code)
        .satisfies(ran -> assertThat(ran.out()).startsWith(text));
  }

  @Test
  void itsEventsReachTheAgentAsTheMonitors() throws IOException {
    assertThat(asked("cas_event_soft").out()).startsWith("HELD looks closely");
    assertThat(asked("cas_event_hard").out()).startsWith("HELD ");
    assertThat(asked("cas_event_ok").out()).startsWith("DONE ");

    assertThat(
            FileJournal.read(config.state()).stream()
                .filter(line -> line.word().equals("heard"))
                .map(JournalLine::values))
        .extracting(values -> values.get("monitor"))
        .containsOnly("monitor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cas_check_gateway", "cas_event_hard"})
  void whatStandsBehindACommandIsNotPassedOn(String command) throws IOException {
    List<JournalLine> before = FileJournal.read(config.state());
    assertThat(Ran.checkNrpe(port, "-c", command, "-a", "pl_warning=1").code()).isNotZero();
    assertThat(FileJournal.read(config.state())).isEqualTo(before);
  }

  @Test
  void withoutAnAgentItsAnswersSaySo() throws Exception {
    assertThat(agent.terminate()).isEqualTo(143);
    try {
      assertThat(asked("cas_check_peer"))
          .returns(3, Ran::code)
          .satisfies(
              ran ->
                  assertThat(ran.out())
                      .startsWith(
                          "UNKNOWN - cas-agent does not run here or does not answer: 127.0.0.1"));
      assertThat(asked("cas_event_hard"))
          .returns(Exit.FAILED, Ran::code)
          .satisfies(
              ran -> assertThat(ran.out()).contains("cas-agent does not run here: 127.0.0.1"));
    } finally {
      agent = AgentProcess.start(config, settings());
    }
  }

  private static Path settings() {
    return folder.resolve("cas-failover.cfg");
  }
}
