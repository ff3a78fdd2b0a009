package casfailover.check;

import casfailover.sight.Finding;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The turns of phrase that the checks have in common. */
final class Words {

  private static final DateTimeFormatter TODAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter OLDER =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xx", Locale.ROOT);

  private Words() {}

  /**
   * The sighting that counts now. One that is too old, or was never made, is neither yes nor no and
   * says so.
   */
  static Sighting fresh(Optional<Sighting> latest, Moment now, Duration maxAge) {
    if (latest.isEmpty()) {
      return new Sighting.Unknown(now, now, "not looked at yet");
    }
    Sighting sighting = latest.get();
    Duration age = sighting.age(now);
    if (age.compareTo(maxAge) > 0) {
      return new Sighting.Unknown(
          sighting.begun(), sighting.ended(), "last looked at " + tooOld(age, maxAge));
    }
    return sighting;
  }

  /** {@code 12 s ago, limit 10 s}. */
  static String tooOld(Duration age, Duration maxAge) {
    return span(age) + " ago, limit " + span(maxAge);
  }

  /** What was asked and what it answered: {@code ping 10/10}, {@code ping unknown (why)}. */
  static String said(String asked, Sighting sighting) {
    if (sighting instanceof Sighting.Unknown unknown) {
      return asked + " unknown (" + unknown.why() + ")";
    }
    String detail = sighting.detail();
    return detail.startsWith(asked) ? detail : asked + " " + detail;
  }

  /** What a look brought back, if it had an answer. */
  static Optional<Finding> finding(Sighting sighting) {
    if (sighting instanceof Sighting.Seen seen) {
      return Optional.of(seen.finding());
    }
    return sighting instanceof Sighting.Silent silent
        ? Optional.of(silent.finding())
        : Optional.empty();
  }

  /** A time in the two largest units that say enough: {@code 134 s}, {@code 16 h 04 min}. */
  static String span(Duration time) {
    if (time.toSeconds() == 0 && time.toMillis() != 0) {
      return time.toMillis() + " ms";
    }
    if (time.toMinutes() < 10) {
      return time.toSeconds() + " s";
    }
    if (time.toHours() < 2) {
      return time.toMinutes() + " min";
    }
    return time.toHours() < 48
        ? String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart())
        : time.toDays() + " d";
  }

  /** A time of day for today, with the date for any other day. */
  static String clock(Instant time, Instant now, ZoneId zone) {
    ZonedDateTime then = time.atZone(zone);
    boolean today = then.toLocalDate().equals(now.atZone(zone).toLocalDate());
    return (today ? TODAY : OLDER).format(then);
  }

  /** {@code A}, {@code A and B}, {@code A, B and C}, {@code A, B, C and 4 more}. */
  static String list(List<String> names) {
    int shown = names.size() <= 4 ? names.size() : 3;
    List<String> first = names.subList(0, shown);
    if (shown < names.size()) {
      return String.join(", ", first) + " and " + (names.size() - shown) + " more";
    }
    if (shown < 2) {
      return String.join("", first);
    }
    return String.join(", ", first.subList(0, shown - 1)) + " and " + first.get(shown - 1);
  }
}
