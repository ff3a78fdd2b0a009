package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.pair.Timing;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Pings by the program of Windows, which sends one a second: as many runs of it side by side as
 * make the interval of the settings. No process is started for a ping; each run sends a minute's
 * worth, so that none is left behind for long when this program is killed.
 */
public final class PingExePinger implements Pinger {

  private static final int PINGS_OF_A_RUN = 60;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PingExe ping;
  private final Timing timing;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;
  private final ScheduledExecutorService timer;

  /**
   * A pinger.
   *
   * @param program the path of PING.EXE
   * @param timing from one ping to the next, how long an answer counts, how many pings are summed
   *     up
   * @param runner runs the program
   * @param clock dates what is seen
   * @param timer begins runs later; it is not shut down by this pinger
   */
  public PingExePinger(
      Path program,
      Timing timing,
      CommandRunner runner,
      Supplier<Moment> clock,
      ScheduledExecutorService timer) {
    this.ping = new PingExe(program);
    this.timing = timing;
    this.runner = runner;
    this.clock = clock;
    this.timer = timer;
  }

  @Override
  public Watch watch(Ipv4 target, Consumer<Sighting> listener) {
    Target watched = new Target(target, listener);
    long interval = timing.pingInterval().toNanos();
    long lanes = Math.max(1, (PingExe.APART.toNanos() + interval - 1) / interval);
    for (long lane = 0; lane < lanes; lane++) {
      watched.add(timing.pingInterval().multipliedBy(lane));
    }
    return watched;
  }

  /** One target and the runs that ping it. */
  private final class Target implements Watch {
    private final Ipv4 address;
    private final Consumer<Sighting> listener;
    private final LastPings pings = new LastPings(timing.limit());
    private final List<Lane> lanes = new ArrayList<>();

    Target(Ipv4 address, Consumer<Sighting> listener) {
      this.address = address;
      this.listener = listener;
    }

    void add(Duration later) {
      Lane lane = new Lane(this);
      lanes.add(lane);
      lane.beginAfter(later);
    }

    synchronized void answered(String line) {
      Duration roundTrip = PingExe.roundTrip(line).orElse(Duration.ZERO);
      Moment now = clock.get();
      listener.accept(
          new Sighting.Seen(now.plus(roundTrip.negated()), now, pings.answered(roundTrip)));
    }

    synchronized void missed() {
      Moment now = clock.get();
      listener.accept(
          new Sighting.Silent(now.plus(timing.pingDeadline().negated()), now, pings.missed()));
    }

    synchronized void failed(String why) {
      Moment now = clock.get();
      listener.accept(new Sighting.Unknown(now, now, why));
    }

    @Override
    public void close() {
      lanes.forEach(Lane::close);
    }
  }

  /**
   * One run after the other. A run prints a blank line and a heading, then a line for each ping,
   * then a blank line and its sums: which is which is told by the place, since the words are not
   * always the same.
   */
  private final class Lane implements LineListener {
    private final Target target;
    private final Command command;
    private Optional<Child> child = Optional.empty();
    private Optional<Future<?>> next = Optional.empty();
    private Place place = Place.HEADING;
    private boolean sent;
    private boolean closed;

    private enum Place {
      HEADING,
      PINGS,
      SUMS
    }

    Lane(Target target) {
      this.target = target;
      this.command = ping.command(target.address, PINGS_OF_A_RUN, timing.pingDeadline());
    }

    synchronized void beginAfter(Duration time) {
      next = Optional.of(timer.schedule(this::begin, time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void begin() {
      if (!closed) {
        place = Place.HEADING;
        sent = false;
        child = Optional.of(runner.start(command, this));
      }
    }

    @Override
    public synchronized void line(String line) {
      if (closed) {
        return;
      }
      if (place == Place.HEADING) {
        place = line.isBlank() ? Place.HEADING : Place.PINGS;
      } else if (place == Place.PINGS && line.isBlank()) {
        place = Place.SUMS;
      } else if (place == Place.PINGS) {
        sent = true;
        if (PingExe.answers(line, target.address)) {
          target.answered(line);
        } else {
          target.missed();
        }
      }
    }

    @Override
    public synchronized void ended(Ended how) {
      if (closed) {
        return;
      }
      if (!sent) {
        target.failed(how.sentence(command));
      }
      beginAfter(sent ? Duration.ZERO : PAUSE);
    }

    synchronized void close() {
      closed = true;
      next.ifPresent(future -> future.cancel(false));
      child.ifPresent(Child::end);
    }
  }
}
