package casfailover.mail;

import java.time.Duration;

/**
 * The wait after failed rounds of sending: 1 s after the first, doubling up to 5 min.
 *
 * @param failures how many rounds failed one after the other
 */
record BackOff(int failures) {

  static final BackOff NONE = new BackOff(0);

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** With one more failure; the wait that follows it is {@link #delay}. */
  BackOff longer() {
    return new BackOff(failures + 1);
  }

  Duration delay() {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 30));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
