package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.Outcome;
import casfailover.check.Thresholds;
import it.jnrpe.ReturnValue;
import it.jnrpe.commands.CommandDefinition;
import it.jnrpe.commands.CommandInvoker;
import it.jnrpe.commands.CommandOption;
import it.jnrpe.commands.CommandRepository;
import it.jnrpe.plugins.PluginDefinition;
import it.jnrpe.plugins.PluginOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The checks as commands of jnrpe-lib's engine. Many threads may run them at once.
 *
 * <p>The engine would fill macros in again within what it was given, and takes a word that begins
 * with two dashes for an option. So every word passes the check's own whitelist first, and what is
 * left has neither a dollar sign nor a leading dash; all of them travel as the one value of one
 * option; and the command of a call has that value in it already, so that there is no macro to fill
 * in.
 */
public final class CheckCommands {

  private static final String[] NO_MACROS = {};

  private final CommandInvoker engine;
  private final Map<Check, Function<Thresholds, Outcome>> outcomes;

  /**
   * Commands for some checks.
   *
   * @param outcomes how each is judged, by what was seen so far
   */
  public CheckCommands(Map<Check, Function<Thresholds, Outcome>> outcomes) {
    this.outcomes = Map.copyOf(outcomes);
    KeptPlugins plugins = new KeptPlugins();
    this.outcomes.forEach((check, outcome) -> plugins.addPluginDefinition(plugin(check, outcome)));
    this.engine =
        new CommandInvoker(
            plugins,
            new CommandRepository(),
            true,
            new EngineContext(System.getLogger(CheckCommands.class.getName())));
  }

  private static PluginDefinition plugin(Check check, Function<Thresholds, Outcome> outcome) {
    CheckPlugin plugin =
        switch (check) {
          case PEER -> new CheckPeerPlugin(outcome);
          case GATEWAY -> new CheckGatewayPlugin(outcome);
          case DAG -> new CheckDagPlugin(outcome);
          case CAS_IP -> new CheckCasIpPlugin(outcome);
          case FAILOVER -> new CheckFailoverPlugin(outcome);
          case READINESS -> new CheckReadinessPlugin(outcome);
        };
    return new PluginDefinition(check.command(), check.service(), plugin)
        .addOption(
            new PluginOption()
                .setOption(CheckPlugin.SHORT)
                .setLongOpt(CheckPlugin.OPTION)
                .setDescription(CheckPlugin.MEANING)
                .setArgName(CheckPlugin.ARGUMENT)
                .setHasArgs(true)
                .setArgsOptional(false)
                .setRequired(false));
  }

  /**
   * Runs a command.
   *
   * @param command its name
   * @param arguments the words that came with it
   * @return the answer, which says so where a word was refused; empty if there is no such command
   */
  public Optional<Answer> run(String command, List<String> arguments) {
    return Check.of(command)
        .filter(outcomes::containsKey)
        .map(
            check ->
                CheckPlugin.refused(check, arguments)
                    .orElseGet(() -> invoke(command(check, arguments))));
  }

  private static CommandDefinition command(Check check, List<String> words) {
    CommandDefinition command = new CommandDefinition(check.command(), check.command());
    return words.isEmpty()
        ? command
        : command.addArgument(new CommandOption(CheckPlugin.OPTION, String.join(" ", words)));
  }

  private Answer invoke(CommandDefinition command) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      ReturnValue value = engine.invoke(command, NO_MACROS);
      return new Answer(value.getStatus().intValue(), value.getMessage());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
