package casfailover.config;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

  private static final Node EXCH_A = new Node("exch-a", Ipv4.parse("192.0.2.11"));
  private static final Node EXCH_B = new Node("exch-b", Ipv4.parse("192.0.2.12"));

  @TempDir static Path path;

  @SuppressWarnings("NullAway.Init")
  private static SettingsFolder folder;

  @BeforeAll
  static void copyTheExamples() throws IOException {
    folder = SettingsFolder.in(path);
  }

  @Test
  void nineLinesAreAWorkingPairOnWindows() {
    Path root = Path.of("/windows");
    Platform windows = new Platform.Windows(root, Path.of("/data"));
    LocalView exchA = new LocalView(SettingsFolder.OF_EXCH_A, SettingsFolder::resolve, windows);

    Reading reading = SettingsReader.readWithoutSecrets(folder.file("minimal.cfg"), exchA);

    assertThat(((Reading.Good) reading).warnings()).isEmpty();
    Settings settings = SettingsFolder.good(reading);
    Settings expected =
        new Settings(
            new Pair(
                EXCH_A,
                EXCH_B,
                "exch-a",
                List.of(Cidr.parse("192.0.2.100/24")),
                Ipv4.parse("192.0.2.1")),
            Timing.DEFAULT_ON_WINDOWS,
            5666,
            Optional.empty(),
            List.of("192.0.2.10"),
            5666,
            List.of(443),
            Optional.empty(),
            GatewayProbe.PING_AND_ARP,
            Optional.empty(),
            DagSource.EXCHANGE,
            List.of(),
            Path.of("/windows/System32/WindowsPowerShell/v1.0/powershell.exe"),
            URI.create("http://exch-a/PowerShell/"),
            false,
            "cas@example.net",
            List.of("admin@example.net", "oncall@provider.example"),
            List.of(
                new HostPort("mail.provider.example", 587),
                new HostPort("exch-a.corp.example", 25),
                new HostPort("exch-b.corp.example", 25)),
            SmtpSecurity.OPPORTUNISTIC,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false,
            Path.of("/data/cas-failover"),
            Optional.empty(),
            new ActionClients.Certificates(List.of("exch-a", "exch-b", "monitor")),
            Optional.of(Path.of("/etc/cas-failover/tls")),
            ClientCerts.ASKED,
            SslVersion.TLS_1_2_AND_ABOVE,
            100,
            200,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            settings.hash());
    assertThat(settings).isEqualTo(expected);
  }

  @Test
  void everySettingIsHeeded() {
    Reading reading = folder.read("full.cfg");

    assertThat(((Reading.Good) reading).warnings()).isEmpty();
    Settings settings = SettingsFolder.good(reading);
    Settings expected =
        new Settings(
            new Pair(
                EXCH_A,
                EXCH_B,
                "exch-b",
                List.of(Cidr.parse("192.0.2.100/24"), Cidr.parse("192.0.2.101/24")),
                Ipv4.parse("192.0.2.1")),
            new Timing(
                5,
                Duration.ofMillis(200),
                Duration.ofMillis(400),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofMillis(400),
                Duration.ofSeconds(3),
                Duration.ofMinutes(3),
                Duration.ofSeconds(40),
                Duration.ofSeconds(90),
                Duration.ofSeconds(45),
                Duration.ofHours(2)),
            5667,
            Optional.of("0.0.0.0"),
            List.of(
                "192.0.2.10",
                "198.51.100.0/24",
                "2001:db8::10",
                "2001:db8:1::/48",
                "monitor.corp.example"),
            5668,
            List.of(443, 25),
            Optional.of(URI.create("https://NODE/owa/healthcheck.htm")),
            GatewayProbe.ARP,
            Optional.of("witness.corp.example"),
            DagSource.EXCHANGE,
            List.of("Mailbox Database 1", "Archive #2"),
            folder.file("powershell"),
            URI.create("http://exch-a.corp.example/PowerShell/"),
            true,
            "cas@example.net",
            List.of("admin@example.net", "oncall@provider.example"),
            List.of(
                new HostPort("mail.provider.example", 587),
                new HostPort("2001:db8::25", 2525),
                new HostPort("198.51.100.25", 25)),
            SmtpSecurity.STARTTLS,
            Optional.of("cas"),
            Optional.of(folder.file("password")),
            Optional.of(folder.file("letters")),
            List.of("jane", "Jürgen Groß"),
            true,
            folder.file("state"),
            Optional.of(folder.file("agent.log")),
            new ActionClients.Certificates(List.of("exch-a", "exch-b", "icinga-1")),
            Optional.of(folder.file("tls")),
            ClientCerts.REQUIRED,
            SslVersion.TLS_1_3,
            40,
            50,
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            settings.hash());
    assertThat(settings).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lab.cfg", "fast.cfg", "no-dag.cfg", "lab-actions.cfg", "nrpe-own-names.cfg"})
  void isGood(String name) {
    assertThat(folder.read(name)).isInstanceOf(Reading.Good.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "warned.cfg",
        "warned-no-client-certs.cfg",
        "warned-witness.cfg",
        "nrpe-own-names.cfg"
      })
  void warnsWithExactlyTheseMessages(String name) throws IOException {
    Reading.Good good = (Reading.Good) folder.read(name);

    assertThat(folder.told(good.warnings()))
        .isEqualTo(Files.readString(folder.file(name.replace(".cfg", ".expected"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"opportunistic", "starttls", "tls"})
  void aPasswordThatNeverCrossesTheNetworkInTheOpenIsNotWarnedOf(String security)
      throws IOException {
    Path file = folder.file("more.cfg");
    String login = "smtp_user=cas\nsmtp_password_file=" + folder.file("password") + "\n";
    Files.writeString(
        file,
        Files.readString(folder.file("lab.cfg")) + login + "smtp_security=" + security + "\n");

    Reading.Good good = (Reading.Good) folder.read("more.cfg");

    assertThat(folder.told(good.warnings())).doesNotContain("smtp_user");
  }

  @Test
  void theOtherServerSeesThePairFromItsSide() {
    LocalView exchB =
        new LocalView(Set.of(EXCH_B.address()), name -> Set.of(), new Platform.Posix());

    Settings settings =
        SettingsFolder.good(SettingsReader.readWithoutSecrets(folder.file("lab.cfg"), exchB));

    assertThat(settings.pair().self()).isEqualTo(EXCH_B);
    assertThat(settings.pair().peer()).isEqualTo(EXCH_A);
    assertThat(settings.pair().preferredOwner()).isEqualTo("exch-a");
    assertThat(settings.exchangeUri()).hasToString("http://exch-b/PowerShell/");
    assertThat(settings.hash()).isEqualTo(folder.good("lab.cfg").hash());
  }

  @Test
  void actionsMayBeOpenToAllowedHostsWhereThatIsSaidInSoManyWords() {
    assertThat(folder.good("lab-actions.cfg").actionClients())
        .isEqualTo(new ActionClients.AllowedHosts());
  }

  @Test
  void aProgramThatMayNotReadTheKeysReadsTheRest() {
    Path file = folder.file("invalid-tls-key-missing.cfg");

    assertThat(SettingsReader.readWithoutSecrets(file, SettingsFolder.exchA()))
        .isInstanceOf(Reading.Good.class);
  }

  @Test
  void theProgramThatMakesTheKeysRunsOnAnyMachine() {
    LocalView elsewhere =
        new LocalView(Set.of(Ipv4.parse("192.0.2.10")), name -> Set.of(), new Platform.Posix());

    Settings settings =
        SettingsFolder.good(
            SettingsReader.readAnywhere(folder.file("invalid-tls-key-missing.cfg"), elsewhere));

    assertThat(settings.pair().self()).isEqualTo(EXCH_A);
    assertThat(settings.pair().peer()).isEqualTo(EXCH_B);
  }

  @Test
  void thePeersAgentHasOurPortUnlessToldOtherwise() throws IOException {
    assertThat(good("server_port=5667").peerPort()).isEqualTo(5667);
    assertThat(good("peer_agent=5668").peerPort()).isEqualTo(5668);
  }

  @Test
  void thePageIsAskedByAddressOrByFullName() throws IOException {
    Settings byAddress = good("service_url=https://NODE:8443/owa/healthcheck.htm?full=1");
    Settings byName = good("service_url=https://NODE.corp.example/owa/healthcheck.htm");

    assertThat(byAddress.serviceUrl(EXCH_B))
        .contains(URI.create("https://192.0.2.12:8443/owa/healthcheck.htm?full=1"));
    assertThat(byName.serviceUrl(EXCH_B))
        .contains(URI.create("https://exch-b.corp.example/owa/healthcheck.htm"));
    assertThat(folder.good("lab.cfg").serviceUrl(EXCH_B)).isEmpty();
  }

  @Test
  void anExchangeServerElsewhereIsAskedAsItIs() throws IOException {
    assertThat(good("exchange_uri=http://mbx.corp.example/PowerShell/").exchangeUri())
        .hasToString("http://mbx.corp.example/PowerShell/");
  }

  @Test
  void aFileThatDoesNotExistIsToldByItsName() {
    Path nowhere = folder.file("nowhere.cfg");

    assertThat(SettingsReader.read(nowhere, SettingsFolder.exchA()))
        .isEqualTo(
            new Reading.Refused(
                List.of(
                    new Problem(
                        new Place(nowhere, 0),
                        nowhere + " does not exist: create it, or name another file"))));
  }

  @Test
  void aFolderOrAHugeFileIsNotTakenForSettings() throws IOException {
    Path huge = folder.file("huge.cfg");
    Files.write(huge, new byte[(1 << 20) + 1]);

    assertThat(told(path))
        .isEqualTo(
            "FOLDER: FOLDER cannot be read (java.io.IOException: it is a"
                + " folder): check what it is and its rights\n");
    assertThat(told(huge))
        .isEqualTo(
            "FOLDER/huge.cfg: FOLDER/huge.cfg cannot be read"
                + " (java.io.IOException: it is larger than 1 MiB): check what it is and its rights\n");
  }

  @Test
  void theDefaultsOfWindowsComeFromItsEnvironment() {
    Platform elsewhere =
        Platform.of("Windows Server 2019", Map.of("SystemRoot", "/w", "ProgramData", "/p"));

    assertThat(elsewhere).isEqualTo(new Platform.Windows(Path.of("/w"), Path.of("/p")));
    assertThat(elsewhere.settings()).isEqualTo(Path.of("/p/cas-failover/cas-failover.cfg"));
    assertThat(Platform.of("Windows 10", Map.of()))
        .isEqualTo(new Platform.Windows(Path.of("C:\\Windows"), Path.of("C:\\ProgramData")));
    assertThat(Platform.of("Linux", Map.of())).isEqualTo(new Platform.Posix());
    assertThat(new Platform.Posix().stateDir()).isEqualTo(Path.of("/var/lib/cas-failover"));
  }

  @Test
  void onWindowsALeaseMustOutlastAnAdd() throws IOException {
    Path file = folder.file("short.cfg");
    Files.writeString(file, Files.readString(folder.file("minimal.cfg")) + "lease=4s\n");
    LocalView windows =
        new LocalView(
            SettingsFolder.OF_EXCH_A,
            SettingsFolder::resolve,
            new Platform.Windows(Path.of("/windows"), Path.of("/data")));

    Reading reading = SettingsReader.readWithoutSecrets(file, windows);

    assertThat(folder.told(((Reading.Refused) reading).problems()))
        .contains(
            "lease: is 4 s and must not be shorter than one add of the address takes here, up to"
                + " 6 s: set lease=8s or more");
  }

  private String told(Path file) {
    Reading reading = SettingsReader.read(file, SettingsFolder.exchA());
    return folder.told(((Reading.Refused) reading).problems());
  }

  private Settings good(String more) throws IOException {
    Path file = folder.file("more.cfg");
    Files.writeString(file, Files.readString(folder.file("lab.cfg")) + more + "\n");
    return folder.good("more.cfg");
  }
}
