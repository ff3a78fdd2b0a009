package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The announcements that run, each a program of its own. Nobody waits for one; that it could not be
 * made is told to the log.
 */
final class Announcements {

  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final CommandRunner runner;
  private final int most;
  private final Predicate<Ended> failed;
  private final List<Announcement> running = new ArrayList<>();

  /**
   * No announcement yet.
   *
   * @param runner runs the programs
   * @param most how many may run at once; more do only where the machine hangs, and more would not
   *     help it
   * @param failed tells whether one that ended was not sent
   */
  Announcements(CommandRunner runner, int most, Predicate<Ended> failed) {
    this.runner = runner;
    this.most = most;
    this.failed = failed;
  }

  synchronized void begin(Cidr address, List<Command> commands) {
    running.removeIf(announcement -> announcement.over);
    if (running.size() > most - commands.size()) {
      LOG.warn("{} is not announced: {} announcements still run", address, running.size());
      return;
    }
    commands.forEach(command -> running.add(new Announcement(command)));
  }

  synchronized void silence() {
    running.forEach(announcement -> announcement.child.end());
    running.clear();
  }

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
      if (failed.test(how)) {
        LOG.warn("the address was not announced: {}", how.sentence(command));
      }
    }
  }
}
