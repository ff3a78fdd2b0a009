package casfailover.lab;

import java.util.Optional;

/** A monitor's daemon on a host, which may be started again. */
final class Daemon {
  private final Lab lab;
  private final Host host;
  private final String log;
  private Optional<Process> process = Optional.empty();

  /**
   * One that does not run yet.
   *
   * @param log the name of the log that takes what it prints
   */
  Daemon(Lab lab, Host host, String log) {
    this.lab = lab;
    this.host = host;
    this.log = log;
  }

  void start(String... command) {
    process = Optional.of(lab.start(host, log, command));
  }

  /** Ends it, and waits until it has written down what it knows. */
  void stop() {
    process.ifPresent(
        running -> {
          running.destroy();
          running.onExit().join();
        });
  }
}
