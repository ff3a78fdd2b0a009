package casfailover.simulation;

import java.util.Arrays;

/** What is to happen in a world, in order; its time is told in microseconds. */
final class Agenda {

  static final long SECOND = 1_000_000;
  static final long MILLI = 1_000;

  private long[] times = new long[256];
  private long[] orders = new long[256];
  private Runnable[] happenings = new Runnable[256];
  private int size;
  private long count;
  private long now;

  long now() {
    return now;
  }

  /** Enters something that happens at a time; what was entered first happens first. */
  void at(long time, Runnable happening) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      orders = Arrays.copyOf(orders, 2 * size);
      happenings = Arrays.copyOf(happenings, 2 * size);
    }
    int hole = size++;
    long order = count++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (times[parent] <= time) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, time, order, happening);
  }

  void in(long time, Runnable happening) {
    at(now + time, happening);
  }

  /** Lets the next thing happen, unless it comes after the end. */
  boolean next(long end) {
    if (size == 0 || times[0] > end) {
      now = end;
      return false;
    }
    now = times[0];
    Runnable happening = happenings[0];
    removeFirst();
    happening.run();
    return true;
  }

  private void removeFirst() {
    int last = --size;
    long time = times[last];
    long order = orders[last];
    Runnable happening = happenings[last];
    int hole = 0;
    while (true) {
      int child = 2 * hole + 1;
      if (child >= last) {
        break;
      }
      if (child + 1 < last && before(child + 1, child)) {
        child++;
      }
      if (time < times[child] || (time == times[child] && order < orders[child])) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    put(hole, time, order, happening);
  }

  private boolean before(int a, int b) {
    return times[a] < times[b] || (times[a] == times[b] && orders[a] < orders[b]);
  }

  private void move(int from, int to) {
    put(to, times[from], orders[from], happenings[from]);
  }

  private void put(int at, long time, long order, Runnable happening) {
    times[at] = time;
    orders[at] = order;
    happenings[at] = happening;
  }
}
