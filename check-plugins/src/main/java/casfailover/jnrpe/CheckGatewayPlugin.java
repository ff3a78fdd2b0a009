package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.Outcome;
import casfailover.check.Thresholds;
import it.jnrpe.plugins.annotations.Option;
import it.jnrpe.plugins.annotations.Plugin;
import it.jnrpe.plugins.annotations.PluginOptions;
import java.util.function.Function;

/** The plugin {@code check_gateway}: whether the gateway answers this server. */
@Plugin(name = "check_gateway", description = "whether the gateway answers this server")
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
public final class CheckGatewayPlugin extends CheckPlugin {

  /** For a stock JNRPE server: asks the running agent. */
  public CheckGatewayPlugin() {
    super(Check.GATEWAY);
  }

  /** For the agent: answers with what it has seen. */
  public CheckGatewayPlugin(Function<Thresholds, Outcome> outcome) {
    super(Check.GATEWAY, outcome);
  }
}
