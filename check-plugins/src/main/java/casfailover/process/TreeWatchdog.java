package casfailover.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.Watchdog;

/**
 * A watchdog that ends a child together with its descendants. The one of the library ends the child
 * alone, and what the child started would live on with our pipes open.
 */
final class TreeWatchdog extends ExecuteWatchdog {

  private final Command.Tree tree;
  private final Runnable started;
  private Optional<Process> child = Optional.empty();

  // The builder that replaces this constructor cannot make a subclass.
  @SuppressWarnings("deprecation")
  TreeWatchdog(Command command, Runnable started) {
    super(command.deadline().toMillis());
    this.tree = command.tree();
    this.started = started;
  }

  @Override
  public synchronized void start(Process process) {
    child = Optional.of(process);
    super.start(process);
    started.run();
  }

  @Override
  public synchronized void timeoutOccured(Watchdog watchdog) {
    // Collected before the child dies: afterwards nobody knows whose children they were.
    List<ProcessHandle> tree = tree();
    super.timeoutOccured(watchdog);
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  synchronized void endTree() {
    tree().forEach(ProcessHandle::destroyForcibly);
  }

  /** How the child ended, if it did. */
  synchronized OptionalInt exitCode() {
    return child.filter(p -> !p.isAlive()).stream().mapToInt(Process::exitValue).findFirst();
  }

  private List<ProcessHandle> tree() {
    return child
        .filter(Process::isAlive)
        .map(p -> Stream.concat(descendants(p), Stream.of(p.toHandle())).toList())
        .orElse(List.of());
  }

  private Stream<ProcessHandle> descendants(Process process) {
    return tree == Command.Tree.ALONE ? Stream.empty() : process.descendants();
  }
}
