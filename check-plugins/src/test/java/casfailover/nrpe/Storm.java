package casfailover.nrpe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The fuzzer at work: attempts of consecutive numbers, several clients side by side. */
final class Storm {

  private static final int CLIENTS = 8;
  private static final int MOST_FAULTS = 10;

  private final FuzzTarget target;
  private final long seed;
  private final AtomicLong next;
  private final long to;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();

  /** Begins with the attempts of one seed, from one number up to another. */
  Storm(FuzzTarget target, long seed, long from, long to) {
    this.target = target;
    this.seed = seed;
    this.next = new AtomicLong(from);
    this.to = to;
    for (int i = 0; i < CLIENTS; i++) {
      Thread client = new Thread(this::run, "fuzz-client-" + i);
      clients.add(client);
      client.start();
    }
  }

  private void run() {
    for (long number = next.getAndIncrement();
        number < to && faults.size() < MOST_FAULTS;
        number = next.getAndIncrement()) {
      Attempt attempt = new Attempt(target, seed, number);
      try {
        attempt.run();
      } catch (Attempt.Wrong | IOException | RuntimeException e) {
        faults.add(attempt + ": " + e);
      }
    }
  }

  boolean isOver() {
    return clients.stream().noneMatch(Thread::isAlive);
  }

  /** Waits for the end of all attempts, and answers with what was wrong. */
  Queue<String> await() throws InterruptedException {
    for (Thread client : clients) {
      client.join();
    }
    return faults;
  }
}
