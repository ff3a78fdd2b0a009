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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces by arping of iputils: gratuitous ARP as a request and as a reply, since some neighbours
 * learn only from one of them. Each is a run of its own that sends one packet at once.
 */
public final class ArpingAnnouncer implements Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(ArpingAnnouncer.class);
  private static final List<String> KINDS = List.of("-U", "-A");

  /** The program waits a second for answers that nobody gives; the packet is long gone then. */
  private static final Duration DEADLINE = Duration.ofMillis(1500);

  /** Its exit code where it could not send; that nobody answers is 0 or 1. */
  private static final int FAILED = 2;

  /** More run at once only where the machine hangs, and more would not help it. */
  private static final int AT_ONCE = 32;

  private final Path program;
  private final CommandRunner runner;
  private final List<Announcement> running = new ArrayList<>();

  /**
   * An announcer.
   *
   * @param program the absolute path of arping
   * @param runner runs it
   */
  public ArpingAnnouncer(Path program, CommandRunner runner) {
    this.program = program;
    this.runner = runner;
  }

  @Override
  public synchronized void announce(Cidr address, String networkInterface) {
    running.removeIf(announcement -> announcement.over);
    if (running.size() > AT_ONCE - KINDS.size()) {
      LOG.warn("{} is not announced: {} announcements still run", address, running.size());
      return;
    }
    for (String kind : KINDS) {
      running.add(
          new Announcement(
              Command.of(
                  program,
                  DEADLINE,
                  kind,
                  "-c1",
                  "-I",
                  networkInterface,
                  address.address().toString())));
    }
  }

  @Override
  public synchronized void silence() {
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
