package casfailover.lab;

import java.util.Locale;

/** A bound that a measured figure is to stay within. */
record Goal(String name, double figure, double atMost) {
  boolean met() {
    return figure <= atMost;
  }

  String line() {
    return "goal %s %s <=%s %s".formatted(name, shortest(figure), shortest(atMost), verdict());
  }

  String json() {
    return "{\"goal\":\"%s\",\"figure\":%s,\"bound\":\"<=%s\",\"met\":%b}"
        .formatted(name, shortest(figure), shortest(atMost), met());
  }

  private String verdict() {
    return met() ? "met" : "missed";
  }

  private static String shortest(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
  }
}
