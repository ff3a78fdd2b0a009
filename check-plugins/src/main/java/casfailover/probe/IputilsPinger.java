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
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Pings by the program of iputils, one long run of it for each target. A run ends after a bounded
 * number of pings, so that none is left behind for long when this program is killed, and the next
 * one begins at once; after one that sent nothing it begins after a pause that grows.
 */
public final class IputilsPinger implements Pinger {

  private static final int PINGS_OF_A_RUN = 600;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Path program;
  private final Timing timing;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;
  private final ScheduledExecutorService timer;

  /**
   * A pinger.
   *
   * @param program the path of ping
   * @param timing from one ping to the next, how long an answer counts, how many pings are summed
   *     up
   * @param runner runs the program
   * @param clock dates what is seen
   * @param timer begins the next run after a pause; it is not shut down by this pinger
   */
  public IputilsPinger(
      Path program,
      Timing timing,
      CommandRunner runner,
      Supplier<Moment> clock,
      ScheduledExecutorService timer) {
    this.program = program;
    this.timing = timing;
    this.runner = runner;
    this.clock = clock;
    this.timer = timer;
  }

  @Override
  public Watch watch(Ipv4 target, Consumer<Sighting> listener) {
    Run run = new Run(target, listener);
    run.begin();
    return run;
  }

  private Command command(Ipv4 target) {
    // Twice the time that the pings take, for a machine that is busy.
    Duration longest =
        timing.pingInterval().multipliedBy(2L * PINGS_OF_A_RUN).plus(timing.pingDeadline());
    return Command.of(
        program,
        longest.plusSeconds(10),
        "-n",
        "-O",
        "-i",
        seconds(timing.pingInterval()),
        "-W",
        seconds(timing.pingDeadline()),
        "-c",
        Integer.toString(PINGS_OF_A_RUN),
        target.toString());
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  /** The runs of the program for one target, one after the other. */
  private final class Run implements Watch, LineListener {
    private final Command command;
    private final Consumer<Sighting> listener;
    private final PingWindow window;
    private Optional<Child> child = Optional.empty();
    private Optional<Future<?>> next = Optional.empty();
    private Duration pause = FIRST_PAUSE;
    private boolean sent;
    private boolean closed;

    Run(Ipv4 target, Consumer<Sighting> listener) {
      this.command = command(target);
      this.listener = listener;
      this.window = new PingWindow(target, timing.limit(), timing.pingDeadline());
    }

    synchronized void begin() {
      if (!closed) {
        sent = false;
        window.newRun();
        Child started = runner.start(command, this);
        child = Optional.of(started);
      }
    }

    @Override
    public synchronized void line(String line) {
      if (!closed) {
        window.read(line).ifPresent(this::tell);
      }
    }

    private void tell(PingWindow.News news) {
      sent = true;
      pause = FIRST_PAUSE;
      Moment now = clock.get();
      if (news instanceof PingWindow.News.Answered answered) {
        listener.accept(
            new Sighting.Seen(before(now, answered.roundTrip()), now, answered.replies()));
      } else if (news instanceof PingWindow.News.Missed missed) {
        listener.accept(
            new Sighting.Silent(before(now, timing.pingInterval()), now, missed.replies()));
      }
    }

    @Override
    public synchronized void ended(Ended how) {
      if (closed) {
        return;
      }
      if (sent) {
        next = Optional.of(timer.submit(this::begin));
        return;
      }
      Moment now = clock.get();
      listener.accept(new Sighting.Unknown(now, now, how.sentence(command)));
      next = Optional.of(timer.schedule(this::begin, pause.toMillis(), TimeUnit.MILLISECONDS));
      pause = pause.multipliedBy(2);
      if (pause.compareTo(LONGEST_PAUSE) > 0) {
        pause = LONGEST_PAUSE;
      }
    }

    @Override
    public synchronized void close() {
      closed = true;
      next.ifPresent(future -> future.cancel(false));
      child.ifPresent(Child::end);
    }
  }

  private static Moment before(Moment now, Duration time) {
    return now.plus(time.negated());
  }
}
