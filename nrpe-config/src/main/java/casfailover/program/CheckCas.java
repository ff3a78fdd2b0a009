package casfailover.program;

import casfailover.check.Check;
import casfailover.check.Inert;
import casfailover.config.Reading;
import casfailover.nrpe.Answer;
import casfailover.pair.FreeText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The plugin's main: asks the running agent for one of its checks, and prints what it says. */
public final class CheckCas {

  private static final int UNKNOWN = 3;
  private static final String USAGE =
      """
      Usage: check_cas COMMAND --config FILE [WORD=VALUE ...]

      Asks the agent on this machine for one of its checks and prints the answer.

        COMMAND         %s
        --config FILE   the settings of the pair
        WORD=VALUE      thresholds, as in pl_critical=100

      Examples:
        check_cas check_peer --config /etc/cas-failover/cas-failover.cfg
        check_cas check_dag --config /etc/cas-failover/cas-failover.cfg age_warning=30

      Exit: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN
      """
          .formatted(
              Arrays.stream(Check.values()).map(Check::command).collect(Collectors.joining(" ")));

  private CheckCas() {}

  /** Prints the answer and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out));
  }

  static int run(List<String> words, PrintStream out) {
    if (words.contains("--version")) {
      out.println("check_cas " + Version.text());
      return UNKNOWN;
    }
    List<String> rest = new ArrayList<>(words);
    int at = rest.indexOf("--config");
    if (words.contains("--help") || at < 0 || at + 1 >= rest.size() || rest.size() < 3) {
      out.print(USAGE);
      return UNKNOWN;
    }
    Path file = Path.of(rest.remove(at + 1)).toAbsolutePath();
    rest.remove(at);
    String command = rest.remove(0);
    if (Check.of(command).isEmpty()) {
      return unknown(
          "there is no check '" + FreeText.shown(command) + "'; see check_cas --help", out);
    }
    try {
      return ask(command, file, rest, out);
    } catch (RuntimeException e) {
      // Ended by an exception, a program exits 1, and a monitor would read a WARNING from that.
      return unknown("check_cas broke, which is a defect: " + e, out);
    }
  }

  private static int ask(String command, Path file, List<String> rest, PrintStream out) {
    Reading reading = Machine.settingsWithoutSecrets(file);
    if (reading instanceof Reading.Refused refused) {
      return unknown(refused.problems().get(0).toString(), out);
    }
    Answer answer = new LocalAgent(((Reading.Good) reading).settings()).ask(command, rest);
    if (answer instanceof Answer.Answered answered) {
      out.println(answered.reply().text());
      return answered.reply().code();
    }
    return unknown(
        "cas-agent does not run here or does not answer: " + LocalAgent.why(answer), out);
  }

  private static int unknown(String why, PrintStream out) {
    out.println("UNKNOWN - " + Inert.text(why));
    return UNKNOWN;
  }
}
