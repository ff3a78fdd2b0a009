package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.Outcome;
import casfailover.check.Thresholds;
import it.jnrpe.plugins.annotations.Option;
import it.jnrpe.plugins.annotations.Plugin;
import it.jnrpe.plugins.annotations.PluginOptions;
import java.util.function.Function;

/** The plugin {@code check_peer}: whether the other server serves clients. */
@Plugin(name = "check_peer", description = "whether the other server serves clients")
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
public final class CheckPeerPlugin extends CheckPlugin {

  /** For a stock JNRPE server: asks the running agent. */
  public CheckPeerPlugin() {
    super(Check.PEER);
  }

  /** For the agent: answers with what it has seen. */
  public CheckPeerPlugin(Function<Thresholds, Outcome> outcome) {
    super(Check.PEER, outcome);
  }
}
