package casfailover.config;

import casfailover.pair.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A kind of operating system, as far as defaults differ. */
public sealed interface Platform {

  /** The folder where the program keeps its state unless the settings name another. */
  Path stateDir();

  /** Where the settings are unless a program is told another place. */
  Path settings();

  /** The PowerShell that comes with the system, where one does. */
  Optional<Path> powershell();

  /** How long one add of an address takes at the most. */
  Duration add();

  /** The times of a pair whose settings name none. */
  Timing timing();

  /** Linux and its kin. */
  record Posix() implements Platform {
    @Override
    public Path stateDir() {
      return Path.of("/var/lib/cas-failover");
    }

    @Override
    public Path settings() {
      return Path.of("/etc/cas-failover/cas-failover.cfg");
    }

    @Override
    public Optional<Path> powershell() {
      return Optional.empty();
    }

    @Override
    public Duration add() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Timing timing() {
      return Timing.DEFAULT;
    }
  }

  /**
   * Windows.
   *
   * @param systemRoot the value of {@code %SystemRoot%}
   * @param programData the value of {@code %ProgramData%}
   */
  record Windows(Path systemRoot, Path programData) implements Platform {
    @Override
    public Path stateDir() {
      return programData.resolve("cas-failover");
    }

    @Override
    public Path settings() {
      return programData.resolve("cas-failover").resolve("cas-failover.cfg");
    }

    @Override
    public Optional<Path> powershell() {
      return Optional.of(
          systemRoot
              .resolve("System32")
              .resolve("WindowsPowerShell")
              .resolve("v1.0")
              .resolve("powershell.exe"));
    }

    /** Duplicate address detection has three probes, a second apart. */
    @Override
    public Duration add() {
      return Duration.ofSeconds(6);
    }

    /** Longer where an add must fit in, or where each look starts a program. */
    @Override
    public Timing timing() {
      return Timing.DEFAULT_ON_WINDOWS;
    }
  }

  /**
   * The platform by the name that Java has for it.
   *
   * @param osName the system property {@code os.name}
   * @param environment the environment, asked for {@code SystemRoot} and {@code ProgramData}
   */
  static Platform of(String osName, Map<String, String> environment) {
    if (!osName.startsWith("Windows")) {
      return new Posix();
    }
    return new Windows(
        Path.of(environment.getOrDefault("SystemRoot", "C:\\Windows")),
        Path.of(environment.getOrDefault("ProgramData", "C:\\ProgramData")));
  }
}
