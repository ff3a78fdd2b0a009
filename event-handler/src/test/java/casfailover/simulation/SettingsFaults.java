package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;

import casfailover.pair.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Draws other settings than those that the servers began with, told now to one, now to both. */
final class SettingsFaults {

  private final SplittableRandom lots;
  private final Timing timing;

  SettingsFaults(SplittableRandom lots, Timing timing) {
    this.lots = lots;
    this.timing = timing;
  }

  Trouble exchanged(int n) {
    long pause = MILLI * lots.nextInt(3000);
    Timing other = longer();
    String hash = "0000" + Integer.toHexString(lots.nextInt(256));
    return new Trouble(
        String.format(
            Locale.ROOT,
            "lease %d ms and dag_max_age %d ms, first on %s and %d ms later on the other",
            other.lease().toMillis(),
            other.dagMaxAge().toMillis(),
            Place.server(n),
            pause / MILLI),
        w -> {
          tell(w, n, other, hash);
          w.agenda.in(pause, () -> tell(w, 1 - n, other, hash));
        });
  }

  /** Each server is told of other times again and again, in any order, or is forgotten. */
  Trouble toAndFro() {
    record Told(long at, int server, Timing timing, String hash) {}
    List<Told> all = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    long time = 0;
    for (int round = 2 + lots.nextInt(3); round > 0; round--) {
      Timing next = longer();
      int first = lots.nextInt(2);
      for (int n : new int[] {first, 1 - first}) {
        time += MILLI * lots.nextInt(2000);
        if (lots.nextInt(4) > 0) {
          String hash = "000%d%02d".formatted(round, lots.nextInt(100));
          all.add(new Told(time, n, next, hash));
          text.append(
              " %s %d/%d ms;"
                  .formatted(
                      Place.server(n), next.lease().toMillis(), next.dagMaxAge().toMillis()));
        }
      }
    }
    return new Trouble(
        "lease and dag_max_age are told:" + text,
        w ->
            all.forEach(
                told ->
                    w.agenda.in(
                        told.at(), () -> tell(w, told.server(), told.timing(), told.hash()))));
  }

  private static void tell(World w, int n, Timing timing, String hash) {
    w.machines[n].reload(w.site.setup(n, timing, hash));
  }

  /** The times of the schedule, with a longer lease and older readings. */
  private Timing longer() {
    int lease = 1 + lots.nextInt(3);
    int dagMaxAge = 1 + lots.nextInt(3);
    return new Timing(
        timing.limit(),
        timing.pingInterval(),
        timing.pingDeadline(),
        timing.tick(),
        timing.lease().multipliedBy(lease),
        timing.dagMaxAge().multipliedBy(dagMaxAge),
        timing.evidenceMaxAge(),
        timing.grant(),
        timing.standDown(),
        timing.peerUpHold().multipliedBy(3),
        timing.coolDown(),
        timing.dagPatience(),
        timing.remindEvery());
  }
}
