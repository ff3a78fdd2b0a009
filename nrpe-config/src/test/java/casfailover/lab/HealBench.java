package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What happens when a silent partition heals: the server that had the address is cut off while its
 * own link stays up, the other one takes the address, and then both hear each other again. Well
 * healed is: the taker alone has the address, and serves the client from 1 s after the heal on.
 */
final class HealBench {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration BEFORE_HEAL = Duration.ofMillis(500);

  /** Longer than what is left of a lease, so that who still had the address has it no more. */
  private static final Duration WATCH = Duration.ofSeconds(3);

  private static final double SERVED_AFTER_MS = 1000;

  private final Site site;
  private final ClientView client;
  private final Consumer<String> out;
  private final Map<String, List<Run>> all = new LinkedHashMap<>();

  private record Run(double outage, List<Host> holders, Host taker, double unserved, boolean told) {
    boolean well() {
      return holders.equals(List.of(taker)) && unserved <= SERVED_AFTER_MS && told;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "cut off %.0f ms; after the heal %s, client served after %.0f ms%s",
          outage,
          Verdicts.of(holders, taker),
          unserved,
          told ? "" : ", not by the taker");
    }
  }

  HealBench(Site site, Consumer<String> out) {
    this.site = site;
    this.client = new ClientView(site.timeline());
    this.out = out;
  }

  void run(Keepers keepers) {
    Host holder = keepers.settle();
    Host taker = Keepers.other(holder);
    Instant cut = Instant.now();
    site.timeline().add(Step.Kind.CUT, holder.label() + " is cut off, and its link stays up");
    site.lab().silence(holder);
    keepers.failed(holder);
    double outage = client.answered(taker, cut, SOON).gap();
    Site.watch(BEFORE_HEAL);
    Instant healed = Instant.now();
    site.heal(holder);
    Site.watch(WATCH);
    Run run =
        new Run(
            outage,
            site.lab().holders(),
            taker,
            client.unservedAfter(healed),
            client.servedBy(taker));
    keepers.well(taker);
    List<Run> runs = all.computeIfAbsent(keepers.label(), first -> new ArrayList<>());
    runs.add(run);
    out.accept("heal, " + keepers.label() + ", run " + runs.size() + ": " + run.line());
  }

  Measured measured(String ours) {
    List<Figures> figures = new ArrayList<>();
    List<String> healed = new ArrayList<>();
    all.forEach(
        (label, runs) -> {
          figures.add(Figures.millis(label + ": outage", runs.stream().map(Run::outage).toList()));
          figures.add(
              Figures.millis(
                  label + ": served after heal", runs.stream().map(Run::unserved).toList()));
          healed.add(
              "%s: %d of %d healed well: the taker alone has the address, served within 1 s"
                  .formatted(label, well(runs), runs.size()));
        });
    List<Run> own = all.getOrDefault(ours, List.of());
    return Measured.of(figures, List.of(Goal.atLeast("heal-one-holder", well(own), own.size())))
        .with(healed);
  }

  private static int well(List<Run> runs) {
    return (int) runs.stream().filter(Run::well).count();
  }
}
