package casfailover.agent;

import casfailover.sight.Moment;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who has asked this agent for a check, and when last. */
final class Watchers {

  /** Who has not asked for so long is gone: what it reported last no longer holds. */
  static final Duration GONE = Duration.ofMinutes(5);

  private static final int MOST = 16;

  private final Map<String, Moment> asked = new ConcurrentHashMap<>();
  private volatile Optional<Moment> called = Optional.empty();
  private final Map<String, HardReport> reportHard = new ConcurrentHashMap<>();

  /** One monitoring system. */
  record Watcher(String name, Moment asked) {}

  /** What a monitor's polls have said since a first one, up to the last. */
  private record HardReport(Moment first, Moment last) {}

  /**
   * Notes that somebody asked; of too many the one that has been quiet for longest is forgotten.
   */
  synchronized void asked(String name, Moment now) {
    asked.put(name, now);
    if (asked.size() > MOST) {
      List<Watcher> latestFirst = all();
      asked.remove(latestFirst.get(latestFirst.size() - 1).name());
    }
  }

  /** Notes that an event handler called. */
  void called(Moment now) {
    called = Optional.of(now);
  }

  /** When an event handler called last. */
  Optional<Moment> called() {
    return called;
  }

  /** Notes whether a poll said that the check of the peer is CRITICAL and HARD over there. */
  void reports(String name, boolean hard, Moment now) {
    if (!hard) {
      reportHard.remove(name);
      return;
    }
    if (reportHard.size() >= MOST) {
      reportHard.values().removeIf(report -> !now.within(GONE, report.last()));
    }
    if (reportHard.size() < MOST || reportHard.containsKey(name)) {
      reportHard.merge(
          name, new HardReport(now, now), (said, again) -> new HardReport(said.first(), now));
    }
  }

  /** Those whose polls have said so without a break for at least a time, and still do. */
  List<String> reportingHardFor(Duration time, Moment now) {
    return reportHard.entrySet().stream()
        .filter(e -> !now.within(time, e.getValue().first()))
        .filter(e -> now.within(GONE, e.getValue().last()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** All that have asked, the latest first. */
  List<Watcher> all() {
    return asked.entrySet().stream()
        .map(e -> new Watcher(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing((Watcher w) -> w.asked().monotonic()).reversed())
        .toList();
  }

  Optional<Watcher> latest() {
    return all().stream().findFirst();
  }
}
