package casfailover.program;

import casfailover.config.Problem;
import casfailover.config.Reading;
import casfailover.config.Settings;
import casfailover.report.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** One call of the event handler: the options that all its commands share, and where words go. */
final class Invocation {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "the settings of the pair; ${DEFAULT-VALUE} if not given")
  private Path config = Machine.platform().settings();

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "answer for programs")
  private boolean json;

  /** Whether a program reads the answer. */
  boolean json() {
    return json;
  }

  /** The file of the settings. */
  Path file() {
    return config.toAbsolutePath();
  }

  /** The settings of the pair, without what only the agent's user may read. */
  Reading reading() {
    return Machine.settingsWithoutSecrets(file());
  }

  /**
   * The same where nothing can be done without them.
   *
   * @throws Unusable with all that is wrong with them
   */
  Settings settings() {
    Reading reading = reading();
    if (reading instanceof Reading.Refused refused) {
      throw new Unusable(refused.problems());
    }
    return ((Reading.Good) reading).settings();
  }

  /** Settings that nothing can be done with. */
  static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(List<Problem> problems) {
      super(String.join("\n", problems.stream().map(Problem::toString).toList()));
    }
  }

  /** Prints an answer. */
  void say(String text) {
    String answer = text.stripTrailing();
    out().println(json ? answer : Colours.ofTerminal().paint(answer));
  }

  void say(Json answer) {
    out().println(answer);
  }

  /** Prints what went wrong, or what a reader of the answer should know. */
  void warn(String text) {
    err().println(text);
  }

  PrintWriter out() {
    return line().getOut();
  }

  PrintWriter err() {
    return line().getErr();
  }

  CommandLine line() {
    return spec.commandLine();
  }
}
