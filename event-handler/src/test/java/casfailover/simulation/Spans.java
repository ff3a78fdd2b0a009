package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Draws how long something lasts, and after what time comes back what is gone. */
final class Spans {

  private static final long FOR_GOOD = Long.MAX_VALUE / 4;

  private final SplittableRandom lots;

  Spans(SplittableRandom lots) {
    this.lots = lots;
  }

  /** Something that may end by itself, as is said after the text. */
  Trouble lasting(String text, Consumer<World> begins, Consumer<World> ends) {
    long time = time();
    return new Trouble(text + lasts(time), w -> during(w, time, begins, ends));
  }

  static void during(World w, long time, Consumer<World> begins, Consumer<World> ends) {
    begins.accept(w);
    if (time < FOR_GOOD) {
      w.agenda.in(time, () -> ends.accept(w));
    }
  }

  long time() {
    return switch (lots.nextInt(5)) {
      case 0 -> MILLI * (20 + lots.nextInt(1500));
      case 1, 2 -> MILLI * (500 + lots.nextInt(6000));
      default -> FOR_GOOD;
    };
  }

  long back() {
    return switch (lots.nextInt(4)) {
      case 0 -> MILLI * (300 + lots.nextInt(700));
      case 1, 2 -> MILLI * (1000 + lots.nextInt(6000));
      default -> FOR_GOOD;
    };
  }

  static String lasts(long time) {
    return time == FOR_GOOD ? " for good" : " for " + time / MILLI + " ms";
  }

  static String after(long time) {
    return time == FOR_GOOD ? " never" : " after " + time / MILLI + " ms";
  }
}
