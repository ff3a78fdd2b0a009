package casfailover.takeover;

import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An ip that runs already and waits for one line, so that a change of an address takes no start of
 * a program. It makes one change; one that is not wanted ends after a while by itself.
 */
final class WaitingIp implements LineListener {

  private static final Duration WAITS = Duration.ofSeconds(10);

  /** It must not be ended for having waited too long while it makes a change. */
  private static final Duration WILLING = Duration.ofSeconds(5);

  /** How long one that was ended may take to be gone. */
  private static final Duration GONE = Duration.ofSeconds(1);

  private final long begun = System.nanoTime();
  private final CompletableFuture<Ended> end = new CompletableFuture<>();
  private final Child child;

  WaitingIp(Path program, CommandRunner runner) {
    this.child = runner.start(Command.of(program, WAITS, "-batch", "-").alone(), this);
  }

  /** A change that it was told to make. */
  final class Change {
    private final Duration deadline;
    private final long told = System.nanoTime();

    private Change(Duration deadline) {
      this.deadline = deadline;
    }

    /** Whether it may still come: ip has not ended, as it does at once where it fails. */
    boolean mayCome() {
      return !end.isDone() && left() > 0 && !Thread.currentThread().isInterrupted();
    }

    private long left() {
      return Math.max(0, deadline.toNanos() - (System.nanoTime() - told));
    }

    /** Waits for the end of ip within its deadline, and says how it ended. */
    Ended end() {
      letGo();
      try {
        return end.get(left(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        child.end();
      } catch (InterruptedException e) {
        child.end();
        Thread.currentThread().interrupt();
      }
      Ended late = new Ended.TimedOut("", "", deadline);
      return end.completeOnTimeout(late, GONE.toNanos(), TimeUnit.NANOSECONDS).join();
    }

    /** Has it end by itself in half of a time, or ends it; whether it has ended after all of it. */
    boolean isOverWithin(Duration time) {
      letGo();
      if (!ends(time.dividedBy(2))) {
        child.end();
      }
      return ends(time.dividedBy(2));
    }

    private boolean ends(Duration time) {
      try {
        end.get(time.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return end.isDone();
    }

    /** Has it end by itself, and waits for nothing. */
    void letGo() {
      child.fallSilent();
    }
  }

  /**
   * Has it do what a run of the command would.
   *
   * @return nothing if it waits no more, and nothing was done
   */
  Optional<Change> make(Command command) {
    if (!end.isDone() && System.nanoTime() - begun <= WILLING.toNanos()) {
      try {
        child.say(String.join(" ", command.arguments()));
        return Optional.of(new Change(command.deadline()));
      } catch (IOException e) {
        // It did not read the line, or not to its end: in both cases it did nothing.
      }
    }
    end();
    return Optional.empty();
  }

  /** Ends it where it is not wanted any more. */
  void end() {
    child.end();
  }

  @Override
  public void line(String line) {}

  @Override
  public void ended(Ended how) {
    end.complete(how);
  }
}
