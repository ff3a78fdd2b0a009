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
 * Announces by arping of iputils: gratuitous ARP as a request and as a reply, since some neighbours
 * learn only from one of them, at once and again after 100 ms, 500 ms and 2 s, since a single
 * packet may be lost. Each is a run of its own that sends one packet.
 */
public final class ArpingAnnouncer implements Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(ArpingAnnouncer.class);
  private static final List<Duration> LATER =
      List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(2000));
  private static final List<String> KINDS = List.of("-U", "-A");

  /** The program waits a second for answers that nobody gives; the packet is long gone then. */
  private static final Duration DEADLINE = Duration.ofMillis(1500);

  /** Its exit code where it could not send; that nobody answers is 0 or 1. */
  private static final int FAILED = 2;

  private final Path program;
  private final CommandRunner runner;
  private final ScheduledExecutorService timer;
  private final List<Future<?>> planned = new ArrayList<>();
  private final List<Announcement> running = new ArrayList<>();
  private int silences;

  /**
   * An announcer.
   *
   * @param program the absolute path of arping
   * @param runner runs it
   * @param timer starts the runs; it is not shut down by this announcer
   */
  public ArpingAnnouncer(Path program, CommandRunner runner, ScheduledExecutorService timer) {
    this.program = program;
    this.runner = runner;
    this.timer = timer;
  }

  @Override
  public synchronized void announce(Cidr address, String networkInterface) {
    int now = silences;
    planned.removeIf(Future::isDone);
    KINDS.forEach(kind -> send(kind, address, networkInterface, now));
    for (Duration after : LATER) {
      planned.add(
          timer.schedule(
              () -> KINDS.forEach(kind -> send(kind, address, networkInterface, now)),
              after.toMillis(),
              TimeUnit.MILLISECONDS));
    }
  }

  /** Starts one run, unless silence came between; silence waits for a start that is under way. */
  private synchronized void send(String kind, Cidr address, String networkInterface, int then) {
    if (silences == then) {
      Command command =
          Command.of(
              program, DEADLINE, kind, "-c1", "-I", networkInterface, address.address().toString());
      running.removeIf(announcement -> announcement.over);
      running.add(new Announcement(command));
    }
  }

  @Override
  public synchronized void silence() {
    silences++;
    planned.forEach(future -> future.cancel(false));
    planned.clear();
    running.forEach(announcement -> announcement.child.end());
    running.clear();
  }

  /** One run; nobody answers it, and that it could not be made is told to the log. */
  private final class Announcement implements LineListener {
    private final Command command;
    private final Child child;
    private volatile boolean over;

    Announcement(Command command) {
      this.command = command;
      this.child = runner.start(command, this);
    }

    @Override
    public void line(String line) {
      LOG.debug("{}: {}", command, line);
    }

    @Override
    public void ended(Ended how) {
      over = true;
      boolean failed =
          how instanceof Ended.NotStarted
              || (how instanceof Ended.Exited exited && exited.code() == FAILED);
      if (failed) {
        LOG.warn("the address was not announced: {}", how.sentence(command));
      }
    }
  }
}
