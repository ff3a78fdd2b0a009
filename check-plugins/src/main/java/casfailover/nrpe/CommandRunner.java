package casfailover.nrpe;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * From a query to its reply: each in its lane, each within its time, each with exactly one answer,
 * whatever the command does.
 */
final class CommandRunner {

  /** What check_nrpe asks when it is given no command. */
  static final String HELLO = "_NRPE_CHECK";

  private final CommandService service;
  private final Reply hello;
  private final RateLimitedLog log;

  CommandRunner(CommandService service, String hello, RateLimitedLog log) {
    this.service = service;
    this.hello = new Reply(0, hello);
    this.log = log;
  }

  /**
   * Answers a query; the stage never fails.
   *
   * @param timer what runs the time-out
   */
  CompletionStage<Reply> run(Caller caller, Query query, ScheduledExecutorService timer) {
    if (query.command().equals(HELLO)) {
      return CompletableFuture.completedFuture(hello);
    }
    Optional<Lane> lane;
    try {
      lane = service.lane(caller, query.command());
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(failed(query, e));
    }
    return lane.isEmpty()
        ? CompletableFuture.completedFuture(notDefined(query))
        : run(caller, query, lane.get(), timer);
  }

  private CompletionStage<Reply> run(
      Caller caller, Query query, Lane lane, ScheduledExecutorService timer) {
    Optional<WorkPool.Place> place = lane.pool().enter();
    if (place.isEmpty()) {
      return CompletableFuture.completedFuture(overloaded(lane));
    }
    Run run = new Run(caller, query, lane, place.get());
    run.startWithin(timer);
    return run.reply;
  }

  private Reply outcome(Query query, @Nullable Reply reply, @Nullable Throwable failure) {
    if (failure != null) {
      return failed(query, failure);
    }
    return reply != null ? reply : failed(query, new NullPointerException("no reply"));
  }

  private Reply failed(Query query, Throwable failure) {
    String command = Printable.word(query.command());
    log.error(command, "command '" + command + "' failed", failure);
    return Reply.unknown(
        "UNKNOWN - %s failed inside the agent, which is a defect: %s. Its log says more."
            .formatted(command, Printable.text(failure.toString())));
  }

  private static Reply notDefined(Query query) {
    return Reply.unknown(
        "NRPE: Command '%s' not defined".formatted(Printable.word(query.command())));
  }

  private static Reply overloaded(Lane lane) {
    return Reply.unknown(
        "UNKNOWN - not started: %d commands of the lane '%s' are unanswered already; ask again"
            .formatted(lane.pool().bound(), lane.pool().name()));
  }

  private static Reply notReached(Lane lane) {
    return Reply.unknown(
        "UNKNOWN - not started: every worker of the lane '%s' was busy for %d seconds; ask again"
            .formatted(lane.pool().name(), seconds(lane.timeout())));
  }

  private static Reply timedOut(Lane lane) {
    return Reply.unknown(
        "NRPE: Command timed out after %d seconds".formatted(seconds(lane.timeout())));
  }

  private static Reply stopping(Lane lane) {
    return Reply.unknown(
        "UNKNOWN - not started: the lane '%s' is closed, the agent is stopping"
            .formatted(lane.pool().name()));
  }

  private static long seconds(Duration time) {
    return time.plusMillis(999).toSeconds();
  }

  /** One command on its way. */
  private final class Run implements Runnable {

    final CompletableFuture<Reply> reply = new CompletableFuture<>();

    private final Caller caller;
    private final Query query;
    private final Lane lane;
    private final WorkPool.Place place;

    /** Set by the worker or by the time-out, whichever comes first: a late one starts nothing. */
    private final AtomicBoolean claimed = new AtomicBoolean();

    Run(Caller caller, Query query, Lane lane, WorkPool.Place place) {
      this.caller = caller;
      this.query = query;
      this.lane = lane;
      this.place = place;
    }

    void startWithin(ScheduledExecutorService timer) {
      Future<?> timeout =
          timer.schedule(this::onTimeout, lane.timeout().toNanos(), TimeUnit.NANOSECONDS);
      onceAnswered(() -> timeout.cancel(false));
      try {
        place.run(this);
      } catch (RejectedExecutionException e) {
        place.leave();
        reply.complete(stopping(lane));
      }
    }

    @Override
    public void run() {
      if (!claimed.compareAndSet(false, true)) {
        return;
      }
      ask().whenComplete((answer, failure) -> reply.complete(outcome(query, answer, failure)));
      // Not before the service has returned: until then a worker is busy, answered or not.
      onceAnswered(place::leave);
    }

    private void onceAnswered(Runnable then) {
      CompletionStage<Reply> answered = reply;
      answered.thenRun(then);
    }

    private CompletionStage<Reply> ask() {
      try {
        return Objects.requireNonNull(service.answer(caller, query), "no stage");
      } catch (Throwable e) {
        return CompletableFuture.failedStage(e);
      }
    }

    private void onTimeout() {
      if (claimed.compareAndSet(false, true)) {
        place.withdraw(this);
        reply.complete(notReached(lane));
      } else {
        reply.complete(timedOut(lane));
      }
    }
  }
}
