package casfailover.nrpe;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded set of workers with a name, for commands that may slow each other but nobody else. Its
 * bound counts the commands that wait, that are at work, and whose outcome is still to come.
 */
public final class WorkPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkPool.class);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(5);

  private final String name;
  private final int bound;
  private final Semaphore places;
  private final ThreadPoolExecutor workers;

  /**
   * Workers that start when they are first needed.
   *
   * @param name a word for a sentence: {@code checks}
   * @param threads how many commands may work at a time
   * @param bound how many commands may be unanswered at a time
   */
  public WorkPool(String name, int threads, int bound) {
    this.name = name;
    this.bound = bound;
    this.places = new Semaphore(bound);
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("nrpe-" + name, true));
    workers.allowCoreThreadTimeOut(true);
  }

  /** The name that the pool was given. */
  public String name() {
    return name;
  }

  /** How many commands may be unanswered at a time. */
  public int bound() {
    return bound;
  }

  /** A place in this pool, or empty if all are taken. */
  Optional<Place> enter() {
    return places.tryAcquire() ? Optional.of(new Place()) : Optional.empty();
  }

  /**
   * Takes nothing more, and waits a moment for what is at work. Nothing is interrupted: the threads
   * are daemons, so that what does not end does not keep the program.
   */
  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn(
            "{} commands of the lane '{}' did not end within {} s and are left to themselves",
            workers.getActiveCount() + workers.getQueue().size(),
            name,
            END.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One command's place, given back once. */
  final class Place {
    private final AtomicBoolean left = new AtomicBoolean();

    /** Lets a worker do the task; throws RejectedExecutionException once the pool is closed. */
    void run(Runnable task) {
      workers.execute(task);
    }

    /** Gives the place back without having the task done. */
    void withdraw(Runnable task) {
      workers.remove(task);
      leave();
    }

    void leave() {
      if (left.compareAndSet(false, true)) {
        places.release();
      }
    }
  }
}
