package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How long clients are cut off when the holder loses its network, from its last answer to the other
 * server's first, with nobody there but the monitor that notices; beside keepalived, which needs
 * none.
 */
final class EndToEndBench {
  /** As quick as the rules allow, and still never two holders. */
  static final String TIMES =
      """
      limit=5
      ping_deadline=200ms
      lease=1s
      dag_max_age=500ms
      tick=100ms
      """;

  /** How long after a server is gone its databases are mounted on the other one. */
  static final long DATABASES_MOVE_MS = 200;

  static final Duration NAGIOS_INTERVAL = Duration.ofSeconds(1);
  static final Duration ICINGA_INTERVAL = Duration.ofMillis(200);

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Site site;
  private final ClientView client;
  private final Consumer<String> out;
  private final Map<String, List<Double>> outages = new LinkedHashMap<>();

  EndToEndBench(Site site, Consumer<String> out) {
    this.site = site;
    this.client = new ClientView(site.timeline());
    this.out = out;
  }

  void run(Keepers keepers) {
    Host holder = keepers.settle();
    Host taker = Keepers.other(holder);
    Instant cut = Instant.now();
    site.cut(holder);
    keepers.failed(holder);
    double outage = client.answered(taker, cut, SOON).gap();
    site.heal(holder);
    keepers.well(taker);
    List<Double> all = outages.computeIfAbsent(keepers.label(), first -> new ArrayList<>());
    all.add(outage);
    out.accept(
        "endtoend, %s, run %d: cut off %.0f ms".formatted(keepers.label(), all.size(), outage));
  }

  /** What was measured, each of ours beside an anchor. */
  Measured measured(String nagios, String icinga, String anchor) {
    return Measured.of(
        outages.entrySet().stream()
            .map(each -> Figures.millis(each.getKey() + ": outage", each.getValue()))
            .toList(),
        List.of(
            Goal.atMost("nagios-endtoend-ratio", median(nagios) / median(anchor), 1.5),
            Goal.atMost("icinga-endtoend-ratio", median(icinga) / median(anchor), 1.1)));
  }

  private double median(String label) {
    return Figures.millis(label, outages.getOrDefault(label, List.of())).median();
  }
}
