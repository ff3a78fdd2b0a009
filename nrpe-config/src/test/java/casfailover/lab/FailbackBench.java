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
 * How long a client is cut off when a person moves the address between two servers that are well:
 * there, and back to the preferred owner, which is the failback.
 */
final class FailbackBench {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Until all is announced, written and told, so that each move begins in peace. */
  private static final Duration PEACE = Duration.ofSeconds(3);

  private final Site site;
  private final ClientView client;
  private final Consumer<String> out;
  private final Map<String, List<Double>> there = new LinkedHashMap<>();
  private final Map<String, List<Double>> back = new LinkedHashMap<>();
  private final Map<String, List<Double>> between = new LinkedHashMap<>();

  FailbackBench(Site site, Consumer<String> out) {
    this.site = site;
    this.client = new ClientView(site.timeline());
    this.out = out;
  }

  /** Brings them to where the first move begins. */
  void begin(Keepers keepers) {
    if (keepers.settle() != Host.EXCH_A) {
      move(keepers, Host.EXCH_A);
    }
  }

  /** Moves the address to the other server and back. */
  void run(Keepers keepers) {
    double away = move(keepers, Host.EXCH_B);
    double home = move(keepers, Host.EXCH_A);
    add(there, keepers, away);
    int runs = add(back, keepers, home);
    out.accept(
        String.format(
            Locale.ROOT,
            "failback, %s, run %d: cut off %.0f ms on the way there, %.0f ms on the way back",
            keepers.label(),
            runs,
            away,
            home));
  }

  private double move(Keepers keepers, Host to) {
    Instant ordered = Instant.now();
    keepers.move(to);
    double gap = client.answered(to, ordered, SOON).gap();
    Site.watch(PEACE);
    add(between, keepers, bareFor(to, ordered));
    List<Host> holders = site.lab().holders();
    if (!holders.equals(List.of(to))) {
      throw new Unseen("after a move to " + to.label() + " the address is on " + holders);
    }
    return gap;
  }

  /** How long no server had the address, in milliseconds; less than 0 where both had it. */
  private double bareFor(Host to, Instant ordered) {
    Instant up = first(Step.Kind.ADDRESS_UP, to, ordered);
    Instant gone = first(Step.Kind.ADDRESS_GONE, Keepers.other(to), ordered);
    return ClientView.millis(gone, up);
  }

  private Instant first(Step.Kind kind, Host server, Instant from) {
    return site.timeline()
        .await(kind + " on " + server.label(), kind, from, SOON, step -> step.says(server.label()))
        .at();
  }

  /** Says how many there are then. */
  private static int add(Map<String, List<Double>> to, Keepers keepers, double millis) {
    List<Double> all = to.computeIfAbsent(keepers.label(), first -> new ArrayList<>());
    all.add(millis);
    return all.size();
  }

  /** The bound of the ratio is to the quickest of the others, whatever it is set to. */
  Measured measured(String ours) {
    List<Figures> figures = new ArrayList<>();
    there.forEach((label, gaps) -> figures.add(Figures.millis(label + ": moved away", gaps)));
    back.forEach((label, gaps) -> figures.add(Figures.millis(label + ": moved back", gaps)));
    between.forEach(
        (label, bare) ->
            figures.add(Figures.millis(label + ": nobody has it (-: both have it)", bare)));
    double own = Figures.millis(ours, back.getOrDefault(ours, List.of())).median();
    double anchor =
        back.entrySet().stream()
            .filter(each -> !each.getKey().equals(ours))
            .mapToDouble(each -> Figures.millis(each.getKey(), each.getValue()).median())
            .min()
            .orElseThrow();
    return Measured.of(
        figures,
        List.of(
            Goal.atMost("failback-outage-ms", own, 30),
            Goal.atMost("failback-ratio", own / anchor, 1.2)));
  }
}
