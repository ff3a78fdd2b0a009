package casfailover.program;

import casfailover.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the guard process is started: by the Java that runs this program, with the same classes. */
final class GuardCommand {

  /** It ends by itself when nothing is left to guard. */
  private static final Duration LONGER_THAN_ANY_AGENT = Duration.ofDays(3650);

  private GuardCommand() {}

  /**
   * A guard beside that of an agent.
   *
   * @param claim the file that names the guard in charge, instead of the one that agents share
   */
  static Command apart(Path home, Path file, Path claim) {
    Command guard = of(home, Optional.of(file));
    List<String> words = new ArrayList<>(guard.arguments());
    words.add(claim.toString());
    return new Command(guard.program(), words, guard.deadline(), guard.outputLimit());
  }

  /**
   * The command.
   *
   * @param home the folder of the installed program
   * @param file the settings; empty for a program that starts no guard
   */
  static Command of(Path home, Optional<Path> file) {
    return new Command(
        java(Path.of(System.getProperty("java.home"))),
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx16m",
            "-Dcasfailover.home=" + home,
            "-cp",
            System.getProperty("java.class.path"),
            CasAgent.class.getName(),
            "--config",
            file.map(Path::toString).orElse(""),
            CasAgent.GUARD),
        LONGER_THAN_ANY_AGENT,
        1024);
  }

  private static Path java(Path home) {
    Path onWindows = home.resolve("bin").resolve("java.exe");
    return Files.exists(onWindows) ? onWindows : home.resolve("bin").resolve("java");
  }
}
