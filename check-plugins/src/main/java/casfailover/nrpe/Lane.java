package casfailover.nrpe;

import java.time.Duration;

/**
 * Where a command runs, and for how long.
 *
 * @param pool the workers that it shares with its like
 * @param timeout how long the caller waits for its answer, from the arrival of the query on
 */
public record Lane(WorkPool pool, Duration timeout) {

  public Lane {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a time-out is longer than nothing, not " + timeout);
    }
  }
}
