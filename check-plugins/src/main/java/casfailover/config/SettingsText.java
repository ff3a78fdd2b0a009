package casfailover.config;

import casfailover.pair.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The times that follow from the settings, in plain text for {@code --check-config}. */
public final class SettingsText {

  private SettingsText() {}

  /**
   * The derived times, one a line, and last the worst case from a failure to a served client.
   *
   * @param settings what was set
   * @param add how long one add of the address takes: 1 s on Linux, 6 s on Windows
   */
  public static List<String> derived(Settings settings, Duration add) {
    Timing timing = settings.timing();
    String d =
        timing.limit()
            + " x "
            + Spell.time(timing.pingInterval())
            + " + "
            + Spell.time(timing.pingDeadline());
    return List.of(
        line("D", timing.silence(), d + ": the peer counts as silent"),
        line("renew", timing.renew(), "a quarter of the lease"),
        line("grace", timing.grace(), "a holder keeps without asking for its right"),
        line("take_wait", timing.takeWait(), "a holder that nobody sees has lost the address"),
        line("reclaim_wait", timing.reclaimWait(add), "a handover that failed may be undone"),
        worstCase(settings, add));
  }

  /**
   * From a failure to a served client at the worst, in one sentence.
   *
   * <p>Everything must have been confirmed for take_wait: the wire from the first SOFT state on,
   * the databases from the first reading that found them here, and that reading may begin as late
   * as dag_max_age after they came.
   *
   * @param add how long one add of the address takes: 1 s on Linux, 6 s on Windows
   */
  public static String worstCase(Settings settings, Duration add) {
    Timing timing = settings.timing();
    Duration own = timing.takeWait().plus(timing.tick()).plus(add);
    String first = Spell.time(own) + " after the monitor's first SOFT state";
    String hold =
        ", and not before HARD; a monitor that still reaches the peer adds up to "
            + Spell.time(timing.peerUpHold());
    if (settings.dag() == DagSource.NONE) {
      return "worst case from failure to served: " + first + hold;
    }
    return "worst case from failure to served: "
        + first
        + " or "
        + Spell.time(own.plus(timing.dagMaxAge()))
        + " after the databases are mounted here, whichever is later"
        + hold
        + ", a database that stays away up to "
        + Spell.time(timing.dagPatience());
  }

  private static String line(String name, Duration time, String meaning) {
    return String.format(Locale.ROOT, "%-13s%10s   %s", name, Spell.time(time), meaning);
  }
}
