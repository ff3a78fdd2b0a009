package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.Outcome;
import casfailover.check.Thresholds;
import it.jnrpe.plugins.annotations.Option;
import it.jnrpe.plugins.annotations.Plugin;
import it.jnrpe.plugins.annotations.PluginOptions;
import java.util.function.Function;

/** The plugin {@code check_cas_ip}: who has the address that clients connect to. */
@Plugin(name = "check_cas_ip", description = "who has the address that clients connect to")
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
public final class CheckCasIpPlugin extends CheckPlugin {

  /** For a stock JNRPE server: asks the running agent. */
  public CheckCasIpPlugin() {
    super(Check.CAS_IP);
  }

  /** For the agent: answers with what it has seen. */
  public CheckCasIpPlugin(Function<Thresholds, Outcome> outcome) {
    super(Check.CAS_IP, outcome);
  }
}
