package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What kill -9 of the holder's program leaves, where nobody starts it again: how long the address
 * survives it, and how many servers have the address in the end.
 */
final class KillBench {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Longer than a lease: who still had the address only for a while has it no more. */
  private static final Duration WATCH = Settings.LEASE.plusSeconds(1);

  /** What an address may live longer than its lease by: the kernel is that exact. */
  private static final Duration KERNEL = Duration.ofMillis(500);

  private final Site site;
  private final ClientView client;
  private final Consumer<String> out;
  private final Map<String, List<Run>> all = new LinkedHashMap<>();

  private record Run(double outage, Optional<Double> survived, List<Host> holders, Host taker) {
    boolean one() {
      return holders.equals(List.of(taker));
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "the address survived by %s; cut off %.0f ms; in the end %s",
          survived.map(ms -> String.format(Locale.ROOT, "%.0f ms", ms)).orElse("all the time"),
          outage,
          Verdicts.of(holders, taker));
    }
  }

  KillBench(Site site, Consumer<String> out) {
    this.site = site;
    this.client = new ClientView(site.timeline());
    this.out = out;
  }

  void run(Keepers keepers) {
    Host holder = keepers.settle();
    Host taker = Keepers.other(holder);
    Instant killed = Instant.now();
    site.timeline().add(Step.Kind.CUT, "kill -9 of " + keepers.label() + " on " + holder.label());
    keepers.kill(holder);
    keepers.deserted(holder);
    double outage = client.answered(taker, killed, SOON).gap();
    Site.watch(WATCH);
    Optional<Double> survived =
        site.timeline()
            .find(Step.Kind.ADDRESS_GONE, killed, step -> step.says(holder.label()))
            .map(gone -> ClientView.millis(killed, gone.at()));
    Run run = new Run(outage, survived, site.lab().holders(), taker);
    keepers.well(taker);
    List<Run> runs = all.computeIfAbsent(keepers.label(), first -> new ArrayList<>());
    runs.add(run);
    out.accept("kill, " + keepers.label() + ", run " + runs.size() + ": " + run.line());
  }

  Measured measured(String ours) {
    List<Figures> figures = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    all.forEach(
        (label, runs) -> {
          figures.add(Figures.millis(label + ": outage", runs.stream().map(Run::outage).toList()));
          List<Double> survived = survived(runs);
          if (!survived.isEmpty()) {
            figures.add(Figures.millis(label + ": address survives its keeper by", survived));
          }
          ends.add(
              "%s: one holder in the end in %d of %d; the address went with its keeper in %d"
                  .formatted(label, one(runs), runs.size(), survived.size()));
        });
    List<Run> own = all.getOrDefault(ours, List.of());
    double longest = Figures.millis("address survives", survived(own)).highest();
    return Measured.of(
            figures,
            List.of(
                Goal.atLeast("kill9-one-holder", one(own), own.size()),
                Goal.atMost(
                    "kill9-address-survives-ms",
                    longest,
                    (double) Settings.LEASE.plus(KERNEL).toMillis())))
        .with(ends);
  }

  private static List<Double> survived(List<Run> runs) {
    return runs.stream().flatMap(run -> run.survived().stream()).toList();
  }

  private static int one(List<Run> runs) {
    return (int) runs.stream().filter(Run::one).count();
  }
}
