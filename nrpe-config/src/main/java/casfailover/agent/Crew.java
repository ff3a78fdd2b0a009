package casfailover.agent;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The threads for one kind of work. What comes after they were told to end is not begun: the keeper
 * has ended before them and waits for nothing any more.
 */
final class Crew implements AutoCloseable {

  private final ThreadPoolExecutor threads;
  private final Consumer<Throwable> broken;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * A crew that begins with its first work.
   *
   * @param name a word for its threads
   * @param size how much it does at a time; the rest waits, in order
   * @param broken is told of work that did not end in an answer: somebody waits for that in vain
   */
  Crew(String name, int size, Consumer<Throwable> broken) {
    AtomicInteger number = new AtomicInteger();
    this.broken = broken;
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  void begin(Runnable work) {
    underWay.incrementAndGet();
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            broken.accept(e);
          } finally {
            underWay.decrementAndGet();
          }
        });
  }

  /** Whether all that was begun so far is done. */
  boolean isIdle() {
    return underWay.get() == 0;
  }

  /** Begins nothing more; what waits in order is still done. */
  @Override
  public void close() {
    threads.shutdown();
  }

  /** Waits until all is done; whether it was within a time. */
  boolean ended(Duration within) throws InterruptedException {
    return threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
  }
}
