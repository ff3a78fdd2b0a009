package casfailover.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check has to say.
 *
 * @param status its state
 * @param service the name that the line begins with, as in {@code CAS PEER}
 * @param sentence the one sentence for a person
 * @param details the lines below it, in the order in which they matter
 * @param metrics what was measured
 */
public record Outcome(
    Status status, String service, String sentence, List<Detail> details, List<Metric> metrics) {

  public Outcome {
    details = List.copyOf(details);
    metrics = List.copyOf(metrics);
  }

  public static Outcome of(Status status, Check check, String sentence) {
    return new Outcome(status, check.service(), sentence, List.of(), List.of());
  }

  public Outcome details(List<Detail> lines) {
    return new Outcome(status, service, sentence, lines, metrics);
  }

  public Outcome metrics(List<Metric> measured) {
    return new Outcome(status, service, sentence, details, measured);
  }

  /** This outcome, made graver by each metric that is out of its ranges, and saying which. */
  public Outcome heedingMetrics() {
    Status gravest = status;
    List<String> sentences = new ArrayList<>(List.of(sentence));
    for (Metric metric : metrics) {
      Status found = metric.status();
      if (found != Status.OK) {
        gravest = gravest.or(found);
        Range range =
            (found == Status.CRITICAL ? metric.critical() : metric.warning()).orElseThrow();
        sentences.add(
            "%s is %s (%s limit %s)"
                .formatted(metric.label(), metric.reading(), lower(found), range));
      }
    }
    return new Outcome(gravest, service, String.join("; ", sentences), details, metrics);
  }

  private static String lower(Status status) {
    return status == Status.CRITICAL ? "critical" : "warning";
  }
}
