package casfailover.simulation;

import casfailover.sight.Guard;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/** Draws what goes wrong where a server looks around. */
final class LookFaults {

  private static final List<Guard> GUARDS = List.copyOf(EnumSet.allOf(Guard.class));
  private static final List<Guard> EXCHANGE = List.of(Guard.DATABASES, Guard.QUORUM);

  private final SplittableRandom lots;
  private final Spans spans;

  LookFaults(SplittableRandom lots, Spans spans) {
    this.lots = lots;
    this.spans = spans;
  }

  /** One way of looking, whichever. */
  Trouble ailment(int n, Ailment how) {
    Guard guard = GUARDS.get(lots.nextInt(GUARDS.size()));
    return spans.lasting(
        Place.server(n) + " looks at " + guard + ": " + how,
        w -> ail(w, n, List.of(guard), how),
        w -> ail(w, n, List.of(guard), Ailment.NONE));
  }

  Trouble dagUnreadable(int n) {
    Ailment how = lots.nextBoolean() ? Ailment.HANGS : Ailment.UNKNOWN;
    return spans.lasting(
        "PowerShell on " + Place.server(n) + ": " + how,
        w -> ail(w, n, EXCHANGE, how),
        w -> ail(w, n, EXCHANGE, Ailment.NONE));
  }

  /** Either PowerShell of what it tells, or the client access that accepts and serves nobody. */
  Trouble lies(int n) {
    boolean exchange = lots.nextInt(3) > 0;
    List<Guard> guards = exchange ? EXCHANGE : List.of(Guard.OWN_SERVICE);
    return spans.lasting(
        Place.server(n) + " looks at " + guards + ": " + Ailment.LIES,
        w -> {
          ail(w, n, guards, Ailment.LIES);
          w.machines[n].serviceRuns(exchange);
        },
        w -> {
          ail(w, n, guards, Ailment.NONE);
          w.machines[n].serviceRuns(true);
        });
  }

  private static void ail(World w, int n, List<Guard> guards, Ailment how) {
    guards.forEach(guard -> w.machines[n].looks.ail(guard, how));
  }
}
