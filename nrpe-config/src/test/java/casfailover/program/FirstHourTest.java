package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide for the first hour: its steps come in the order that is safe, and can be typed. */
class FirstHourTest {

  private static String guide() throws IOException {
    return Files.readString(Path.of("src", "docs", "first-hour.md"));
  }

  @Test
  void theStepsComeInTheOrderThatIsSafe() throws IOException {
    assertThat(guide())
        .containsSubsequence(
            "## 1. The name and the address",
            "New-ClientAccessArray",
            "From 2013 on: the namespace",
            "## 2. The standby first",
            "## 3. Settings",
            "--check-config",
            "## 4. Certificates",
            "init-tls",
            "## 5. Self test",
            "selftest",
            "## 6. The holder",
            "## 7. The monitor",
            "## 8. Ask it",
            "test-mail",
            "what-if",
            "drill",
            "## 9. Arm",
            "resume",
            "## 10. The evening",
            "drill --move",
            "**Patch night.**",
            "**Upgrade.**",
            "**Uninstall.**");
  }

  @Test
  void itBeginsWithWhatSpeaksAgainstIt() throws IOException {
    assertThat(guide())
        .containsSubsequence(
            "a load balancer", "Microsoft does not", "support", "never run on Windows", "## 1.");
  }

  @Test
  void everyCommandThatItNamesIsThere() throws IOException {
    Set<String> known =
        CasEventHandler.commandLine(new ByteArrayInputStream(new byte[0]))
            .getSubcommands()
            .keySet();
    Set<String> named =
        Pattern.compile("`cas-event-handler ([a-z-]+)")
            .matcher(guide())
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isNotEmpty().isSubsetOf(known);
    assertThat(known)
        .containsAll(List.of("test-mail", "what-if", "drill", "resume", "failback", "evacuate"));
  }

  @Test
  void everyFileThatItNamesShips() throws IOException {
    List<String> named =
        Pattern.compile("`((?:nrpe|nsclient|icinga-for-windows)/[a-z_-]+\\.[a-z]+)`")
            .matcher(guide())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(named).hasSize(3).allSatisfy(file -> assertThat(Shipped.text(file)).isNotBlank());
  }

  @Test
  void twoMastersShareACertificateAndASecondMonitorHasItsOwn() throws IOException {
    assertThat(guide())
        .containsSubsequence(
            "**Two masters of Icinga**",
            "they share `monitor.pem`",
            "**A second monitor**",
            "of its own");
    assertThat(Shipped.text("icinga2/cas-failover.conf")).contains("they share a certificate");
    assertThat(Files.readString(Path.of("..", "README.md")))
        .containsSubsequence(
            "**A second monitor**",
            "of its own",
            "init-tls --also monitor-2",
            "monitor, monitor-2");
  }
}
