package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import casfailover.takeover.OldScriptTask.State;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Task Scheduler says of the script of 2010, by a program of shell in its place. */
class SchtasksOldScriptTaskTest {

  private static final String FAILOVER_MON =
      task(
          "\\FailoverMon", "true", "-NoProfile -File &quot;C:\\Überwachung\\failovermon.PS1&quot;");
  private static final String OTHERS =
      task("\\Microsoft\\Windows\\Defrag\\ScheduledDefrag", "false", "-c")
          + task("\\Sauvegarde d'été", "true", "-File C:\\backup.ps1");

  @TempDir Path folder;

  /** One definition, in the form of MS-TSCH 2.5 and as schtasks.exe prints it. */
  private static String task(String name, String enabled, String arguments) {
    return """

        <!-- %s -->
        <?xml version="1.0" encoding="UTF-16"?>
        <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
          <RegistrationInfo><Description>FailoverMon.ps1 is told of here</Description></RegistrationInfo>
          <Triggers>
            <BootTrigger>
              <Enabled>false</Enabled>
            </BootTrigger>
          </Triggers>
          <Settings>
            <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
            <Enabled>%s</Enabled>
          </Settings>
          <Actions Context="Author">
            <Exec>
              <Command>powershell.exe</Command>
              <Arguments>%s</Arguments>
            </Exec>
          </Actions>
        </Task>
        """
        .formatted(name, enabled, arguments)
        .replace("\n", "\r\n");
  }

  private State told(String out) throws IOException {
    return told(out.getBytes(StandardCharsets.UTF_8), "exit 0");
  }

  private State told(byte[] out, String then) throws IOException {
    Files.write(folder.resolve("out"), out);
    return does("cat '" + folder.resolve("out") + "'", then);
  }

  private State does(String... lines) throws IOException {
    Path program = folder.resolve("schtasks.exe");
    Files.writeString(program, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new SchtasksOldScriptTask(program, new ExecCommandRunner()).state();
  }

  @Test
  void allTasksAreAskedForWithOneFixedCommand() {
    RecordingRunner runner = new RecordingRunner(command -> new Ended.NotStarted("not run"));
    Path program = Path.of("/windows/System32/schtasks.exe");
    Thread.currentThread().interrupt(); // nobody answers, and nobody waits for it

    assertThat(new SchtasksOldScriptTask(program, runner).state())
        .isInstanceOf(State.Unknown.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(runner.started.get(0).command.program()).isEqualTo(program);
    assertThat(runner.started.get(0).command.arguments()).containsExactly("/Query", "/XML");
    assertThat(runner.started.get(0).ended).isTrue();
  }

  @Test
  void aTaskThatRunsItIsNamed() throws IOException {
    assertThat(told(OTHERS + FAILOVER_MON)).isEqualTo(new State.Enabled("\\FailoverMon"));
    assertThat(told(FAILOVER_MON + OTHERS)).isEqualTo(new State.Enabled("\\FailoverMon"));
  }

  @Test
  void oneThatIsDisabledAndOnesThatOnlySpeakOfItDoNotCount() throws IOException {
    assertThat(told(OTHERS + FAILOVER_MON.replace("<Enabled>true", "<Enabled>false")))
        .isEqualTo(new State.Off());
    assertThat(told(OTHERS)).isEqualTo(new State.Off());
  }

  @Test
  void aTaskIsEnabledUnlessItsSettingsSayOtherwise() throws IOException {
    assertThat(told(FAILOVER_MON.replace("<Enabled>true</Enabled>", "")))
        .isEqualTo(new State.Enabled("\\FailoverMon"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "IBM850", "IBM866", "windows-1252"})
  void theLettersOfAnyLanguageAreNoHindrance(String charset) throws IOException {
    byte[] out = (OTHERS + FAILOVER_MON).getBytes(Charset.forName(charset));
    assertThat(told(out, "exit 0")).isEqualTo(new State.Enabled("\\FailoverMon"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR: Access is denied.",
        "FEHLER: Das Aufgabenabbild ist beschädigt oder wurde geändert.",
        "ОШИБКА: Отказано в доступе."
      })
  void aSchedulerThatRefusesIsUnknownAndSaysWhy(String why) throws IOException {
    State state = does("echo '" + why + "' >&2", "exit 1");
    assertThat(((State.Unknown) state).why())
        .contains("ended with exit code 1: " + why)
        .endsWith("(0 tasks read)");
  }

  @Test
  void noTaskAtAllHalfATaskAndAnEarlyEndAreUnknown() throws IOException {
    assertThat(told("")).isInstanceOf(State.Unknown.class);
    assertThat(told("INFO: There are no scheduled tasks presently available.\r\n"))
        .isInstanceOf(State.Unknown.class);
    assertThat(told(OTHERS + FAILOVER_MON.substring(0, FAILOVER_MON.length() / 2)))
        .isInstanceOf(State.Unknown.class);
    assertThat(told(OTHERS.getBytes(StandardCharsets.UTF_8), "exit 1"))
        .isInstanceOf(State.Unknown.class);
  }

  @Test
  void oneThatWasReadBeforeItBrokeOffCounts() throws IOException {
    assertThat(told(FAILOVER_MON.getBytes(StandardCharsets.UTF_8), "exit 1"))
        .isEqualTo(new State.Enabled("\\FailoverMon"));
  }

  @Test
  void whatNeverEndsALineOrATaskIsUnknown() throws IOException {
    assertThat(does("head -c 10000000 /dev/zero | tr '\\0' x")).isInstanceOf(State.Unknown.class);
    assertThat(told(OTHERS + "<Task>\r\n" + "x\r\n".repeat(400_000) + OTHERS))
        .isInstanceOf(State.Unknown.class);
  }

  @Test
  void aProgramThatIsNotThereIsUnknown() {
    Path missing = folder.resolve("missing.exe");
    State state = new SchtasksOldScriptTask(missing, new ExecCommandRunner()).state();
    assertThat(((State.Unknown) state).why()).contains("could not be started");
  }
}
