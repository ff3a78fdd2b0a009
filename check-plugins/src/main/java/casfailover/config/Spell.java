package casfailover.config;

import java.math.BigDecimal;
import java.time.Duration;

/** Spells a time for people: milliseconds below a second, seconds with what decimals they need. */
final class Spell {

  private Spell() {}

  static String time(Duration time) {
    long millis = time.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
  }
}
