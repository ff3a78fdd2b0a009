package casfailover.program;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Asks the system which program listens on a port, where it tells. */
final class PortHolder {

  private static final Path SS = Path.of("/usr/bin/ss");

  private PortHolder() {}

  /** The line of {@code ss} about it; empty where the system has no ss or shows nothing. */
  static Optional<String> of(int port) {
    if (!Files.isExecutable(SS)) {
      return Optional.empty();
    }
    Ended ended =
        new ExecCommandRunner()
            .run(Command.of(SS, Duration.ofSeconds(2), "-Hltnp", "sport = :" + port));
    return ended instanceof Ended.Exited exited && !exited.out().isBlank()
        ? Optional.of(exited.out().strip().replaceAll("\\s+", " "))
        : Optional.empty();
  }
}
