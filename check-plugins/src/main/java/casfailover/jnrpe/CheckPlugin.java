package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.CheckArguments;
import casfailover.check.CheckArguments.Accepted;
import casfailover.check.CheckArguments.Refused;
import casfailover.check.Outcome;
import casfailover.check.Thresholds;
import it.jnrpe.ICommandLine;
import it.jnrpe.ReturnValue;
import it.jnrpe.plugins.PluginBase;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A check behind jnrpe-lib's plugin interface. It may be asked by many threads at once.
 *
 * <p>All the words come in one option, as they came over the wire, and go through the same
 * whitelist wherever the plugin runs. The answer goes out as one message: jnrpe-lib would write
 * numbers as the country of the machine does.
 */
abstract class CheckPlugin extends PluginBase {

  static final String SHORT = "a";
  static final String OPTION = "arguments";
  static final String ARGUMENT = "words";
  static final String MEANING =
      "key=value words, parted by blanks, as check_nrpe -a would send them";

  /** What a JNRPE server leaves of a macro for which it got no argument. */
  private static final Pattern NOTHING_CAME = Pattern.compile("\\$ARG[0-9]+\\$");

  private static final Pattern BLANKS = Pattern.compile(" +");

  private final Check check;
  private final Source source;

  /** Where the answer comes from, once the words are known to be right. */
  private interface Source {
    Answer answer(List<String> words, Thresholds limits);
  }

  /** A plugin that asks the running agent. */
  CheckPlugin(Check check) {
    this(check, new NrpeAgentClient(AgentAddress.of(System.getProperties())));
  }

  /** A plugin that asks somebody for the answer. */
  CheckPlugin(Check check, AgentClient client) {
    this(check, (List<String> words, Thresholds limits) -> client.ask(check.command(), words));
  }

  /** A plugin that judges by itself, within the agent. */
  CheckPlugin(Check check, Function<Thresholds, Outcome> outcome) {
    this(check, (List<String> words, Thresholds limits) -> Answer.of(outcome.apply(limits)));
  }

  private CheckPlugin(Check check, Source source) {
    this.check = check;
    this.source = source;
  }

  /** The answer to words that the check does not take; empty where it takes them all. */
  final Optional<Answer> refused(List<String> words) {
    return CheckArguments.parse(check, words) instanceof Refused refused
        ? Optional.of(answer(refused))
        : Optional.empty();
  }

  private Answer answer(Refused refused) {
    return Answer.of(check.unknown(refused.sentence()));
  }

  @Override
  protected final String getPluginName() {
    return check.command();
  }

  @Override
  public final ReturnValue execute(ICommandLine line) {
    Answer answer = answer(words(line));
    return new ReturnValue(it.jnrpe.Status.fromIntValue(answer.code()), answer.text());
  }

  private Answer answer(List<String> words) {
    try {
      CheckArguments arguments = CheckArguments.parse(check, words);
      return arguments instanceof Accepted accepted
          ? source.answer(words, accepted.thresholds())
          : answer((Refused) arguments);
    } catch (RuntimeException e) {
      LOG.error(getContext(), check.command() + " failed", e);
      return Answer.of(check.unknown("the check itself failed, see the log: " + e));
    }
  }

  private static List<String> words(ICommandLine line) {
    if (!line.hasOption(OPTION)) {
      return List.of();
    }
    return line.getOptionValues(OPTION).stream()
        .flatMap(BLANKS::splitAsStream)
        .filter(word -> !word.isEmpty() && !NOTHING_CAME.matcher(word).matches())
        .toList();
  }
}
