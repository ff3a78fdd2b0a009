package casfailover.agent;

import casfailover.pair.Cidr;
import casfailover.takeover.Announcer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what would be announced. */
final class CountingAnnouncer implements Announcer {

  final Queue<Cidr> arrived = new ConcurrentLinkedQueue<>();
  final AtomicInteger announcements = new AtomicInteger();
  final AtomicInteger silences = new AtomicInteger();
  volatile boolean breaks;

  @Override
  public void arrived(Cidr address) {
    arrived.add(address);
    if (breaks) {
      throw new IllegalStateException("no network");
    }
  }

  @Override
  public void announce(Cidr address, String networkInterface) {
    announcements.incrementAndGet();
    if (breaks) {
      throw new IllegalStateException("no such program");
    }
  }

  @Override
  public void silence() {
    silences.incrementAndGet();
  }
}
