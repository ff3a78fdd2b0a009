package casfailover.nrpe;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A monitor that asks all the time, in every version, plain and over TLS, and keeps account. */
final class SteadyClient implements AutoCloseable {

  private static final List<PacketVersion> VERSIONS = List.of(PacketVersion.values());
  private static final long PAUSE_MILLIS = 5;

  private final FuzzTarget target;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "steady-client");
  private volatile long answered;

  SteadyClient(FuzzTarget target) {
    this.target = target;
    thread.start();
  }

  private void run() {
    try (NrpeClient client = NrpeClient.alone()) {
      for (long i = 0; !end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); i++) {
        Query query = Query.of("echo", "steady " + i);
        target.ledger().allow(query.text());
        NrpeTarget way = target.way(VERSIONS.get((int) (i % 3)), i % 10 == 0);
        Answer answer = client.askAndWait(way, query);
        if (!answer.equals(new Answer.Answered(new Reply(0, Ledger.said(query.text()))))) {
          faults.add(query.text() + " in " + way.version() + ": " + answer);
        }
        answered = i + 1;
      }
    } catch (InterruptedException e) {
      faults.add("was interrupted");
    }
  }

  Queue<String> faults() {
    return faults;
  }

  long answered() {
    return answered;
  }

  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
