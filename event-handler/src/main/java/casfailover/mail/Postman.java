package casfailover.mail;

import casfailover.sight.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one sender of letters, on a thread of its own: it sends what waits in the outbox one after
 * the other, and after a failure waits longer and longer. Nobody waits for it.
 */
public final class Postman implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  private final Outbox outbox;
  private final SendingRound round;
  private final Duration patience;
  private final Thread thread = new Thread(this::run, "postman");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<CompletableFuture<MailState>> asking = new ArrayList<>();
  private boolean woken;
  private boolean closed;
  private volatile MailState state;

  /**
   * A postman that has not started.
   *
   * @param patience how long {@link #close} waits for a letter that is just being delivered
   */
  public Postman(Outbox outbox, Courier courier, Supplier<Moment> clock, Duration patience) {
    this.outbox = outbox;
    this.round = new SendingRound(outbox, courier, clock);
    this.patience = patience;
    this.state = round.state();
    thread.setDaemon(true);
  }

  /** Begins to send; what waits from before a restart goes out first. */
  public void start() {
    thread.start();
  }

  /** Says that there is something new to send, or that now is a good time to try again. */
  public void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tries all that waits now, also what was put aside since no server would take it.
   *
   * @return how the mail does after that
   */
  public CompletableFuture<MailState> flush() {
    CompletableFuture<MailState> answer = new CompletableFuture<>();
    outbox.revive();
    lock.lock();
    try {
      asking.add(answer);
    } finally {
      lock.unlock();
    }
    wake();
    return answer;
  }

  /**
   * Tries all that waits once, on the thread that calls, for a program that has no postman.
   *
   * @return how the mail does after that
   */
  public static MailState once(Outbox outbox, Courier courier, Supplier<Moment> clock) {
    outbox.revive();
    SendingRound round = new SendingRound(outbox, courier, clock);
    Optional<Duration> pause = Optional.of(Duration.ZERO);
    while (goesOnAtOnce(pause)) {
      pause = round.step();
    }
    return round.state();
  }

  private static boolean goesOnAtOnce(Optional<Duration> pause) {
    return pause.filter(Duration.ZERO::equals).isPresent();
  }

  /** How the mail does: what waits now, and how the last step ended. */
  public MailState state() {
    MailState last = state;
    return new MailState(
        outbox.waiting(),
        outbox.rejected(),
        last.failures(),
        last.lastSuccess(),
        last.lastTrouble());
  }

  /**
   * Stops. A letter that a server is just taking is waited for, but not for long: it stays in the
   * outbox, and the next start sends it.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    asked().forEach(answer -> answer.complete(state()));
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Optional<Duration> pause = Optional.of(Duration.ZERO);
    List<CompletableFuture<MailState>> answered = asked();
    while (goesOn(pause)) {
      if (!goesOnAtOnce(pause)) {
        answered = asked();
      }
      pause = step();
      if (!goesOnAtOnce(pause)) {
        answered.forEach(answer -> answer.complete(state()));
        answered = List.of();
      }
    }
  }

  /** Who waits for a round of sending that begins now. */
  private List<CompletableFuture<MailState>> asked() {
    lock.lock();
    try {
      List<CompletableFuture<MailState>> all = List.copyOf(asking);
      asking.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Duration> step() {
    try {
      Optional<Duration> pause = round.step();
      state = round.state();
      return pause;
    } catch (RuntimeException e) {
      LOG.error("the sending of mail broke and is tried again in a minute", e);
      return Optional.of(Duration.ofMinutes(1));
    }
  }

  /** Waits as long as it is told, or until it is woken or closed. */
  private boolean goesOn(Optional<Duration> pause) {
    lock.lock();
    try {
      long nanos = pause.map(Duration::toNanos).orElse(0L);
      while (!closed && !woken && asking.isEmpty() && (pause.isEmpty() || nanos > 0)) {
        if (pause.isEmpty()) {
          changed.await();
        } else {
          nanos = changed.awaitNanos(nanos);
        }
      }
      woken = false;
      return !closed;
    } catch (InterruptedException e) {
      LOG.warn("the sending of mail was interrupted and ends; what waits is sent after a restart");
      return false;
    } finally {
      lock.unlock();
    }
  }
}
