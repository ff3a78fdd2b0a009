package casfailover.agent;

import casfailover.check.ReadinessFacts;
import casfailover.check.Status;
import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.config.SettingsText;
import casfailover.decide.Evidence;
import casfailover.decide.Reason;
import casfailover.decide.Situation;
import casfailover.keep.View;
import casfailover.report.Drill;
import casfailover.report.Drill.Effect;
import casfailover.report.Drill.Guarded;
import casfailover.report.WhatIf;
import casfailover.sight.Guard;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts what the keeper knows into a drill: all guards, and what they decide with the peer gone. */
final class DrillView {

  /** How long one add of the address takes on Linux. */
  private static final Duration ADD = Duration.ofSeconds(1);

  /** What each guard of the readiness looked at last. */
  private static final Map<String, Guard> LOOKS =
      Map.of(
          "peer agent", Guard.PEER_AGENT,
          "wire", Guard.WIRE,
          "databases", Guard.DATABASES,
          "quorum", Guard.QUORUM,
          "client access", Guard.OWN_SERVICE);

  private final Settings settings;
  private final Readiness readiness;

  DrillView(Settings settings, Readiness readiness) {
    this.settings = settings;
    this.readiness = readiness;
  }

  Drill drill(View v) {
    List<ReadinessFacts.Result> results = readiness.facts(v).guards();
    List<Guarded> guards = new ArrayList<>();
    results.forEach(result -> guards.add(guarded(result, v)));
    v.situation().ifPresent(situation -> guards.addAll(ofSituation(situation)));
    if (settings.dag() == DagSource.EXCHANGE && results.stream().noneMatch(r -> is(r, "quorum"))) {
      guards.add(quorum(v));
    }
    return new Drill(
        settings.pair(),
        guards,
        v.situation().map(situation -> peerFails(situation, results, v)),
        SettingsText.worstCase(settings, ADD));
  }

  /** A monitor that does not ask does not report either, and a takeover begins with a report. */
  private static Guarded guarded(ReadinessFacts.Result result, View v) {
    boolean unreported = is(result, "monitor") && result.status() != Status.OK;
    Effect effect =
        switch (result.status()) {
          case OK -> Effect.PASSES;
          case WARNING -> unreported ? Effect.HOLDS : Effect.WARNS;
          case CRITICAL, UNKNOWN -> Effect.HOLDS;
        };
    Optional<Sighting> look =
        is(result, "gateway")
            ? Optional.of(v.gateway())
            : Optional.ofNullable(LOOKS.get(result.name())).flatMap(v::sighting);
    return new Guarded(result.name(), effect, result.sentence(), look.map(s -> s.age(v.at())));
  }

  private static boolean is(ReadinessFacts.Result result, String name) {
    return result.name().equals(name);
  }

  /** What the table asks and the readiness does not. */
  private List<Guarded> ofSituation(Situation situation) {
    if (!(situation instanceof Situation.Standing standing)) {
      return List.of();
    }
    Evidence e = standing.evidence();
    return List.of(
        new Guarded(
            "downtime",
            e.downtime() ? Effect.HOLDS : Effect.PASSES,
            e.downtime()
                ? "one is set for "
                    + settings.pair().self()
                    + " or its CAS peer: end it on the dashboard"
                : "none is set",
            Optional.empty()),
        new Guarded(
            "cool-down",
            e.coolingDown() ? Effect.HOLDS : Effect.PASSES,
            e.coolingDown()
                ? Reason.seconds(standing.details().coolDownLeft()) + " left: wait"
                : "over",
            Optional.empty()));
  }

  private static Guarded quorum(View v) {
    Optional<Sighting> look = v.sighting(Guard.QUORUM);
    Effect effect =
        look.filter(Sighting.Silent.class::isInstance).isPresent()
            ? Effect.HOLDS
            : look.filter(Sighting.Seen.class::isInstance).isPresent()
                ? Effect.PASSES
                : Effect.WARNS;
    String sentence =
        look.map(Sighting::detail).orElse("not asked yet")
            + (effect == Effect.HOLDS ? ": an address is let go without it: Get-ClusterNode" : "");
    return new Guarded("quorum", effect, sentence, look.map(s -> s.age(v.at())));
  }

  /**
   * The same moment with the peer gone: the monitor has said so, the waiting is over, and the DAG
   * has moved what it can.
   */
  private Situation peerFails(Situation situation, List<ReadinessFacts.Result> results, View v) {
    List<String> words = new ArrayList<>(List.of("peer=silent"));
    if (situation instanceof Situation.Standing) {
      words.addAll(List.of("armed=yes", "monitor=peer_down", "wait=over"));
      words.add("wire=" + wire(results));
      words.add("service=" + service(results));
      if (settings.dag() == DagSource.EXCHANGE) {
        words.add("databases=" + databases(results));
      }
    } else if (settings.dag() == DagSource.EXCHANGE) {
      words.add("right=" + right(v));
    }
    boolean dag = settings.dag() == DagSource.EXCHANGE;
    return new WhatIf(settings.pair(), settings.timing(), dag, Optional.of(situation))
        .suppose(words)
        .situation();
  }

  // What is looked at now and then is too old to take on; in earnest it is looked at all the time.

  /** Whoever answers now is either the peer, and gone with it, or stays. */
  private static String wire(List<ReadinessFacts.Result> results) {
    return ofGuard("wire", results, "silent", "stranger");
  }

  private static String service(List<ReadinessFacts.Result> results) {
    return ofGuard("client access", results, "seen", "silent");
  }

  private static String databases(List<ReadinessFacts.Result> results) {
    return ofGuard("databases", results, "here", "not_here");
  }

  /** What a guard of the readiness comes to, in a word of the tables. */
  private static String ofGuard(
      String name, List<ReadinessFacts.Result> results, String well, String critical) {
    return results.stream()
        .filter(result -> is(result, name))
        .findFirst()
        .map(
            result ->
                switch (result.status()) {
                  case OK, WARNING -> well;
                  case CRITICAL -> critical;
                  case UNKNOWN -> "unknown";
                })
        .orElse("unknown");
  }

  private static String right(View v) {
    return v.sighting(Guard.QUORUM)
        .map(
            look ->
                look instanceof Sighting.Seen
                    ? "confirmed"
                    : look instanceof Sighting.Silent ? "lost" : "unknown")
        .orElse("unknown");
  }
}
