package casfailover.program;

import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.exchange.DagReader;
import casfailover.exchange.PowerShellDagReader;
import casfailover.exchange.TwoSessionDagReader;
import casfailover.process.CommandRunner;
import casfailover.sight.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How Exchange and the cluster are asked: by sessions of PowerShell that stay open. */
final class ExchangeParts {

  private static final Duration LONGEST_DAG_PAUSE = Duration.ofSeconds(30);
  private static final Duration POWERSHELL_OPENING = Duration.ofSeconds(40);
  private static final Duration DAG_DEADLINE = Duration.ofSeconds(60);
  private static final Duration QUORUM_DEADLINE = Duration.ofSeconds(20);

  private final Settings settings;
  private final Path home;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;

  /**
   * Parts for some settings.
   *
   * @param home the folder of the installed program
   */
  ExchangeParts(Settings settings, Path home, CommandRunner runner, Supplier<Moment> clock) {
    this.settings = settings;
    this.home = home;
    this.runner = runner;
    this.clock = clock;
  }

  Optional<DagReader> dagReader() {
    if (settings.dag() == DagSource.NONE) {
      return Optional.empty();
    }
    return Optional.of(new TwoSessionDagReader(session(DAG_DEADLINE), session(QUORUM_DEADLINE)));
  }

  private DagReader session(Duration deadline) {
    return new PowerShellDagReader(
        settings.powershell(),
        home.resolve("windows").resolve("dag-session.ps1"),
        sessionArguments(),
        deadline,
        POWERSHELL_OPENING,
        LONGEST_DAG_PAUSE,
        runner,
        clock);
  }

  /** What {@code dag-session.ps1} is told of this server and its peer. */
  List<String> sessionArguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-ExchangeUri",
                settings.exchangeUri().toString(),
                "-Self",
                settings.pair().self().name(),
                "-Peer",
                settings.pair().peer().name(),
                "-PeerAddress",
                settings.pair().peer().address().toString()));
    if (settings.exchangeSnapIn()) {
      arguments.add("-SnapIn");
    }
    return List.copyOf(arguments);
  }
}
