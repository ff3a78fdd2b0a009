package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.config.Platform;
import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the installer for Windows calls is there, and what it hands to Java arrives as it is. */
class WindowsPackageTest {

  private static final Path DIST = Path.of("src/main/dist");

  @TempDir Path folder;

  private static String installer() throws IOException {
    return Files.readString(DIST.resolve("windows/install.ps1"), StandardCharsets.US_ASCII);
  }

  @Test
  void theClassesThatItNamesAreThere() throws Exception {
    Matcher named = Pattern.compile("casfailover\\.program\\.\\w+").matcher(installer());
    List<String> classes = named.results().map(m -> m.group()).distinct().toList();

    assertThat(classes)
        .contains(
            CasAgent.class.getName(), CasEventHandler.class.getName(), CheckCas.class.getName());
    for (String name : classes) {
      assertThat(isProgram(Class.forName(name).getMethod("main", String[].class)))
          .as(name)
          .isTrue();
    }
  }

  @Test
  void theServiceIsStoppedByAMethodThatIsThere() throws Exception {
    assertThat(installer())
        .contains("'--StopClass=" + CasAgent.class.getName() + "'")
        .contains("'--StopMethod=stop'");
    assertThat(isProgram(CasAgent.class.getMethod("stop", String[].class))).isTrue();
  }

  private static boolean isProgram(Method method) {
    return Modifier.isStatic(method.getModifiers()) && method.getReturnType() == void.class;
  }

  /** A bare name would be whatever the search path has first, run as administrator. */
  @ParameterizedTest
  @ValueSource(strings = {"install.ps1", "uninstall.ps1"})
  void everyProgramIsCalledByItsWholePath(String name) throws IOException {
    String script = Files.readString(DIST.resolve("windows").resolve(name));
    List<String> called =
        Pattern.compile("(?m)(?:^|[\\s({|])(?:&|Invoke-Program|Start-Process) (\\(Join-Path|\\S+)")
            .matcher(script)
            .results()
            .map(call -> call.group(1))
            .distinct()
            .toList();

    assertThat(called).contains("$sc", "$netsh").allMatch(word -> word.matches("[$(].*"));
    assertThat(script)
        .contains("$system = [Environment]::SystemDirectory")
        .contains("$sc = Join-Path $system 'sc.exe'", "$netsh = Join-Path $system 'netsh.exe'")
        .doesNotContainPattern("(?m)^\\s*(sc|netsh|icacls|reg|java|schtasks)(\\.exe)? ");
  }

  /** The file is written as install.ps1 writes it: each argument quoted, each backslash twice. */
  @Test
  void noShellAndNoFileSeesWhatFollowsTheMainClass() throws IOException {
    Path file = folder.resolve("Program Files").resolve("check_cas.args");
    Files.createDirectories(file.getParent());
    List<String> words = new ArrayList<>(flags());
    words.add("-Dcasfailover.home=C:\\Program Files\\cas-failover\\1.0.0");
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(CheckCas.class.getName());
    Files.write(file, words.stream().map(w -> "\"" + w.replace("\\", "\\\\") + "\"").toList());

    for (String hostile : List.of("@words.args", "a & b > d %PATH% ^ $(reboot)")) {
      Ended ended =
          new ExecCommandRunner()
              .run(
                  Command.of(
                      Path.of(System.getProperty("java.home"), "bin", "java"),
                      Duration.ofMinutes(2),
                      "@" + file,
                      hostile,
                      "--config",
                      "nowhere.cfg"));
      assertThat(((Ended.Exited) ended).out().strip())
          .isEqualTo("UNKNOWN - there is no check '" + hostile + "'; see check_cas --help");
    }
  }

  /** As an archive is after a bad disk: a byte of it is another one. */
  @Test
  void anArchiveThatIsDamagedIsSeenByTheJvmItself() throws IOException {
    Path archive = folder.resolve("classes.jsa");
    String given = "-XX:SharedArchiveFile=" + archive;
    java("-Xshare:dump", given);
    Matcher flag =
        Pattern.compile("\"-XX:SharedArchiveFile=\\$archive\"; '(\\S+)'").matcher(installer());
    assertThat(flag.find()).isTrue();
    assertThat(shared(given, flag.group(1))).isPositive();

    byte[] bytes = Files.readAllBytes(archive);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(archive);
    Files.write(archive, bytes);

    assertThat(shared(given, flag.group(1))).isZero();
  }

  /** How many classes a JVM takes from its archive. */
  private static long shared(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-Xshare:auto", "-Xlog:class+load", "-version"));
    return java(all.toArray(String[]::new))
        .lines()
        .filter(line -> line.endsWith("source: shared objects file"))
        .count();
  }

  private static String java(String... words) {
    Command command =
        new Command(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            List.of(words),
            Duration.ofMinutes(2),
            1 << 20);
    Ended ended = new ExecCommandRunner().run(command);
    assertThat(ended)
        .as(ended.sentence(command))
        .isInstanceOfSatisfying(Ended.Exited.class, exited -> assertThat(exited.code()).isZero());
    return ((Ended.Exited) ended).out();
  }

  private static List<String> flags() throws IOException {
    return Files.readAllLines(DIST.resolve("etc/jvm.flags")).stream()
        .filter(line -> line.startsWith("-"))
        .filter(line -> !line.startsWith("-Djava.util.logging.manager"))
        .toList();
  }

  @Test
  void whatItInstallsLiesWhereTheProgramsLookForIt() throws IOException {
    Platform windows = Platform.of("Windows Server 2019", Map.of("ProgramData", "C:\\ProgramData"));
    assertThat(windows.settings().toString().replace('/', '\\'))
        .isEqualTo("C:\\ProgramData\\cas-failover\\cas-failover.cfg");
    assertThat(installer())
        .contains("$data = Join-Path $env:ProgramData 'cas-failover'")
        .contains("$settings = Join-Path $data 'cas-failover.cfg'");
    assertThat(Files.readString(DIST.resolve("windows/uninstall.ps1")))
        .contains("$claim = Join-Path $data 'guard'");
  }

  @Test
  void theExampleIsTheSameAsOnLinuxButForItsFolders() throws IOException {
    assertThat(lines("windows/cas-failover.cfg"))
        .containsExactlyElementsOf(lines("etc/cas-failover.cfg"));
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(DIST.resolve(file)).stream()
        .filter(line -> !line.startsWith("#") && !line.matches("(tls_dir|log_file)=.*"))
        .toList();
  }
}
