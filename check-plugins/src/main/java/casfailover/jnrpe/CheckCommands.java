package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.Outcome;
import casfailover.check.Thresholds;
import it.jnrpe.ReturnValue;
import it.jnrpe.utils.internal.InjectionUtils;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The checks as commands. Many threads may run them at once.
 *
 * <p>Each plugin is asked through jnrpe-lib's plugin interface and not through its command invoker,
 * which would fill macros in again within what it was given, take a word that begins with two
 * dashes for an option, and leave 24 kB of garbage with each call.
 */
public final class CheckCommands {

  private final Map<Check, CheckPlugin> plugins = new EnumMap<>(Check.class);

  /**
   * Commands for some checks.
   *
   * @param outcomes how each is judged, by what was seen so far
   */
  public CheckCommands(Map<Check, Function<Thresholds, Outcome>> outcomes) {
    EngineContext context = new EngineContext(System.getLogger(CheckCommands.class.getName()));
    outcomes.forEach(
        (check, outcome) -> {
          CheckPlugin plugin = plugin(check, outcome);
          InjectionUtils.inject(plugin, context);
          plugins.put(check, plugin);
        });
  }

  private static CheckPlugin plugin(Check check, Function<Thresholds, Outcome> outcome) {
    return switch (check) {
      case PEER -> new CheckPeerPlugin(outcome);
      case GATEWAY -> new CheckGatewayPlugin(outcome);
      case DAG -> new CheckDagPlugin(outcome);
      case CAS_IP -> new CheckCasIpPlugin(outcome);
      case FAILOVER -> new CheckFailoverPlugin(outcome);
      case READINESS -> new CheckReadinessPlugin(outcome);
    };
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
        .flatMap(check -> Optional.ofNullable(plugins.get(check)))
        .map(plugin -> plugin.refused(arguments).orElseGet(() -> ask(plugin, arguments)));
  }

  private static Answer ask(CheckPlugin plugin, List<String> words) {
    ReturnValue value = plugin.execute(new WordsLine(words));
    return new Answer(value.getStatus().intValue(), value.getMessage());
  }
}
