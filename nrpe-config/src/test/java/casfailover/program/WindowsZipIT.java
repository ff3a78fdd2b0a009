package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * The zip for Windows that was built: all that the installer takes from it. Run by the profile lab.
 */
class WindowsZipIT {

  private static final String VERSION = Version.text();
  private static final Path ZIP = Path.of("target", "cas-failover-" + VERSION + "-windows.zip");

  @Test
  void allThatTheInstallerTakesIsInIt() throws IOException {
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      List<String> names =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> !name.endsWith("/"))
              .map(name -> name.substring(name.indexOf('/') + 1))
              .collect(Collectors.toList());
      assertThat(names)
          .contains(
              "install.ps1",
              "uninstall.ps1",
              "VERSION",
              "LICENSE.txt",
              "program/procrun/amd64/prunsrv.exe",
              "program/procrun/LICENSE.txt",
              "program/windows/dag-session.ps1",
              "program/windows/address-state.ps1",
              "program/etc/agent.flags",
              "program/etc/jvm.flags",
              "program/etc/logging.properties",
              "program/etc/cas-failover.cfg",
              "program/etc/mail/letter.txt",
              "program/lib/nrpe-config-" + VERSION + ".jar",
              "program/lib/META-INF/native/netty_tcnative_windows_x86_64.dll",
              "nsclient/nsclient_cas.ini",
              "icinga-for-windows/cas-failover-windows.conf")
          .noneMatch(name -> name.contains("linux") || name.endsWith(".jsa"));
      assertThat(Shipped.text("windows/install.ps1"))
          .contains("\"-Djava.library.path=$program\\lib\\META-INF\\native\"");
      ZipEntry version = zip.getEntry("cas-failover-" + VERSION + "/VERSION");
      assertThat(new String(zip.getInputStream(version).readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo(VERSION + "\r\n");
    }
  }
}
