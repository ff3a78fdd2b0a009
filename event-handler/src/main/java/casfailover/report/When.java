package casfailover.report;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as a person writes it, which is a stretch: {@code 07:01} lasts a minute.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record When(Instant from, Instant to) {

  /** What may be written, for those who wrote something else. */
  public static final String FORMS =
      "a time is written as 07:01, 2026-11-23, '2026-11-23 07:01', or 90m, 12h, 7d for so long ago";

  private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");
  private static final Pattern TIME =
      Pattern.compile("(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[T ])?([0-9]{1,2}:[0-9]{2})(:[0-9]{2})?");

  /** Reads a time of a zone; empty if it is none. */
  public static Optional<When> of(String words, Instant now, ZoneId zone) {
    Matcher ago = AGO.matcher(words);
    if (ago.matches()) {
      Instant then = now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
      return Optional.of(new When(then, then.plusMillis(1)));
    }
    try {
      Matcher time = TIME.matcher(words);
      if (time.matches()) {
        LocalDate day =
            time.group(1) == null ? LocalDate.ofInstant(now, zone) : LocalDate.parse(time.group(1));
        boolean toTheSecond = time.group(3) != null;
        String clock = "0".repeat(5 - time.group(2).length()) + time.group(2);
        LocalTime at = LocalTime.parse(toTheSecond ? clock + time.group(3) : clock);
        return Optional.of(stretch(day.atTime(at), Duration.ofSeconds(toTheSecond ? 1 : 60), zone));
      }
      return Optional.of(stretch(LocalDate.parse(words).atStartOfDay(), Duration.ofDays(1), zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration duration(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static When stretch(LocalDateTime from, Duration length, ZoneId zone) {
    Instant start = from.atZone(zone).toInstant();
    return new When(start, start.plus(length));
  }
}
