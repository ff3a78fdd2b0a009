package casfailover.sight;

import java.time.Duration;
import java.time.Instant;

/**
 * One reading of the three clocks of a machine. Durations are told by the first; the other two tell
 * that the machine slept or that somebody set its clock.
 *
 * @param monotonic since some fixed point, stands still while the machine sleeps
 * @param boot since the machine started, runs on while it sleeps
 * @param wall what a person would read off
 */
public record Moment(Duration monotonic, Duration boot, Instant wall) {

  /** How long ago another moment was, by the clock that nobody sets. */
  public Duration since(Moment earlier) {
    return monotonic.minus(earlier.monotonic);
  }

  /** Whether less than a time has passed since another moment. */
  public boolean within(Duration time, Moment earlier) {
    return since(earlier).compareTo(time) < 0;
  }

  /** The moment that follows after a time in which all three clocks ran alike. */
  public Moment plus(Duration time) {
    return new Moment(monotonic.plus(time), boot.plus(time), wall.plus(time));
  }

  /** How far the three clocks ran apart since another moment. */
  public Duration discord(Moment earlier) {
    Duration byMonotonic = since(earlier);
    Duration byBoot = boot.minus(earlier.boot);
    Duration byWall = Duration.between(earlier.wall, wall);
    Duration least = min(byMonotonic, min(byBoot, byWall));
    Duration most = max(byMonotonic, max(byBoot, byWall));
    return most.minus(least);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
