package casfailover.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must have happened in many runs, or they have shown nothing. */
final class Expected {

  private static final int OFTEN = 200;
  private static final int SOMETIMES = 10;

  private static final List<String> OFTEN_SEEN =
      List.of(
          "take failover",
          "take home",
          "take given up",
          "release RIGHT_LOST",
          "release LEASE_BROKEN",
          "stop",
          "databases moved",
          "write failed",
          "delete failed",
          "event lost",
          "event doubled",
          "letter takeover",
          "letter release",
          "held");

  private static final List<String> SOMETIMES_SEEN =
      List.of(
          "take adopted",
          "take ordered",
          "take handover",
          "reclaim",
          "handover FAILBACK",
          "handover EVACUATION",
          "handover STOP",
          "handover GATEWAY",
          "release OUTRANKED",
          "release PEER_ANSWERS_TOO",
          "release RIGHT_UNKNOWN_GATEWAY_SILENT",
          "letter would_have",
          "add failed");

  private static final List<String> SEEN_AT_ALL =
      List.of(
          "two for a moment: a machine stood still with the address",
          "two for a moment: a server was told that the databases are there");

  private Expected() {}

  /** What did not happen, or not often enough. */
  static List<String> missing(Coverage coverage) {
    List<String> missing = new ArrayList<>();
    for (Mishap kind : Mishap.values()) {
      need("fault " + kind, SOMETIMES, coverage, missing);
    }
    OFTEN_SEEN.forEach(what -> need(what, OFTEN, coverage, missing));
    SOMETIMES_SEEN.forEach(what -> need(what, SOMETIMES, coverage, missing));
    SEEN_AT_ALL.forEach(what -> need(what, 1, coverage, missing));
    for (String step : CrashFaults.MOVE_STEPS) {
      need("crash before " + step, 1, coverage, missing);
      need("crash after " + step, 1, coverage, missing);
    }
    for (String step : CrashFaults.MOVE_WRITES) {
      need("crash in the middle of " + step, 1, coverage, missing);
    }
    for (String word : CrashFaults.WORDS) {
      for (Trap.Cut cut : Trap.Cut.values()) {
        need("crash " + cut.text() + " " + word, 1, coverage, missing);
      }
    }
    for (String step : CrashFaults.STEPS) {
      if (!step.isEmpty()) {
        for (Trap.Cut cut : Trap.Cut.values()) {
          boolean torn = cut == Trap.Cut.TORN;
          if (!torn || CrashFaults.WRITES.contains(step)) {
            need("crash " + cut.text() + " " + step, 1, coverage, missing);
          }
        }
      }
    }
    return missing;
  }

  private static void need(String what, int times, Coverage coverage, List<String> missing) {
    if (coverage.of(what) < times) {
      missing.add(String.format(Locale.ROOT, "%s: %d of %d", what, coverage.of(what), times));
    }
  }
}
