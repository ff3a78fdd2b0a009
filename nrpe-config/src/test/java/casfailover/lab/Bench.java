package casfailover.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The program behind {@code lab/bench}: measures one thing, shows its table, and leaves its goal
 * lines and its figures in files, since those of all benchmarks come last.
 */
public final class Bench {
  /** Enough for the anchor, of which little is asked. */
  private static final int ANCHOR_RUNS = 10;

  private final PrintStream out;
  private final Lab lab;
  private boolean deadMail;

  Bench(PrintStream out, Lab lab) {
    this.out = out;
    this.lab = lab;
  }

  /**
   * Measures and ends with 0, or with 3 where it could not measure.
   *
   * @param arguments the benchmark, how many runs, the folder that {@code NAME.goals} and {@code
   *     NAME.json} go into, and {@code dead} for a mail server that is dead in every other run
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Bench bench = new Bench(out, new Lab(Ground.ofEnvironment()));
    bench.deadMail = arguments.length > 3 && arguments[3].equals("dead");
    System.exit(bench.measure(arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2])));
  }

  private int measure(String name, int runs, Path folder) {
    // All that happens is kept with the logs; it is no part of the table.
    try (PrintStream log = timelineLog()) {
      return measure(name, runs, folder, new Timeline(log));
    } catch (IOException e) {
      out.println("could not measure " + name + ": " + e.getMessage());
      return 3;
    }
  }

  private PrintStream timelineLog() throws IOException {
    return new PrintStream(
        Files.newOutputStream(lab.log("timeline")), true, StandardCharsets.UTF_8);
  }

  private int measure(String name, int runs, Path folder, Timeline timeline) {
    try {
      Measured measured =
          switch (name) {
            case "nrpe" -> new NrpeBench(lab, out::println).measure(runs);
            case "footprint" -> new FootprintBench(lab, out::println).measure(runs);
            case "takeover" -> takeover(timeline, runs);
            case "failback" -> failback(timeline, runs);
            case "heal" -> heal(timeline, runs);
            case "kill" -> kill(timeline, runs);
            case "endtoend" -> endToEnd(timeline, runs, EndToEndBench.Pace.QUICK);
            case "endtoend-default" -> endToEnd(timeline, runs, EndToEndBench.Pace.DEFAULT);
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
    try (Site site = openSite(timeline)) {
      TakeoverBench bench = new TakeoverBench(site);
      bench.warmUp();
      for (int run = 1; run <= runs; run++) {
        bench.armed();
        bench.cold();
        if (deadMail) {
          bench.armedWithoutMail();
        }
        out.println("takeover: run " + run + " of " + runs + " done, pre-armed and cold");
      }
      return Measured.of(bench.figures(), bench.goals());
    }
  }

  private Measured failback(Timeline timeline, int runs) {
    try (Site site = openSite(timeline)) {
      FailbackBench bench = new FailbackBench(site, out::println);
      try (Keepers ours = new AgentKeepers(site)) {
        bench.begin(ours);
        repeat(runs, () -> bench.run(ours));
      }
      for (String interval : Keepalived.INTERVALS) {
        try (Keepers anchor = Keepalived.movable(site, interval)) {
          bench.begin(anchor);
          repeat(runs, () -> bench.run(anchor));
        }
      }
      return bench.measured(AgentKeepers.LABEL);
    }
  }

  private Measured heal(Timeline timeline, int runs) {
    try (Site site = openSite(timeline)) {
      HealBench bench = new HealBench(site, out::println);
      besideKeepalived(site, runs, bench::run);
      return bench.measured(AgentKeepers.LABEL);
    }
  }

  private Measured kill(Timeline timeline, int runs) {
    try (Site site = openSite(timeline)) {
      KillBench bench = new KillBench(site, out::println);
      besideKeepalived(site, runs, bench::run);
      return bench.measured(AgentKeepers.LABEL);
    }
  }

  /** The same two servers under one monitor after the other, and last with keepalived. */
  private Measured endToEnd(Timeline timeline, int runs, EndToEndBench.Pace pace) {
    Monitor nagios = new Nagios(lab, Nagios.Pace.LAB);
    Monitor icinga = new Icinga(lab, IcingaZones.ONE_MASTER, EndToEndBench.ICINGA_INTERVAL);
    try (Site site = new Site(lab, timeline, pace.plan(nagios))) {
      site.open();
      EndToEndBench bench = new EndToEndBench(site, out::println);
      for (Monitor monitor : List.of(nagios, icinga)) {
        site.begin(monitor);
        try (Keepers ours = new WatchedKeepers(site, monitor, pace.coolDown())) {
          repeat(runs, () -> bench.run(ours));
        }
      }
      site.stopAgents();
      String least = Keepalived.INTERVALS.get(0);
      try (Keepers anchor = Keepalived.staying(site, least)) {
        repeat(Math.min(runs, ANCHOR_RUNS), () -> bench.run(anchor));
        return Measured.of(
            bench.figures(),
            pace == EndToEndBench.Pace.DEFAULT
                ? List.of()
                : bench.goals(
                    WatchedKeepers.label(nagios), WatchedKeepers.label(icinga), anchor.label()));
      }
    }
  }

  private static String coolDown() {
    return "cool_down=" + AgentKeepers.COOL_DOWN.toSeconds() + "s\n";
  }

  /** Each kind of keepers has the same two servers for itself, one after the other. */
  private static void besideKeepalived(Site site, int runs, Consumer<Keepers> run) {
    try (Keepers ours = new AgentKeepers(site)) {
      repeat(runs, () -> run.accept(ours));
    }
    for (String interval : Keepalived.INTERVALS) {
      try (Keepers anchor = Keepalived.staying(site, interval)) {
        repeat(Math.min(runs, ANCHOR_RUNS), () -> run.accept(anchor));
      }
    }
  }

  private static void repeat(int runs, Runnable run) {
    for (int i = 0; i < runs; i++) {
      run.run();
    }
  }

  private Site openSite(Timeline timeline) {
    Site site = new Site(lab, timeline, coolDown());
    site.open();
    return site;
  }
}
