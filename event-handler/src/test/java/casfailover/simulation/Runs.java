package casfailover.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Many runs, side by side. */
final class Runs {

  /**
   * What came of them.
   *
   * @param coverage how often what happened
   * @param failed the seeds whose runs broke a rule, in order
   */
  record Sum(Coverage coverage, List<Simulation.Outcome> failed) {}

  private Runs() {}

  static Sum of(long first, long count, int threads, int mostFailures) {
    AtomicLong next = new AtomicLong(first);
    Coverage all = new Coverage();
    List<Simulation.Outcome> failed = new ArrayList<>();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread worker =
          new Thread(
              () -> {
                Coverage mine = new Coverage();
                Parts parts = new Parts();
                long seed = next.getAndIncrement();
                while (seed < first + count) {
                  Simulation.Outcome outcome = Simulation.run(seed, parts, mine);
                  if (outcome.broken().isPresent()) {
                    synchronized (failed) {
                      failed.add(outcome);
                      if (failed.size() >= mostFailures) {
                        next.set(first + count);
                      }
                    }
                  }
                  seed = next.getAndIncrement();
                }
                synchronized (all) {
                  all.add(mine);
                }
              },
              "simulation-" + i);
      workers.add(worker);
      worker.start();
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failed.sort(java.util.Comparator.comparingLong(o -> o.schedule().seed()));
    return new Sum(all, failed);
  }
}
