package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * What came of running a program: one of ours inside this one, or Debian's check_nrpe.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it printed as errors
 */
record Ran(int code, String out, String err) {

  static Ran casAgent(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = CasAgent.run(List.of(words), stream(out), stream(err));
    return new Ran(code, text(out), text(err));
  }

  static Ran checkCas(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = CheckCas.run(List.of(words), stream(out));
    return new Ran(code, text(out), "");
  }

  static Ran casEventHandler(String... words) {
    return casEventHandlerTold("", words);
  }

  /** Runs it while a person types something. */
  static Ran casEventHandlerTold(String typed, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        CasEventHandler.commandLine(
            new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset())));
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int code = line.execute(words);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Runs the real check_nrpe against an agent on loopback, without TLS. */
  static Ran checkNrpe(int port, String... words) {
    return checkNrpe(List.of("-n"), port, words);
  }

  /**
   * Runs it against an agent on loopback.
   *
   * @param way how the two speak: its options for TLS, or {@code -n}
   */
  static Ran checkNrpe(List<String> way, int port, String... words) {
    Path program = Path.of("/usr/lib/nagios/plugins/check_nrpe");
    assertThat(Files.isExecutable(program))
        .as("%s is missing: apt-get install nagios-nrpe-plugin", program)
        .isTrue();
    List<String> all = new ArrayList<>(way);
    all.addAll(List.of("-H", "127.0.0.1", "-p", String.valueOf(port)));
    all.addAll(List.of(words));
    Command command = Command.of(program, Duration.ofMinutes(1), all.toArray(String[]::new));
    Ended ended = new ExecCommandRunner().run(command);
    if (ended instanceof Ended.Exited exited) {
      return new Ran(exited.code(), exited.out(), exited.err());
    }
    throw new AssertionError(ended.sentence(command));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
