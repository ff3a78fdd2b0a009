package casfailover.mail;

import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Optional;
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
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Optional<Duration> pause = Optional.of(Duration.ZERO);
    while (goesOn(pause)) {
      pause = step();
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
      while (!closed && !woken && (pause.isEmpty() || nanos > 0)) {
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
