package casfailover.program;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/**
 * What came of running a program inside this one.
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
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = CasEventHandler.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int code = line.execute(words);
    return new Ran(code, out.toString(), err.toString());
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
