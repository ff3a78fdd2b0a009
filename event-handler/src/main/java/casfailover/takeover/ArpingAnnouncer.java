package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces by gratuitous ARP, by arping of iputils: at once, and again after 100, 500 and 2000 ms,
 * since one alone may be lost. arping sends at once and then stays for a second, so nobody waits
 * for it.
 */
public final class ArpingAnnouncer implements Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(ArpingAnnouncer.class);
  private static final List<Duration> LATER =
      List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2));
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private final Path program;
  private final CommandRunner runner;
  private final ScheduledExecutorService timer;
  private final List<Future<?>> planned = new ArrayList<>();
  private final List<Child> running = new ArrayList<>();

  /**
   * An announcer.
   *
   * @param program the path of arping
   * @param runner runs it
   * @param timer starts the later announcements; it is not shut down here
   */
  public ArpingAnnouncer(Path program, CommandRunner runner, ScheduledExecutorService timer) {
    this.program = program;
    this.runner = runner;
    this.timer = timer;
  }

  @Override
  public synchronized void announce(Cidr address, String networkInterface) {
    planned.removeIf(Future::isDone);
    once(address, networkInterface);
    for (Duration delay : LATER) {
      planned.add(
          timer.schedule(
              () -> planned(address, networkInterface), delay.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  /**
   * One of the later announcements; {@link #silence} cannot come between the look and the start.
   */
  private synchronized void planned(Cidr address, String networkInterface) {
    if (!Thread.currentThread().isInterrupted()) {
      once(address, networkInterface);
    }
  }

  private void once(Cidr address, String networkInterface) {
    Command command =
        Command.of(
            program, DEADLINE, "-U", "-c1", "-I", networkInterface, address.address().toString());
    List<Child> mine = new ArrayList<>(1);
    Child child =
        runner.start(
            command,
            new LineListener() {
              @Override
              public void line(String line) {
                LOG.debug("{}", line);
              }

              @Override
              public void ended(Ended how) {
                forget(mine);
              }
            });
    mine.add(child);
    running.add(child);
  }

  private synchronized void forget(List<Child> ended) {
    running.removeAll(ended);
  }

  @Override
  public synchronized void silence() {
    planned.forEach(task -> task.cancel(true));
    planned.clear();
    running.forEach(Child::end);
    running.clear();
  }
}
