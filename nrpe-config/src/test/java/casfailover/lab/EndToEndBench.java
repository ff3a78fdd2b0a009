package casfailover.lab;

import casfailover.pair.Timing;
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
  /** How quick the pair and its databases are. */
  enum Pace {
    /** As quick as the rules allow, and still never two holders. */
    QUICK(
        """
        limit=5
        ping_deadline=200ms
        lease=1s
        dag_max_age=500ms
        tick=100ms
        cool_down=18s
        """,
        200,
        AgentKeepers.COOL_DOWN),

    /** As a fresh installation is, with databases that decide how long it takes. */
    DEFAULT("", 8000, Timing.DEFAULT.coolDown());

    private final String times;
    private final long databasesMoveMs;
    private final Duration coolDown;

    Pace(String times, long databasesMoveMs, Duration coolDown) {
      this.times = times;
      this.databasesMoveMs = databasesMoveMs;
      this.coolDown = coolDown;
    }

    /** The site of this pace. */
    Site.Plan plan(Monitor monitor) {
      return new Site.Plan(monitor, times, "", databasesMoveMs);
    }

    /** How long after a take the same server takes again. */
    Duration coolDown() {
      return coolDown;
    }
  }

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

  /** The outages; where the databases decide they are shown only. */
  List<Figures> figures() {
    return outages.entrySet().stream()
        .map(each -> Figures.millis(each.getKey() + ": outage", each.getValue()))
        .toList();
  }

  /** How each of ours compares with an anchor. */
  List<Goal> goals(String nagios, String icinga, String anchor) {
    return List.of(
        Goal.atMost("nagios-endtoend-ratio", median(nagios) / median(anchor), 1.5),
        Goal.atMost("icinga-endtoend-ratio", median(icinga) / median(anchor), 1.1));
  }

  private double median(String label) {
    return Figures.millis(label, outages.getOrDefault(label, List.of())).median();
  }
}
