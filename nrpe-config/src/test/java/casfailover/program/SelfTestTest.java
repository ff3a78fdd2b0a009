package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.config.Platform;
import casfailover.config.Reading;
import casfailover.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken for granted of a server, looked at on this one, with an Exchange of shell. */
class SelfTestTest {

  private static final String CSV =
      """
      "DatabaseName","MailboxServer","Status","ActiveDatabaseCopy","ActivationSuspended","CopyQueueLength","ReplayQueueLength","ContentIndexState","ErrorMessage"
      "Archive","EXCH-B","Healthy","exch-a","False","0","0","Healthy",""
      "Archive","EXCH-A","Mounted","exch-a","False","0","0","Healthy",""
      """;

  @TempDir Path folder;

  private String config(String copies, String quorum) throws IOException {
    Path program = folder.resolve("powershell");
    Files.writeString(
        program,
        """
        #!/bin/sh
        while read -r word n; do
          case $word in COPIES) text=%s ;; QUORUM) text=%s ;; *) exit 0 ;; esac
          printf 'BEGIN %%s\\r\\n%%s\\r\\nEND %%s OK\\r\\n' "$n" "$text" "$n"
        done
        """
            .formatted(base64(copies), base64(quorum)));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Config.in(folder).write();
    String text =
        Files.readString(file).replace("dag=none", "witness=localhost\npowershell=" + program);
    return Files.writeString(file, text).toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachThingIsALineWithWhatIsExpectedAndWhatWasSeen() throws IOException {
    Ran ran = Ran.casEventHandler("selftest", "--only", "exchange", "--config", config(CSV, "yes"));

    assertThat(ran.out().lines().map(SelfTestTest::withoutTimes))
        .containsExactly(
            "ok      exchange  Exchange names databases: 1 of 1 databases mounted",
            "ok      exchange  a reading takes less than dag_max_age (5000 ms): N ms",
            "ok      exchange  each database has a copy on exch-b: 1 of 1",
            "ok      exchange  the cluster has quorum: the cluster has quorum",
            "DONE 4 of 4 are as expected");
    assertThat(ran.code()).isZero();
  }

  @Test
  void whatIsNotSoAndWhatCannotBeToldAreTwoThings() throws IOException {
    Ran ran =
        Ran.casEventHandler(
            "selftest",
            "--only",
            "exchange",
            "--config",
            config(CSV.replace("EXCH-B", "EXCH-C"), "unknown"));

    assertThat(ran.out())
        .contains("FAILS   exchange  each database has a copy on exch-b: none of Archive")
        .contains(
            "unknown exchange  the cluster has quorum: the cluster service does not tell whether it"
                + " has quorum")
        .endsWith("FAILED 2 of 4 are as expected\n");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void looksAtTheMachineTooAndWritesItAllDown() throws IOException {
    Path report = folder.resolve("report.txt");
    Ran ran =
        Ran.casEventHandler(
            "selftest",
            "--only",
            "system,network,service",
            "--report",
            report.toString(),
            "--config",
            config(CSV, "yes"));

    assertThat(ran.out())
        .contains("ok      system    Java is 17 or later, of 64 bits: ")
        .contains("ok      network   an interface has 127.0.0.1: lo with /8")
        .contains("the gateway 127.0.0.2 answers ARP: ")
        .contains("network   the witness localhost answers: 445/tcp ")
        .contains("service   client access serves on 127.0.0.1: 443/tcp ");
    assertThat(report)
        .content()
        .contains("selftest of ", "Java 17", "settings ", "Java is 17 or later", "are as expected")
        .doesNotContain("example.net");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void programsReadItToo() throws IOException {
    Ran ran =
        Ran.casEventHandler(
            "selftest", "--json", "--only", "exchange", "--config", config(CSV, "no"));

    assertThat(ran.out())
        .startsWith("{\"version\":1,\"outcome\":\"FAILED\",")
        .contains(
            "{\"group\":\"exchange\",\"expected\":\"the cluster has quorum\",\"verdict\":\"FAILS\","
                + "\"seen\":\"the cluster has no quorum\"}");
  }

  @Test
  void anAddressThatIsNotSpareAndAGroupThatIsNoneAreRefused() throws IOException {
    for (String address : List.of("127.0.0.100", "127.0.0.1", "192.0.2.9", "somewhere")) {
      Ran ran =
          Ran.casEventHandler(
              "selftest", "--with-address", address, "--config", config(CSV, "yes"));
      assertThat(ran.code()).as(address).isEqualTo(2);
    }
    assertThat(
            Ran.casEventHandler("selftest", "--only", "disk", "--config", config(CSV, "yes")).err())
        .contains("'disk' is none of system, network, service, exchange, address");
  }

  @Test
  void netshIsAnotherNameOfTheAddressGroup() throws IOException {
    String file = config(CSV, "yes");
    assertThat(
            Ran.casEventHandler(
                    "selftest", "--only", "netsh", "--with-address", "127.0.0.99", "--config", file)
                .out())
        .contains(" address   127.0.0.99 can be added and deleted: ")
        .doesNotContain("exchange", "network");
  }

  @Test
  void onWindowsItsOwnAnswersAreTriedOnTheServersOwnAddress() throws IOException {
    Reading reading = Machine.settingsWithoutSecrets(Path.of(config(CSV, "yes")));
    Settings settings = ((Reading.Good) reading).settings();
    Parts parts =
        new Parts(
            settings,
            folder,
            new Platform.Windows(folder.resolve("windows"), folder),
            Optional.empty());

    assertThat(new SelfTest(settings, parts).trials(Optional.empty(), Optional.empty()))
        .extracting(Trial::expected)
        .contains(
            "Windows calls 127.0.0.1 Preferred",
            "the registry knows 127.0.0.1 as configured",
            "no scheduled task runs FailoverMon.ps1",
            "the programs that are called are there");
    assertThat(parts.system().trials())
        .extracting(trial -> trial.make().seen().verdict())
        .containsOnly(Trial.Verdict.UNKNOWN);
  }

  private static String withoutTimes(String line) {
    return line.replaceAll(": [0-9]+ ms$", ": N ms");
  }
}
