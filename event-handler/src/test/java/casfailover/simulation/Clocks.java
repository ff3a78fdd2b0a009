package casfailover.simulation;

import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;

/** The three clocks of one machine, which may run a little apart from those of the other. */
final class Clocks {

  private static final Instant START = Instant.parse("2026-11-22T03:12:00Z");
  private static final long BEFORE = 1_000_000_000L;

  private final Agenda agenda;
  private final int driftPpm;
  private long standing;
  private long slept;
  private long set;
  private long at = -1;
  private Moment moment = new Moment(Duration.ZERO, Duration.ZERO, START);

  Clocks(Agenda agenda, int driftPpm) {
    this.agenda = agenda;
    this.driftPpm = driftPpm;
  }

  private long running() {
    long time = agenda.now();
    return BEFORE + time + time * driftPpm / 1_000_000 - standing;
  }

  /** In microseconds, standing still while the machine sleeps. */
  long monotonic() {
    return running() - slept;
  }

  Moment now() {
    if (at != agenda.now()) {
      at = agenda.now();
      long boot = running();
      moment =
          new Moment(
              Duration.ofNanos((boot - slept) * 1000),
              Duration.ofNanos(boot * 1000),
              START.plusNanos((at - standing + set) * 1000));
    }
    return moment;
  }

  void suspended(long time) {
    slept += time;
    at = -1;
  }

  void stunned(long time) {
    standing += time;
    at = -1;
  }

  /** Somebody sets the wall clock. */
  void step(long by) {
    set += by;
    at = -1;
  }

  void booted() {
    slept = 0;
    at = -1;
  }
}
