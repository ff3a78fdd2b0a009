package casfailover.decide;

/**
 * The rows of the two decision tables, in their order; the first that matches wins. Their numbers
 * are those that status, journal and mail show.
 */
public enum Row {
  // Not holding.
  ENDED(1),
  PEER_SERVES(2),
  /** The two servers were told different things: no row of its own in the table, a hold like 5. */
  SETTINGS_DIFFER(2),
  GOING_HOME(3),
  NOTHING_ARMED(4),
  DOWNTIME(5),
  MONITOR_SEES_PEER(6),
  HISTORY_UNKNOWN(7),
  PEER_UNKNOWN(7),
  GATEWAY_UNKNOWN(7),
  WIRE_UNKNOWN(7),
  DATABASES_UNKNOWN(7),
  OWN_SERVICE_UNKNOWN(7),
  GATEWAY_SILENT(8),
  DATABASES_NOT_HERE(9),
  /** Without a DAG to ask, the monitor must say that the peer is down. */
  MONITOR_DOES_NOT_CONFIRM(9),
  OWN_SERVICE_SILENT(10),
  COOL_DOWN(11),
  WIRE_ANSWERS(12),
  PEER_DOES_NOT_SERVE(12),
  KEEPER_GONE(13),
  PEER_HOLDS(14),
  PEER_TAKES(14),
  WAITING(14),
  PEER_DEAD(15),

  // Holding.
  LEASE_BROKEN(1),
  OUTRANKED(2),
  PEER_ANSWERS_TOO(3),
  STRANGER_ANSWERS_TOO(4),
  ONLY_PEER_HAS_GATEWAY(5),
  PEER_SEEN(6),
  PEER_SEEN_JUST_NOW(7),
  PEER_NOT_SEEN_YET(7),
  RIGHT_LOST(8),
  RIGHT_CONFIRMED(9),
  RIGHT_UNKNOWN(10),
  RIGHT_UNKNOWN_GATEWAY_SILENT(10);

  private final int number;

  Row(int number) {
    this.number = number;
  }

  /** The number of the row in its table. */
  public int number() {
    return number;
  }
}
