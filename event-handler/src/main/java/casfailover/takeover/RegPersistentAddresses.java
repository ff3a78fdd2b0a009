package casfailover.takeover;

import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Asks the registry, where Windows keeps the fixed addresses of its interfaces. Names and types of
 * values are the same in every language; what else the program prints is not read.
 */
public final class RegPersistentAddresses implements PersistentAddresses {

  private static final String INTERFACES =
      "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces";

  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final Path program;
  private final CommandRunner runner;

  /**
   * The addresses in the registry.
   *
   * @param program the absolute path of reg.exe
   * @param runner runs it
   */
  public RegPersistentAddresses(Path program, CommandRunner runner) {
    this.program = program;
    this.runner = runner;
  }

  @Override
  public Answer holds(Ipv4 address) {
    Command command =
        Command.of(program, DEADLINE, "query", INTERFACES, "/s", "/v", "IPAddress").alone();
    Ended ended = runner.run(command);
    if (!(ended instanceof Ended.Exited exited)) {
      return new Answer.Unknown(ended.sentence(command));
    }
    List<String> values =
        exited
            .out()
            .lines()
            .map(line -> line.strip().split("\\s+", 3))
            .filter(words -> words.length >= 2 && words[0].equals("IPAddress"))
            .map(words -> words.length == 3 ? words[2] : "")
            .toList();
    if (values.isEmpty()) {
      // A server with a fixed address has at least one.
      return new Answer.Unknown(ended.sentence(command));
    }
    return values.stream()
            .flatMap(value -> Arrays.stream(value.split("\\\\0|[\\s,]+")))
            .anyMatch(address.toString()::equals)
        ? new Answer.Persistent()
        : new Answer.Passing();
  }
}
