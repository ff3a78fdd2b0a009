package casfailover.check;

import java.util.Map;
import java.util.Optional;

/**
 * The ranges that a monitor sent along, in place of the ones that a check has by itself.
 *
 * @param ranges by the name of the argument: {@code rta_warning}
 */
public record Thresholds(Map<String, Range> ranges) {

  /** No range sent: each check keeps its own. */
  public static final Thresholds NONE = new Thresholds(Map.of());

  public Thresholds {
    ranges = Map.copyOf(ranges);
  }

  static String warningOf(String measured) {
    return measured + "_warning";
  }

  static String criticalOf(String measured) {
    return measured + "_critical";
  }

  /** A metric with the ranges that were sent for it. */
  public Metric on(Metric metric) {
    return on(metric, metric.label());
  }

  /** A metric with the ranges that were sent for all of its kind. */
  public Metric on(Metric metric, String measured) {
    if (ranges.isEmpty()) {
      return metric;
    }
    Metric warned = range(warningOf(measured)).map(metric::warning).orElse(metric);
    return range(criticalOf(measured)).map(warned::critical).orElse(warned);
  }

  private Optional<Range> range(String key) {
    return Optional.ofNullable(ranges.get(key));
  }
}
