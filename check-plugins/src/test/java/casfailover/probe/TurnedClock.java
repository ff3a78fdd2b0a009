package casfailover.probe;

import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A clock that stands until a test turns it. */
final class TurnedClock implements Supplier<Moment> {

  private Moment now =
      new Moment(
          Duration.ofSeconds(100), Duration.ofSeconds(200), Instant.parse("2026-01-01T00:00:00Z"));

  @Override
  public synchronized Moment get() {
    return now;
  }

  synchronized void turn(Duration time) {
    now = now.plus(time);
  }
}
