package casfailover.simulation;

import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** What can happen, and how often it does compared with the others. */
enum Mishap {
  CUT_SERVER(8),
  CUT_PEERS(8),
  CUT_GATEWAY(4),
  CUT_WITNESS(2),
  CUT_MONITOR(2),
  CUT_CLIENT(2),
  CUT_ONE_WAY(4),
  GATEWAY_OFF(2),
  POWER_OFF(6),
  POWER_OFF_BOTH(2),
  KILL(6),
  CRASH_AT_STEP(26),
  STOP(3),
  FREEZE(6),
  SUSPEND(2),
  STUN(2),
  CLOCK_STEP(2),
  DISK(5),
  DISK_SLOW(2),
  JOURNAL_LOST(1),
  PROBE_UNKNOWN(5),
  PROBE_SLOW(3),
  PROBE_HANGS(3),
  DAG_UNREADABLE(3),
  DAG_MOVES(5),
  SERVICE_DOWN(3),
  CHANGES_FAIL(3),
  CHANGES_SLOW(2),
  EVENTS_LOST(2),
  EVENTS_LATE(3),
  EVENTS_DOUBLED(3),
  MONITOR_RESTARTS(2),
  DOWNTIME(1),
  MAIL_SERVER_DOWN(1),
  STRANGER(1),
  ADDRESS_REMOVED(1),
  ADDRESS_PLANTED(1),
  ORDER_TAKEOVER(3),
  ORDER_RELEASE(2),
  ORDER_PAUSE(2),
  ORDER_RESUME(2),
  ORDER_FAILBACK(3),
  ORDER_EVACUATE(2),
  ORDER_KEEP(1),
  SETTINGS_EXCHANGED(2),

  // Thought of later, and drawn apart: what was drawn of a seed before stays what it was.
  BACK_SOON(0, 3),
  RESTART_LOOP(0, 3),
  CRASH_IN_A_MOVE(0, 6),
  MESSAGES_LOST(0, 3),
  SETTINGS_TO_AND_FRO(0, 2),

  // And later still.
  PROBE_LIES(0, 0, 4),
  ORDER_ACKNOWLEDGE(0, 0, 2),
  CRASH_AT_A_WORD(0, 0, 3);

  private static final Mishap[] ALL = values();

  private final int share;
  private final int shareLater;
  private final int shareLatest;

  Mishap(int share) {
    this(share, 0);
  }

  Mishap(int share, int shareLater) {
    this(share, shareLater, 0);
  }

  Mishap(int share, int shareLater, int shareLatest) {
    this.share = share;
    this.shareLater = shareLater;
    this.shareLatest = shareLatest;
  }

  static Mishap drawn(SplittableRandom lots) {
    return drawn(lots, each -> each.share);
  }

  static Mishap drawnLater(SplittableRandom lots) {
    return drawn(lots, each -> each.shareLater);
  }

  static Mishap drawnLatest(SplittableRandom lots) {
    return drawn(lots, each -> each.shareLatest);
  }

  private static Mishap drawn(SplittableRandom lots, ToIntFunction<Mishap> share) {
    int sum = 0;
    for (Mishap each : ALL) {
      sum += share.applyAsInt(each);
    }
    int lot = lots.nextInt(sum);
    int i = 0;
    while (lot >= share.applyAsInt(ALL[i])) {
      lot -= share.applyAsInt(ALL[i]);
      i++;
    }
    return ALL[i];
  }
}
