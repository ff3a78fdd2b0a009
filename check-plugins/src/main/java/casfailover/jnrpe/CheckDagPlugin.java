package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.Outcome;
import casfailover.check.Thresholds;
import it.jnrpe.plugins.annotations.Option;
import it.jnrpe.plugins.annotations.Plugin;
import it.jnrpe.plugins.annotations.PluginOptions;
import java.util.function.Function;

/** The plugin {@code check_dag}: where the databases are mounted. */
@Plugin(name = "check_dag", description = "where the databases are mounted")
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
public final class CheckDagPlugin extends CheckPlugin {

  /** For a stock JNRPE server: asks the running agent. */
  public CheckDagPlugin() {
    super(Check.DAG);
  }

  /** For the agent: answers with what it has seen. */
  public CheckDagPlugin(Function<Thresholds, Outcome> outcome) {
    super(Check.DAG, outcome);
  }
}
