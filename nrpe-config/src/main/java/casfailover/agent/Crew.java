package casfailover.agent;

import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The threads for one kind of work, as many as it needed at a time so far. What comes after they
 * were told to end is not begun: the keeper has ended before them and waits for nothing any more.
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
            1,
            size,
            Long.MAX_VALUE,
            TimeUnit.NANOSECONDS,
            new IfOneIsIdle(),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            Crew::queue);
  }

  /** Work that no idle thread takes at once is refused, so that the pool grows before it queues. */
  private static final class IfOneIsIdle extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean offer(Runnable work) {
      return tryTransfer(work);
    }

    /** It waits in order. */
    void keep(Runnable work) {
      super.offer(work);
    }
  }

  /** All threads are there and at work. */
  private static void queue(Runnable work, ThreadPoolExecutor threads) {
    if (!threads.isShutdown() && threads.getQueue() instanceof IfOneIsIdle queue) {
      queue.keep(work);
    }
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
