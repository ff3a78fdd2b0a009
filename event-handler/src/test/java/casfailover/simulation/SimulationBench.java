package casfailover.simulation;

/**
 * Plays many seeds and says how many it does in a minute; or one, and tells its story.
 *
 * <p>Arguments: the first seed, how many, and how many threads.
 */
public final class SimulationBench {

  private SimulationBench() {}

  public static void main(String[] arguments) {
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    if (count == 1) {
      System.out.println(Simulation.story(first, new Parts()));
      return;
    }
    Runs.of(first, Math.min(count, 500), threads, 1); // the compiler warms up
    long begun = System.nanoTime();
    Runs.Sum sum = Runs.of(first, count, threads, 100);
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.print(sum.coverage());
    sum.failed()
        .forEach(o -> System.out.println(o.schedule().seed() + " " + o.broken().orElseThrow()));
    System.out.printf("%d seeds in %.1f s%n", count, seconds);
  }
}
