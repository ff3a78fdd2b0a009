package casfailover.lab;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that was seen in a lab, in the order of its times; shown as it comes in. Many threads add.
 */
final class Timeline {
  private final PrintStream out;
  private final List<Step> steps = new ArrayList<>();
  private Instant zero = Instant.now();

  Timeline(PrintStream out) {
    this.out = out;
  }

  /** From here on times are counted; what came before has negative ones. */
  synchronized void countFrom(Instant start) {
    zero = start;
  }

  synchronized void add(Step.Kind kind, String text) {
    add(new Step(Instant.now(), kind, text));
  }

  synchronized void add(Step step) {
    steps.add(step);
    out.println(line(step));
    notifyAll();
  }

  /** Shows something that is no step of the story. */
  synchronized void say(String text) {
    out.println(text);
  }

  synchronized List<Step> steps() {
    return steps.stream().sorted(Comparator.comparing(Step::at)).toList();
  }

  /** The first step of a kind, from a moment on, that fits. */
  synchronized Optional<Step> find(Step.Kind kind, Instant from, Predicate<Step> fits) {
    return steps().stream()
        .filter(step -> step.kind() == kind && !step.at().isBefore(from) && fits.test(step))
        .findFirst();
  }

  synchronized long count(Step.Kind kind, Instant from, Predicate<Step> fits) {
    return steps.stream()
        .filter(step -> step.kind() == kind && !step.at().isBefore(from) && fits.test(step))
        .count();
  }

  /**
   * Waits for a step; it may have been seen already.
   *
   * @throws Unseen when it did not come in time
   */
  synchronized Step await(
      String what, Step.Kind kind, Instant from, Duration limit, Predicate<Step> fits) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<Step> found = find(kind, from, fits);
      if (found.isPresent()) {
        return found.get();
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new Unseen("not seen within " + limit.toSeconds() + " s: " + what);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotRun("interrupted while waiting for " + what, e);
      }
    }
  }

  synchronized String table() {
    StringBuilder all = new StringBuilder();
    steps().forEach(step -> all.append(line(step)).append('\n'));
    return all.toString();
  }

  synchronized String json() {
    List<String> entries = new ArrayList<>();
    for (Step step : steps()) {
      entries.add(
          String.format(
              Locale.ROOT,
              "  {\"t_ms\":%d,\"step\":\"%s\",\"text\":\"%s\"}",
              step.millisAfter(zero),
              step.kind().word(),
              escaped(step.text())));
    }
    return "[\n" + String.join(",\n", entries) + "\n]\n";
  }

  private String line(Step step) {
    String text = step.text().replace("\n", "\n" + " ".repeat(26));
    return String.format(
        Locale.ROOT,
        "%+9.3f s  %-12s  %s",
        step.millisAfter(zero) / 1000.0,
        step.kind().word(),
        text);
  }

  private static String escaped(String text) {
    StringBuilder all = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                all.append('\\').append((char) c);
              } else if (c < ' ') {
                all.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                all.append((char) c);
              }
            });
    return all.toString();
  }
}
