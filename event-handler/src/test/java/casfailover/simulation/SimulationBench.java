package casfailover.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Plays many seeds and says how many it does in a minute; or one, and tells its story. Exit 1 if
 * any of many broke a rule.
 *
 * <p>Arguments: the first seed, how many, and the folder that {@code simulation.goals} and {@code
 * simulation.json} go into.
 */
public final class SimulationBench {

  private static final int GOAL = 20_000;
  private static final int WARM_UP = 1000;

  private SimulationBench() {}

  public static void main(String[] arguments) throws IOException {
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    if (count == 1) {
      System.out.println(Simulation.story(first, new Parts()));
      return;
    }
    int threads = Runtime.getRuntime().availableProcessors();
    Runs.of(first + count, Math.min(count, WARM_UP), threads, 1);
    long begun = System.nanoTime();
    Runs.Sum sum = Runs.of(first, count, threads, 100);
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.print(sum.coverage());
    for (Simulation.Outcome failed : sum.failed()) {
      System.out.println(failed.schedule().seed() + " " + failed.broken().orElseThrow());
    }
    long aMinute = Math.round(count / seconds * 60);
    String met = aMinute >= GOAL ? "met" : "missed";
    System.out.printf(
        Locale.ROOT,
        "%n%d seeds in %.1f s on %d processors, %d of them broke a rule%n",
        count,
        seconds,
        threads,
        sum.failed().size());
    if (!sum.failed().isEmpty()) {
      System.err.println("a run ends where it breaks a rule, so this is no measurement");
      System.exit(1);
    }
    if (arguments.length > 2) {
      keep(Path.of(arguments[2]), aMinute, met);
    } else {
      System.out.println(goal(aMinute, met));
    }
  }

  private static String goal(long aMinute, String met) {
    return "goal simulation-seeds-per-minute " + aMinute + " >=" + GOAL + " " + met;
  }

  private static void keep(Path folder, long aMinute, String met) throws IOException {
    Files.writeString(folder.resolve("simulation.goals"), goal(aMinute, met) + "\n");
    Files.writeString(
        folder.resolve("simulation.json"),
        "{\"bench\":\"simulation\",\"seeds_per_minute\":" + aMinute + "}\n");
  }
}
