package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.Outcome;
import casfailover.check.Thresholds;
import it.jnrpe.plugins.annotations.Option;
import it.jnrpe.plugins.annotations.Plugin;
import it.jnrpe.plugins.annotations.PluginOptions;
import java.util.function.Function;

/** The plugin {@code check_readiness}: whether this server would take the address now. */
@Plugin(name = "check_readiness", description = "whether this server would take the address now")
@PluginOptions(
    @Option(
        shortName = CheckPlugin.SHORT,
        longName = CheckPlugin.OPTION,
        option = CheckPlugin.SHORT,
        description = CheckPlugin.MEANING,
        argName = CheckPlugin.ARGUMENT,
        hasArgs = true,
        optionalArgs = false,
        required = false))
public final class CheckReadinessPlugin extends CheckPlugin {

  /** For a stock JNRPE server: asks the running agent. */
  public CheckReadinessPlugin() {
    super(Check.READINESS);
  }

  /** For the agent: answers with what it has seen. */
  public CheckReadinessPlugin(Function<Thresholds, Outcome> outcome) {
    super(Check.READINESS, outcome);
  }
}
