package casfailover.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How often what happened in the runs. */
final class Coverage {

  private final Map<String, long[]> counts = new TreeMap<>();

  void count(String what) {
    counts.computeIfAbsent(what, w -> new long[1])[0]++;
  }

  long of(String what) {
    long[] count = counts.get(what);
    return count == null ? 0 : count[0];
  }

  void add(Coverage other) {
    other.counts.forEach((what, n) -> counts.computeIfAbsent(what, w -> new long[1])[0] += n[0]);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach((what, n) -> text.append(String.format("%8d  %s%n", n[0], what)));
    return text.toString();
  }
}
