package casfailover.takeover;

import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks Windows by one run of a fixed script, which itself waits until the state is settled. Its
 * words are those of .NET, and the same in every language.
 */
public final class PowerShellDuplicateDetection implements DuplicateDetection {

  /** How long the state may take to settle: three probes a second apart, and some more. */
  private static final Duration WAIT = Duration.ofSeconds(5);

  /** The start of PowerShell comes on top. */
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private static final Pattern STATE =
      Pattern.compile("^STATE ([A-Za-z]+)\\s*$", Pattern.MULTILINE);

  private final Path powershell;
  private final Path script;
  private final CommandRunner runner;

  /**
   * A detection.
   *
   * @param powershell the absolute path of powershell.exe
   * @param script the absolute path of {@code address-state.ps1}
   * @param runner runs it
   */
  public PowerShellDuplicateDetection(Path powershell, Path script, CommandRunner runner) {
    this.powershell = powershell;
    this.script = script;
    this.runner = runner;
  }

  @Override
  public State settled(Ipv4 address) {
    Command command =
        Command.of(
            powershell,
            DEADLINE,
            "-NoProfile",
            "-NonInteractive",
            "-File",
            script.toString(),
            "-Address",
            address.toString(),
            "-Wait",
            Long.toString(WAIT.toMillis()));
    Ended ended = runner.run(command);
    if (ended instanceof Ended.Exited exited) {
      Matcher state = STATE.matcher(exited.out());
      if (state.find()) {
        return switch (state.group(1)) {
          case "Preferred" -> new State.Preferred();
          case "Duplicate" -> new State.Duplicate();
          default -> new State.Other(state.group(1));
        };
      }
    }
    return new State.Unknown(ended.sentence(command));
  }
}
