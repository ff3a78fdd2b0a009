package casfailover.lab;

import java.util.List;
import java.util.Locale;

/**
 * What was measured of one thing, one figure for each run.
 *
 * @param unit what the figures count: ms, requests/s, MB
 */
record Figures(String name, String unit, List<Double> values) {
  Figures {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new CannotRun("nothing was measured of " + name);
    }
  }

  static Figures millis(String name, List<Double> values) {
    return new Figures(name, "ms", values);
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double lowest() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double highest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%-52s %5d %9.1f %9.1f %9.1f",
        name + ", " + unit,
        values.size(),
        lowest(),
        median(),
        highest());
  }

  static String head() {
    return String.format("%-52s %5s %9s %9s %9s", "", "runs", "min", "median", "max");
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"unit\":\"%s\",\"median\":%.3f,\"values\":%s}",
        name,
        unit,
        median(),
        values.stream().map(value -> String.format(Locale.ROOT, "%.3f", value)).toList());
  }
}
