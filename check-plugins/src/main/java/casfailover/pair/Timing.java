package casfailover.pair;

import java.time.Duration;

/**
 * The times that both servers keep to. They must be the same on both, since each counts on what the
 * other does within them.
 *
 * @param limit how many pings in a row must be missed before the peer counts as silent
 * @param pingInterval from one ping to the next
 * @param pingDeadline how long a ping may take to be answered
 * @param tick how often the keeper looks at itself without being told anything
 * @param lease how long the kernel keeps an address that nobody renews
 * @param dagMaxAge how old a reading of the databases may be, counted from its start
 * @param evidenceMaxAge how old anything else that was seen may be when an address is taken
 * @param grant how long an answer of the peer that it released stands for our look at the wire
 * @param standDown how long an address must be served before the wish for it ends
 * @param peerUpHold how long the monitor's word that it reaches the peer can hold a takeover
 * @param coolDown from our last takeover to the next
 * @param dagPatience how long all the databases are waited for before some are enough
 * @param remindEvery from one reminding mail to the next
 */
public record Timing(
    int limit,
    Duration pingInterval,
    Duration pingDeadline,
    Duration tick,
    Duration lease,
    Duration dagMaxAge,
    Duration evidenceMaxAge,
    Duration grant,
    Duration standDown,
    Duration peerUpHold,
    Duration coolDown,
    Duration dagPatience,
    Duration remindEvery) {

  /** The times of a pair whose settings name none. */
  public static final Timing DEFAULT =
      new Timing(
          10,
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofMillis(200),
          Duration.ofSeconds(4),
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofHours(1));

  /**
   * The same on Windows: an add takes some seconds there, which the lease must outlast, and each
   * look starts programs.
   */
  public static final Timing DEFAULT_ON_WINDOWS =
      new Timing(
          DEFAULT.limit,
          Duration.ofMillis(250),
          DEFAULT.pingDeadline,
          DEFAULT.tick,
          Duration.ofSeconds(8),
          DEFAULT.dagMaxAge,
          Duration.ofSeconds(2),
          DEFAULT.grant,
          DEFAULT.standDown,
          DEFAULT.peerUpHold,
          DEFAULT.coolDown,
          DEFAULT.dagPatience,
          DEFAULT.remindEvery);

  /** D: how long nothing of the peer must have been heard before it counts as silent. */
  public Duration silence() {
    return Duration.ofNanos(pingInterval.toNanos() * limit + pingDeadline.toNanos());
  }

  /** How long a holder keeps the address without asking for its right after it heard the peer. */
  public Duration grace() {
    return longer(silence(), dagMaxAge);
  }

  /** From one renewal of the lease to the next. */
  public Duration renew() {
    return Duration.ofNanos(lease.toNanos() / 4);
  }

  /**
   * How long a taker waits until a holder that it cannot see must have lost the address: its grace,
   * its lease, half a second for the kernel's timer and two ticks, and one per cent for clocks that
   * run apart.
   */
  public Duration takeWait() {
    Duration sum = grace().plus(lease).plusMillis(500).plus(tick).plus(tick);
    return Duration.ofNanos(sum.toNanos() * 101 / 100);
  }

  /**
   * How long a server that released for a handover waits before it may take back.
   *
   * @param add how long one add of the address takes: 1 s on Linux, 6 s on Windows
   */
  public Duration reclaimWait(Duration add) {
    return grant.plus(tick.multipliedBy(2)).plus(add);
  }

  /**
   * These times, with each that a taker counts on as short as it is here or there: what a holder
   * keeps to as long as nobody knows which of the two the other server goes by.
   */
  public Timing noLongerThan(Timing other) {
    Timing pings = other.silence().compareTo(silence()) < 0 ? other : this;
    return new Timing(
        pings.limit,
        pings.pingInterval,
        pings.pingDeadline,
        shorter(tick, other.tick),
        shorter(lease, other.lease),
        shorter(dagMaxAge, other.dagMaxAge),
        shorter(evidenceMaxAge, other.evidenceMaxAge),
        grant,
        standDown,
        peerUpHold,
        coolDown,
        dagPatience,
        remindEvery);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
