package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Ipv4;
import casfailover.probe.LocalAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptImportTest {

  private static final String SCRIPT =
      """
      # FailoverMon: watches the other server
      [int]$Limit = 5   # pings
      $Gateway="192.0.2.1"
      $Hostname = 'exch-a.corp.example'
      $LocalHostname = "EXCH-B"
      $IP = "192.0.2.100"
      $MailTo = "admin@example.net", 'oncall@provider.example'
      $MailFrom = "cas@example.net"
      $SmtpServer = "mail.provider.example"
      $IP = "198.51.100.9"
      $Subject = "Failover on $LocalHostname"
      while ($true) {
        $i = 0
        netsh interface ip add address "LAN-Verbindung" 192.0.2.100 255.255.255.128
      }
      """;

  private static final List<LocalAddress> LOCAL =
      List.of(new LocalAddress(Ipv4.parse("192.0.2.12"), 23, "eth0", Optional.empty()));

  @TempDir Path folder;

  private static ScriptImport made(String script) {
    return new ScriptImport(
        OldScript.read(script.getBytes(StandardCharsets.UTF_8)),
        LOCAL,
        name ->
            name.startsWith("exch-a")
                ? Optional.of(Ipv4.parse("192.0.2.11"))
                : name.equals("EXCH-B") ? Optional.of(Ipv4.parse("192.0.2.12")) : Optional.empty());
  }

  private static List<String> lines(String script) {
    return made(script).settings().stream().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void theVariablesOfTheScriptBecomeSettings() {
    assertThat(lines(SCRIPT))
        .containsExactly(
            "server[exch-a]=192.0.2.11",
            "server[EXCH-B]=192.0.2.12",
            "cas_ip=192.0.2.100/25",
            "gateway=192.0.2.1",
            "limit=5",
            "mail_from=cas@example.net",
            "mail_to=admin@example.net, oncall@provider.example",
            "smtp_host=mail.provider.example",
            "allowed_hosts=127.0.0.1",
            "self_watch=yes");
    assertThat(made(SCRIPT).notes()).isEmpty();
  }

  @Test
  void thePrefixIsThatOfThisServersNetworkIfTheScriptHasNone() {
    assertThat(lines("$IP='192.0.3.100'")).contains("cas_ip=192.0.3.100/23");
    assertThat(lines("$IP='203.0.113.100'")).contains("cas_ip=203.0.113.100/?");
  }

  @Test
  void whatTheScriptDoesNotTellIsLeftOpen() {
    ScriptImport empty = made("Write-Host 'nothing'\n$Gateway = Get-Gateway\n$IP = \"$Other\"\n");
    assertThat(empty.settings()).contains("server[?]=?", "cas_ip=?", "gateway=?", "mail_to=?");
    assertThat(empty.notes())
        .contains("server: no $Hostname", "cas_ip: no $IP", "gateway: no $Gateway")
        .hasSize(7);
  }

  @Test
  void anAddressIsNoNameOfAServer() {
    ScriptImport made = made("$Hostname = '192.0.2.11'\n$LocalHostname = 'exch-c'");
    assertThat(made.settings()).contains("server[?]=192.0.2.11", "server[exch-c]=?");
    assertThat(made.notes())
        .contains(
            "server: $Hostname is an address; Exchange's name of it is needed",
            "server[exch-c]: exch-c does not resolve");
  }

  @Test
  void everyFormThatAnEditorOfWindowsKeepsIsRead() throws IOException {
    for (byte[] bytes :
        List.of(
            ("\ufeff" + SCRIPT).getBytes(StandardCharsets.UTF_16LE),
            ("\ufeff" + SCRIPT.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8),
            SCRIPT.replace("watches", "überwacht").getBytes(StandardCharsets.ISO_8859_1))) {
      assertThat(OldScript.read(bytes).value("limit")).hasValue("5");
    }
  }

  @Test
  void writesAFileOnceAndSaysWhatIsLeftToDo() throws IOException {
    Path script = Files.writeString(folder.resolve("FailoverMon.ps1"), SCRIPT);
    Path file = folder.resolve("cas-failover.cfg");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int code = run(script, file, out, err);

    assertThat(code).isZero();
    assertThat(file).content().contains("cas_ip=192.0.2.100/25", "self_watch=yes");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--check-config", "disable the scheduled task");

    Files.writeString(file, "mine");
    assertThat(run(script, file, out, err)).isEqualTo(Exit.REFUSED);
    assertThat(file).content().isEqualTo("mine");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("is there already");
  }

  private static int run(
      Path script, Path file, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return CasAgent.run(
        List.of("--config", file.toString(), "import", script.toString()),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
