package casfailover.lab;

import java.util.Locale;

/** A bound that a measured figure is to stay within. */
record Goal(String name, double figure, Side side, double bound) {

  /** On which side of the bound the figure is to be; the bound itself is met. */
  enum Side {
    AT_MOST("<="),
    AT_LEAST(">=");

    private final String sign;

    Side(String sign) {
      this.sign = sign;
    }
  }

  static Goal atMost(String name, double figure, double bound) {
    return new Goal(name, figure, Side.AT_MOST, bound);
  }

  static Goal atLeast(String name, double figure, double bound) {
    return new Goal(name, figure, Side.AT_LEAST, bound);
  }

  boolean met() {
    return met(figure);
  }

  private boolean met(double value) {
    return side == Side.AT_MOST ? value <= bound : value >= bound;
  }

  String line() {
    return "goal %s %s %s%s %s"
        .formatted(name, shown(), side.sign, shortest(bound), met() ? "met" : "missed");
  }

  String json() {
    return "{\"goal\":\"%s\",\"figure\":%s,\"bound\":\"%s%s\",\"met\":%b}"
        .formatted(name, shown(), side.sign, shortest(bound), met());
  }

  /** As short as it may be without saying something else than the verdict. */
  private String shown() {
    String one = shortest(figure);
    return met(Double.parseDouble(one)) == met() ? one : String.format(Locale.ROOT, "%.4f", figure);
  }

  private static String shortest(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
  }
}
