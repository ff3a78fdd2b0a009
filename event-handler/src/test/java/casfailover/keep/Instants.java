package casfailover.keep;

import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.time.Instant;

/** Moments by the seconds since the machine started, and looks that took no time. */
final class Instants {

  private static final Instant START = Instant.parse("2026-11-22T03:12:00Z");

  private Instants() {}

  static Moment at(double seconds) {
    Duration since = seconds(seconds);
    return new Moment(since, since, START.plus(since));
  }

  static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  static Sighting seen(double seconds) {
    return new Sighting.Seen(at(seconds), at(seconds), new Note("answers"));
  }

  static Sighting silent(double seconds) {
    return new Sighting.Silent(at(seconds), at(seconds), new Note("no answer"));
  }
}
