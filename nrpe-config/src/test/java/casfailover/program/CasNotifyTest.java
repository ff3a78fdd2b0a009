package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper that calls an agent until it answers, around a check_nrpe that plays one. */
class CasNotifyTest {

  private static final String SCRIPT = "src/main/dist/nagios/cas-notify";

  @TempDir private Path folder;
  private Path calls;

  @BeforeEach
  void noCalls() throws IOException {
    calls = Files.createFile(folder.resolve("calls"));
  }

  private record Ended(int code, String text) {}

  /** Each call is noted, one word a line, and what comes back is up to a shell script. */
  private Path checkNrpe(String answers) throws IOException {
    Path program = folder.resolve("check_nrpe");
    Files.writeString(
        program,
        """
        #!/bin/sh
        printf '%%s\\n' "$@" -- >> '%s'
        count=$(grep -cx -e -- '%s')
        %s
        """
            .formatted(calls, calls, answers));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private Ended run(String seconds, String addresses, Path program, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT, seconds, addresses));
    command.add(program.toString());
    command.addAll(Arrays.asList(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), text.strip());
  }

  private List<String> called() throws IOException {
    return Files.readAllLines(calls);
  }

  @Test
  void anAnswerEndsItAtOnce() throws Exception {
    for (String answer : List.of("DONE exch-b has it", "HELD waits", "FAILED why", "REFUSED why")) {
      noCallsAgain();
      Path program = checkNrpe("echo '" + answer + "'; exit 2");

      assertThat(run("20", "192.0.2.12", program, "-c", "handle_event"))
          .isEqualTo(new Ended(2, answer));
      assertThat(called()).containsExactly("-H", "192.0.2.12", "-c", "handle_event", "--");
    }
  }

  private void noCallsAgain() throws IOException {
    Files.writeString(calls, "");
  }

  @Test
  void wordsThatAreNotUnderstoodAreNotSaidAgain() throws Exception {
    Path program = checkNrpe("echo \"pause does not know 'x'. Nothing was done.\"; exit 3");

    assertThat(run("20", "192.0.2.12", program, "-c", "pause").code()).isEqualTo(3);
    assertThat(called()).hasSize(5);
  }

  @Test
  void whereNoAnswerCameItCallsAgain() throws Exception {
    Path program =
        checkNrpe(
            "[ $count -ge 2 ] && { echo 'DONE exch-b has it'; exit 0; }\n"
                + "echo 'connect to address 192.0.2.12 port 5666: Connection refused'; exit 3");

    assertThat(run("20", "192.0.2.12", program, "-c", "handle_event"))
        .isEqualTo(new Ended(0, "DONE exch-b has it"));
    assertThat(called().stream().filter("192.0.2.12"::equals)).hasSize(2);
  }

  @Test
  void anAgentThatIsJustStoppingIsCalledAgain() throws Exception {
    Path program =
        checkNrpe(
            "[ $count -ge 2 ] && { echo 'DONE exch-b has it'; exit 0; }\n"
                + "echo 'FAILED the service stops'; exit 2");

    assertThat(run("20", "192.0.2.12", program, "-c", "handle_event").code()).isZero();
  }

  @Test
  void ofTwoTheOtherOneIsCalledNext() throws Exception {
    Path program =
        checkNrpe(
            "[ $2 = 192.0.2.11 ] && { echo 'DONE acknowledged'; exit 0; }\n"
                + "echo 'CHECK_NRPE STATE UNKNOWN: Socket timeout after 10 seconds.'; exit 3");

    assertThat(run("20", "192.0.2.12,192.0.2.11", program, "-c", "notify").code()).isZero();
    assertThat(called().stream().filter(word -> word.startsWith("192.")))
        .containsExactly("192.0.2.12", "192.0.2.11");
  }

  @Test
  void afterTheTimeItEndsWithTheLastComplaint() throws Exception {
    Path program = checkNrpe("echo 'CHECK_NRPE: Error - Could not connect'; exit 3");

    assertThat(run("0", "192.0.2.12", program, "-c", "notify"))
        .isEqualTo(new Ended(3, "CHECK_NRPE: Error - Could not connect"));
    assertThat(called()).hasSize(5);
  }

  @Test
  void whatAPersonWroteIsNeverReadAsShell() throws Exception {
    String hostile = "comment=$(touch " + folder + "/owned) `id`; \"' * \\ > x & | -n %s";
    Path program = checkNrpe("echo 'DONE noted'; exit 0");

    assertThat(run("20", "192.0.2.12", program, "-c", "notify", "-a", hostile).code()).isZero();
    assertThat(called()).contains(hostile);
    assertThat(folder.resolve("owned")).doesNotExist();
  }

  @Test
  void whatItCannotReadItSays() throws Exception {
    Path program = checkNrpe("exit 0");

    assertThat(run("soon", "192.0.2.12", program, "-c", "notify").text())
        .startsWith("usage: cas-notify SECONDS ADDRESS[,ADDRESS] CHECK_NRPE OPTION...;");
    assertThat(called()).isEmpty();
  }
}
