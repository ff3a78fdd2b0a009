package casfailover.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program behind {@code lab/bench}: measures one thing, shows its table, and leaves its goal
 * lines and its figures in files, since those of all benchmarks come last.
 */
public final class Bench {
  private final PrintStream out;
  private final Lab lab;

  Bench(PrintStream out, Lab lab) {
    this.out = out;
    this.lab = lab;
  }

  /**
   * Measures and ends with 0, or with 3 where it could not measure.
   *
   * @param arguments the benchmark, how many runs, and the folder that {@code NAME.goals} and
   *     {@code NAME.json} go into
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Bench bench = new Bench(out, new Lab(Ground.ofEnvironment()));
    System.exit(bench.measure(arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2])));
  }

  private int measure(String name, int runs, Path folder) {
    // All that happens is kept for the case that a run fails; it is no part of the table.
    Timeline timeline =
        new Timeline(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      Measured measured =
          switch (name) {
            case "nrpe" -> new NrpeBench(lab, out::println).measure(runs);
            case "footprint" -> new FootprintBench(lab, out::println).measure(runs);
            case "takeover" -> takeover(timeline, runs);
            default -> throw new CannotRun("no benchmark is called " + name);
          };
      out.println();
      out.println(measured.table());
      Files.writeString(folder.resolve(name + ".goals"), measured.goalLines());
      Files.writeString(folder.resolve(name + ".json"), measured.json(name) + "\n");
      return 0;
    } catch (CannotRun | Unseen | IOException | UncheckedIOException e) {
      out.print(timeline.table());
      out.println("could not measure " + name + ": " + e.getMessage());
      lab.ended().forEach(out::println);
      return 3;
    }
  }

  private Measured takeover(Timeline timeline, int runs) {
    String settings = "cool_down=" + TakeoverBench.COOL_DOWN.toSeconds() + "s\n";
    try (Site site = new Site(lab, timeline, settings)) {
      site.open();
      TakeoverBench bench = new TakeoverBench(site);
      bench.warmUp();
      for (int run = 1; run <= runs; run++) {
        bench.armed();
        bench.cold();
        out.println("takeover: run " + run + " of " + runs + " done, pre-armed and cold");
      }
      return Measured.of(bench.figures(), bench.goals());
    }
  }
}
