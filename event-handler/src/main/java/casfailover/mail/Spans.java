package casfailover.mail;

import java.time.Duration;
import java.util.Locale;

/** Durations in the words of a person: {@code 0.2 s}, {@code 60 s}, {@code 16 h 04 min}. */
public final class Spans {

  private Spans() {}

  /** In whole units: seconds up to two minutes, then minutes, hours with minutes, days. */
  public static String whole(Duration span) {
    Duration time = span.isNegative() ? Duration.ZERO : span;
    long seconds = time.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    if (time.toDays() >= 2) {
      return time.toDays() + " d";
    }
    long minutes = seconds / 60 % 60;
    return minutes == 0
        ? time.toHours() + " h"
        : String.format(Locale.ROOT, "%d h %02d min", time.toHours(), minutes);
  }

  /** With tenths of a second below ten seconds, else in whole units. */
  public static String fine(Duration span) {
    long millis = Math.max(0, span.toMillis());
    return millis < 9_950
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
        : whole(Duration.ofSeconds((millis + 500) / 1000));
  }
}
