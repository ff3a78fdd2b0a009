package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.Outcome;
import casfailover.check.Thresholds;
import it.jnrpe.plugins.annotations.Option;
import it.jnrpe.plugins.annotations.Plugin;
import it.jnrpe.plugins.annotations.PluginOptions;
import java.util.function.Function;

/** The plugin {@code check_failover}: what a takeover waits for. */
@Plugin(name = "check_failover", description = "what a takeover waits for")
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
public final class CheckFailoverPlugin extends CheckPlugin {

  /** For a stock JNRPE server: asks the running agent. */
  public CheckFailoverPlugin() {
    super(Check.FAILOVER);
  }

  /** For the agent: answers with what it has seen. */
  public CheckFailoverPlugin(Function<Thresholds, Outcome> outcome) {
    super(Check.FAILOVER, outcome);
  }
}
