package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the client saw, from the steps that it is followed by. */
final class ClientView {
  private static final Pattern GAP = Pattern.compile("after ([0-9.]+) ms");

  private final Timeline timeline;

  ClientView(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * The first answer of a server, and how long before it nobody had answered.
   *
   * @param gap in milliseconds
   */
  record Answered(Instant at, double gap) {}

  /** Waits for the first answer of a server from a moment on. */
  Answered answered(Host server, Instant from, Duration limit) {
    Step step =
        timeline.await(
            server.label() + " answers the client",
            Step.Kind.CLIENT,
            from,
            limit,
            each -> by(each, server));
    Matcher gap = GAP.matcher(step.text());
    if (!gap.find()) {
      throw new CannotRun("the client does not say how long it waited: " + step.text());
    }
    return new Answered(step.at(), Double.parseDouble(gap.group(1)));
  }

  /** Waits until the client has had no answer for a while. */
  void silence(Instant from, Duration limit) {
    timeline.await("the client is cut off", Step.Kind.SILENT, from, limit, step -> true);
  }

  /** Whether a server was the last one that answered. */
  boolean servedBy(Host server) {
    return last(timeline.steps(), Step.Kind.CLIENT).filter(step -> by(step, server)).isPresent()
        && !silent();
  }

  /**
   * How long after a moment the client was cut off for the last time, in milliseconds: 0 if it was
   * not, and all the time until now if it still is.
   */
  double unservedAfter(Instant from) {
    List<Step> steps = timeline.steps();
    if (silent()) {
      return millis(from, Instant.now());
    }
    return last(steps, Step.Kind.SILENT)
        .filter(silence -> silence.at().isAfter(from))
        .flatMap(silence -> timeline.find(Step.Kind.CLIENT, silence.at(), step -> true))
        .map(answer -> millis(from, answer.at()))
        .orElse(0.0);
  }

  private boolean silent() {
    List<Step> steps = timeline.steps();
    Instant answer = last(steps, Step.Kind.CLIENT).map(Step::at).orElse(Instant.MIN);
    return last(steps, Step.Kind.SILENT).filter(step -> !step.at().isBefore(answer)).isPresent();
  }

  private static Optional<Step> last(List<Step> steps, Step.Kind kind) {
    return steps.stream().filter(step -> step.kind() == kind).reduce((before, after) -> after);
  }

  private static boolean by(Step step, Host server) {
    return step.says(server.label() + " answers");
  }

  static double millis(Instant from, Instant to) {
    return ChronoUnit.MICROS.between(from, to) / 1000.0;
  }
}
