package casfailover.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * One measured value of a check, as monitors record it.
 *
 * @param label what was measured
 * @param value the figure; empty where it is not known
 * @param unit {@code s}, {@code ms}, {@code %}, or empty for a count
 * @param warning the range that it may be in without a warning
 * @param critical the range that it may be in without being critical
 * @param min the least that it can be
 * @param max the most that it can be
 */
public record Metric(
    String label,
    Optional<BigDecimal> value,
    String unit,
    Optional<Range> warning,
    Optional<Range> critical,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max) {

  private static Metric of(String label, Optional<BigDecimal> value, String unit) {
    return new Metric(
        label, value, unit, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A number of things, which is 0 or more. */
  public static Metric count(String label, long value) {
    return of(label, Optional.of(BigDecimal.valueOf(value)), "").atLeastZero();
  }

  /** A value that is not known now. */
  public static Metric unknown(String label) {
    return of(label, Optional.empty(), "");
  }

  /** A share of 100. */
  public static Metric percent(String label, long value) {
    return of(label, Optional.of(BigDecimal.valueOf(value)), "%").atLeastZero().max(100);
  }

  /** A time in whole seconds; the part of a second is left out. */
  public static Metric seconds(String label, Duration value) {
    return of(label, Optional.of(BigDecimal.valueOf(value.toSeconds())), "s");
  }

  /** A time in milliseconds, to a hundredth. */
  public static Metric millis(String label, Duration value) {
    BigDecimal millis = BigDecimal.valueOf(value.toNanos(), 6).setScale(2, RoundingMode.HALF_UP);
    return of(label, Optional.of(millis.stripTrailingZeros()), "ms").atLeastZero();
  }

  public Metric atLeastZero() {
    return new Metric(label, value, unit, warning, critical, Optional.of(BigDecimal.ZERO), max);
  }

  public Metric max(long most) {
    return new Metric(
        label, value, unit, warning, critical, min, Optional.of(BigDecimal.valueOf(most)));
  }

  public Metric warning(Range range) {
    return new Metric(label, value, unit, Optional.of(range), critical, min, max);
  }

  public Metric critical(Range range) {
    return new Metric(label, value, unit, warning, Optional.of(range), min, max);
  }

  /**
   * The state that its ranges give it; OK where the value is not known, which they cannot judge.
   */
  public Status status() {
    if (alerts(critical)) {
      return Status.CRITICAL;
    }
    return alerts(warning) ? Status.WARNING : Status.OK;
  }

  private boolean alerts(Optional<Range> range) {
    return value.isPresent() && range.map(r -> r.alerts(value.get())).orElse(false);
  }

  /** The value with its unit, or {@code U}. */
  public String reading() {
    return value.map(v -> v.toPlainString() + unit).orElse("U");
  }

  /** The metric as perfdata: {@code 'label'=value[unit];[warn];[crit];[min];[max]}. */
  @Override
  public String toString() {
    String all =
        String.join(
            ";",
            reading(),
            warning.map(Range::toString).orElse(""),
            critical.map(Range::toString).orElse(""),
            min.map(BigDecimal::toPlainString).orElse(""),
            max.map(BigDecimal::toPlainString).orElse(""));
    int end = all.length();
    while (all.charAt(end - 1) == ';') {
      end--;
    }
    return Inert.label(label) + "=" + all.substring(0, end);
  }
}
