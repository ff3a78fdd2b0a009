package casfailover.lab;

import java.util.Arrays;
import java.util.List;

/**
 * How many requests a server answered, and how fast.
 *
 * @param micros how long all of it lasted, in microseconds
 * @param p50 how long a request took, from the connect to the end of its connection, in
 *     microseconds: the median
 * @param p99 the same: one of a hundred took longer
 */
record Load(long requests, long micros, long p50, long p99) {

  static Load of(long micros, List<Long> each) {
    List<Long> sorted = each.stream().sorted().toList();
    return new Load(sorted.size(), micros, percentile(sorted, 50), percentile(sorted, 99));
  }

  private static long percentile(List<Long> sorted, int percent) {
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }

  static Load read(String line) {
    long[] field = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Load(field[0], field[1], field[2], field[3]);
  }

  @Override
  public String toString() {
    return requests + " " + micros + " " + p50 + " " + p99;
  }

  double perSecond() {
    return requests * 1e6 / micros;
  }
}
