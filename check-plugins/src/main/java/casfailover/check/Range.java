package casfailover.check;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A threshold of a monitoring plugin, {@code [@]start:end}: a value outside raises an alert, or
 * with {@code @} a value inside. Both ends belong to the range.
 *
 * @param start the lower end; empty where there is none, written {@code ~}
 * @param end the upper end; empty where there is none
 * @param inside whether values within the range alert instead of those outside
 * @see <a href="https://nagios-plugins.org/doc/guidelines.html#THRESHOLDFORMAT">the format</a>
 */
public record Range(Optional<BigDecimal> start, Optional<BigDecimal> end, boolean inside) {

  private static final String NUMBER = "-?[0-9]{1,18}(?:\\.[0-9]{1,9})?";
  private static final Pattern END_ONLY = Pattern.compile("(@?)(" + NUMBER + ")");
  private static final Pattern BOTH = Pattern.compile("(@?)(~|" + NUMBER + ")?:(" + NUMBER + ")?");

  public Range {
    if (start.isPresent() && end.isPresent() && start.get().compareTo(end.get()) > 0) {
      throw new IllegalArgumentException(
          "its start " + plain(start.get()) + " is above its end " + plain(end.get()));
    }
  }

  /** The range from 0 to a number, written as that number alone. */
  public static Range upTo(long end) {
    return new Range(Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.valueOf(end)), false);
  }

  /** The range that holds one number only. */
  public static Range exactly(long number) {
    Optional<BigDecimal> both = Optional.of(BigDecimal.valueOf(number));
    return new Range(both, both, false);
  }

  /**
   * Reads a threshold.
   *
   * @throws IllegalArgumentException if the text is no range or its start is above its end; the
   *     message can follow the name of what it was given for
   */
  public static Range parse(String text) {
    Matcher endOnly = END_ONLY.matcher(text);
    if (endOnly.matches()) {
      return new Range(
          Optional.of(BigDecimal.ZERO),
          Optional.of(new BigDecimal(endOnly.group(2))),
          !endOnly.group(1).isEmpty());
    }
    Matcher both = BOTH.matcher(text);
    if (!both.matches() || (both.group(2) == null && both.group(3) == null)) {
      throw new IllegalArgumentException(
          "it is no range: numbers without a unit, as in 10, 10:, ~:10, 10:20 or @10:20");
    }
    Optional<String> start = Optional.ofNullable(both.group(2));
    return new Range(
        start.filter("~"::equals).isPresent()
            ? Optional.empty()
            : Optional.of(start.map(BigDecimal::new).orElse(BigDecimal.ZERO)),
        Optional.ofNullable(both.group(3)).map(BigDecimal::new),
        !both.group(1).isEmpty());
  }

  /** Whether a value raises an alert. */
  public boolean alerts(BigDecimal value) {
    boolean within =
        start.map(s -> value.compareTo(s) >= 0).orElse(true)
            && end.map(e -> value.compareTo(e) <= 0).orElse(true);
    return within == inside;
  }

  /** The range as perfdata writes it, in its shortest form. */
  @Override
  public String toString() {
    String at = inside ? "@" : "";
    String upper = end.map(Range::plain).orElse("");
    if (end.isPresent() && start.filter(s -> s.signum() == 0).isPresent()) {
      return at + upper;
    }
    return at + start.map(Range::plain).orElse("~") + ":" + upper;
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }
}
