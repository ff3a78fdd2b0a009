package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The line that {@code init-tls} prints, typed as it stands but for the monitor's folder, with
 * Debian's check_nrpe against an agent that has the files. Needs root, run by the profile lab.
 */
class InitTlsIT {

  @TempDir Path folder;

  private static Ended.Exited shell(String line) {
    Ended ended =
        new ExecCommandRunner()
            .run(Command.of(Path.of("/bin/sh"), Duration.ofMinutes(1), "-c", line));
    assertThat(ended).as(line).isInstanceOf(Ended.Exited.class);
    return (Ended.Exited) ended;
  }

  @BeforeEach
  void raiseLoopback() {
    assertThat(shell("/usr/sbin/ip link set lo up").err()).isEmpty();
  }

  private String line(String made, String address) {
    return made.replace("/etc/nagios4/cas-failover", folder.resolve("tls").toString())
        .lines()
        .filter(each -> each.startsWith("/usr/lib/nagios/plugins/check_nrpe -H " + address + " "))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2+", "TLSv1.3+"})
  void thePrintedLineIsAnswered(String version) throws Exception {
    Config config = Config.in(folder);
    Path file =
        config.write(
            "tls_dir=" + folder.resolve("tls"), "ssl_client_certs=2", "ssl_version=" + version);
    String made = Ran.casAgent("--config", file.toString(), "init-tls").out();

    try (AgentProcess agent = AgentProcess.start(config, file)) {
      assertThat(shell(line(made, "127.0.0.1")).out()).as(agent.log()).startsWith("CAS PEER ");
      String without = line(made, "127.0.0.1").replaceAll(" -C .* -c ", " -c ");
      assertThat(shell(without))
          .returns(3, Ended.Exited::code)
          .extracting(Ended.Exited::out)
          .asString()
          .startsWith("CHECK_NRPE: ");
      await()
          .atMost(AgentProcess.PATIENCE)
          .until(
              () ->
                  agent
                      .log()
                      .contains(
                          "refused a request of 127.0.0.1: shows no certificate, and none gets in"));
      assertThat(agent.terminate()).isEqualTo(143);
    }
  }

  @Test
  void aLinkThatSomebodyLaidThereGivesNothingElseAway() throws Exception {
    Config config = Config.in(folder);
    Path tls = folder.resolve("nobodys/tls");
    Path file = config.write("tls_dir=" + tls);
    Ran.casAgent("--config", file.toString(), "init-tls");
    Path precious = Files.writeString(folder.resolve("precious"), "");
    Path ready = Files.createDirectory(folder.resolve("nobodys/.tls.ready"));
    Files.move(tls.resolve("exch-b.pem"), ready.resolve("exch-b.pem"));
    Files.delete(tls.resolve("exch-b.key"));
    assertThat(shell("chown -R nobody " + folder.resolve("nobodys")).err()).isEmpty();
    Files.createSymbolicLink(ready.resolve("exch-b.key"), precious);

    Ran.casAgent("--config", file.toString(), "init-tls");

    assertThat(shell("stat -c %U " + folder.resolve("nobodys/tls/exch-b.key")).out())
        .isEqualTo("nobody\n");
    assertThat(shell("stat -c %U " + precious).out()).isEqualTo("root\n");
  }

  @Test
  void theMonitorsKeyIsItsUsersAlone() throws Exception {
    Config config = Config.in(folder);
    Path file = config.write("tls_dir=" + folder.resolve("tls"));

    assertThat(
            Ran.casAgent("--config", file.toString(), "init-tls", "--monitor-user", "nobody").out())
        .doesNotContain("chown");

    assertThat(shell("stat -c '%U %a' " + folder.resolve("tls/monitor.key")).out())
        .isEqualTo("nobody 600\n");
    assertThat(shell("stat -c '%U %a' " + folder.resolve("tls/exch-b.key")).out())
        .isEqualTo("root 600\n");
  }
}
