package casfailover.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The program behind {@code lab/bench}: measures, shows a table, and last the goal lines. */
public final class Bench {
  private final PrintStream out;

  Bench(PrintStream out) {
    this.out = out;
  }

  /**
   * Measures and ends with 0, or with 3 where it could not measure.
   *
   * @param arguments how many runs, and the file for the figures as JSON, which may be missing
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Optional<Path> json =
        arguments.length > 1 ? Optional.of(Path.of(arguments[1])) : Optional.empty();
    System.exit(new Bench(out).measure(Integer.parseInt(arguments[0]), json));
  }

  private int measure(int runs, Optional<Path> json) {
    // All that happens is kept for the case that a run fails; it is no part of the table.
    Timeline timeline =
        new Timeline(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    String settings = "cool_down=" + TakeoverBench.COOL_DOWN.toSeconds() + "s\n";
    try (Site site = new Site(new Lab(Ground.ofEnvironment()), timeline, settings)) {
      site.open();
      TakeoverBench bench = new TakeoverBench(site);
      bench.warmUp();
      for (int run = 1; run <= runs; run++) {
        bench.armed();
        bench.cold();
        out.println("takeover: run " + run + " of " + runs + " done, pre-armed and cold");
      }
      show(bench, json);
      return 0;
    } catch (CannotRun | Unseen | IOException | UncheckedIOException e) {
      out.println(timeline.table());
      out.println("could not measure: " + e.getMessage());
      return 3;
    }
  }

  private void show(TakeoverBench bench, Optional<Path> json) throws IOException {
    out.println();
    out.println(Figures.head());
    bench.figures().forEach(figures -> out.println(figures.row()));
    bench.goals().forEach(goal -> out.println(goal.line()));
    if (json.isPresent()) {
      Files.writeString(
          json.get(),
          "{\"version\":1,\"figures\":["
              + bench.figures().stream().map(Figures::json).collect(Collectors.joining(","))
              + "],\"goals\":["
              + bench.goals().stream().map(Goal::json).collect(Collectors.joining(","))
              + "]}\n");
    }
  }
}
