package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
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
 * Announces by a ping from the address to the gateway: its traffic shows the switches the way, and
 * the gateway asks who the sender is. Whether it answers does not matter.
 */
public final class PingExeAnnouncer implements Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(PingExeAnnouncer.class);

  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final int AT_ONCE = 16;

  private final Path program;
  private final Ipv4 gateway;
  private final CommandRunner runner;
  private final List<Announcement> running = new ArrayList<>();

  /**
   * An announcer.
   *
   * @param program the absolute path of PING.EXE
   * @param gateway who is pinged
   * @param runner runs it
   */
  public PingExeAnnouncer(Path program, Ipv4 gateway, CommandRunner runner) {
    this.program = program;
    this.gateway = gateway;
    this.runner = runner;
  }

  @Override
  public synchronized void announce(Cidr address, String networkInterface) {
    running.removeIf(announcement -> announcement.over);
    if (running.size() >= AT_ONCE) {
      LOG.warn("{} is not announced: {} announcements still run", address, running.size());
      return;
    }
    running.add(
        new Announcement(
            Command.of(
                    program,
                    DEADLINE,
                    "-n",
                    "1",
                    "-w",
                    "500",
                    "-S",
                    address.address().toString(),
                    gateway.toString())
                .alone()));
  }

  @Override
  public synchronized void silence() {
    running.forEach(announcement -> announcement.child.end());
    running.clear();
  }

  /** One run; that it could not be made is told to the log. */
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
      if (how instanceof Ended.NotStarted) {
        LOG.warn("the address was not announced: {}", how.sentence(command));
      }
    }
  }
}
