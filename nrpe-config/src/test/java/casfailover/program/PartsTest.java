package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.config.Platform;
import casfailover.config.Reading;
import casfailover.config.Settings;
import casfailover.takeover.IpAddressTable;
import casfailover.takeover.NetshAddressTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parts are chosen for which system, and what the programs of Windows are told. */
class PartsTest {

  private static final Platform WINDOWS =
      new Platform.Windows(Path.of("/windows"), Path.of("/data"));

  private static final Path SCRIPTS = Path.of("src", "main", "dist", "windows");

  @TempDir Path folder;

  private Config config;

  @BeforeEach
  void write() throws IOException {
    config = Config.in(folder);
  }

  private Settings settings(String... more) {
    Reading reading = Machine.settingsWithoutSecrets(config.write(more));
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).settings();
  }

  @Test
  void eachSystemHasItsOwnParts() {
    Settings settings = settings();
    assertThat(new Parts(settings, folder, new Platform.Posix(), Optional.empty()).addressTable())
        .isInstanceOf(IpAddressTable.class);
    assertThat(new Parts(settings, folder, WINDOWS, Optional.empty()).addressTable())
        .isInstanceOf(NetshAddressTable.class);
  }

  private Parts with(String line, String other) throws IOException {
    Path file = config.write();
    Config.write(Files.readString(file).replace(line, other), file);
    Reading reading = Machine.settingsWithoutSecrets(file);
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return new Parts(((Reading.Good) reading).settings(), folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "monitor",
        "_monitor.corp.example",
        "mon_itor.corp.example.",
        "10.example",
        "a.b.c",
        "192.0.2.0/24",
        "0.0.0.0/0",
        "2001:DB8::10",
        "2001:db8::/64",
        "1:2:3:4:5:6:7::",
        "::/0"
      })
  void whatTheSettingsTakeForAHostTheServerTakes(String host) throws IOException {
    assertThat(with("allowed_hosts=127.0.0.1", "allowed_hosts=" + host).nrpe().admission())
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "server_address=0.0.0.0, 127.0.0.1",
    "server_address=::, 127.0.0.1",
    "server_address=192.0.2.12, 192.0.2.12",
    "'', 127.0.0.1"
  })
  void theProgramsAskTheAgentWhereItListens(String line, String asked) throws IOException {
    assertThat(
            with("server_address=127.0.0.1", line)
                .nrpe()
                .localTarget(Duration.ofSeconds(1))
                .server()
                .getAddress()
                .getHostAddress())
        .isEqualTo(asked);
  }

  @Test
  void theSessionIsToldWhoTheServersAre() {
    assertThat(new Parts(settings(), folder).exchange().sessionArguments())
        .containsExactly(
            "-ExchangeUri",
            "http://exch-b/PowerShell/",
            "-Self",
            "exch-b",
            "-Peer",
            "exch-a",
            "-PeerAddress",
            "127.0.0.11");
    assertThat(
            new Parts(
                    settings(
                        "exchange_uri=https://NODE.corp.example/PowerShell/",
                        "exchange_snapin=yes"),
                    folder)
                .exchange()
                .sessionArguments())
        .contains("https://exch-b.corp.example/PowerShell/")
        .endsWith("-SnapIn");
  }

  @Test
  void theScriptsTakeWhatTheyAreGiven() throws IOException {
    String session = script("dag-session.ps1");
    new Parts(settings("exchange_snapin=yes"), folder)
        .exchange().sessionArguments().stream()
            .filter(word -> word.startsWith("-"))
            .forEach(word -> assertThat(parameters(session)).contains("$" + word.substring(1)));
    assertThat(parameters(script("address-state.ps1"))).contains("$Address", "$Wait");
  }

  @Test
  void theGuardIsThisProgramWithOneMoreWord() {
    assertThat(GuardCommand.of(folder, Optional.of(Path.of("/etc/cas.cfg"))).arguments())
        .endsWith(
            "-cp",
            System.getProperty("java.class.path"),
            "casfailover.program.CasAgent",
            "--config",
            "/etc/cas.cfg",
            "--guard");
  }

  @Test
  void theGuardAnswersWhatItIsFedAndEndsWithItsInput() throws IOException {
    Path file = config.write();
    Files.createDirectories(config.state());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        GuardMain.run(
            file,
            Optional.empty(),
            new ByteArrayInputStream(
                "KEEP 1 127.0.0.100/8 50\nwhat?\n".getBytes(StandardCharsets.US_ASCII)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            System.err);
    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("KEPT 1", "NO that is no food");
    assertThat(config.state().resolve("guard"))
        .content()
        .startsWith(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void aGuardOnTrialLeavesTheClaimOfTheAgentsAlone() throws IOException {
    Path file = config.write();
    Path claim = folder.resolve("claim");
    assertThat(GuardCommand.apart(folder, file, claim).arguments())
        .endsWith("--config", file.toString(), "--guard", claim.toString());
    GuardMain.run(
        file,
        Optional.of(claim),
        new ByteArrayInputStream("KEEP 1 127.0.0.100/8 50\n".getBytes(StandardCharsets.US_ASCII)),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        System.err);
    assertThat(claim).content().startsWith(Long.toString(ProcessHandle.current().pid()));
    assertThat(config.state().resolve("guard")).doesNotExist();
  }

  @Test
  void theGuardOfSettingsThatAreWrongEnds() {
    assertThat(
            GuardMain.run(
                config.write("lease=never"),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)))
        .isEqualTo(Exit.FAILED);
  }

  private static String script(String name) throws IOException {
    return Files.readString(SCRIPTS.resolve(name), StandardCharsets.US_ASCII).replace("\r\n", "\n");
  }

  private static List<String> parameters(String script) {
    String block = script.substring(script.indexOf("param("), script.indexOf("\n)"));
    return block
        .lines()
        .skip(1)
        .map(line -> line.strip().replaceAll(".*(\\$[A-Za-z]+),?$", "$1"))
        .toList();
  }
}
