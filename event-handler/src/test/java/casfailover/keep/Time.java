package casfailover.keep;

import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;

/** Time that is turned by hand, and what is to happen in it to the process that is alive now. */
final class Time {

  private record Due(Moment at, long order, int life, Runnable what) {}

  Moment now =
      new Moment(
          Duration.ofSeconds(1000),
          Duration.ofSeconds(1000),
          Instant.parse("2026-11-22T03:12:00Z"));
  private int life;
  private long order;
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.comparing((Due d) -> d.at().monotonic()).thenComparing(Due::order));

  void in(Duration time, Runnable what) {
    queue.add(new Due(now.plus(time), order++, life, what));
  }

  /** Again and again until this life ends; what comes next is entered first. */
  void every(Duration time, Runnable what) {
    in(
        time,
        () -> {
          every(time, what);
          what.run();
        });
  }

  /** A life ends, and what it had under way never happens. */
  void endLife() {
    life++;
  }

  void pass(Duration time) {
    Moment end = now.plus(time);
    while (!queue.isEmpty() && queue.peek().at().monotonic().compareTo(end.monotonic()) <= 0) {
      Due due = queue.poll();
      now = due.at().monotonic().compareTo(now.monotonic()) > 0 ? due.at() : now;
      if (due.life() == life) {
        due.what().run();
      }
    }
    now = end;
  }

  /** It passes, and all that was to happen is put off. */
  void standStill(Duration time) {
    now = now.plus(time);
    putOff(at -> at.plus(time));
  }

  /** The clocks show something else from now on, and nothing happens sooner or later for it. */
  void setClocks(UnaryOperator<Moment> change) {
    now = change.apply(now);
    putOff(change);
  }

  private void putOff(UnaryOperator<Moment> change) {
    List<Due> later = new ArrayList<>(queue);
    queue.clear();
    for (Due due : later) {
      queue.add(new Due(change.apply(due.at()), due.order(), due.life(), due.what()));
    }
  }
}
