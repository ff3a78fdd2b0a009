package casfailover.lab;

import java.time.Instant;

/**
 * An event as the monitor's event handler words it, for calls that Nagios does not make.
 *
 * @param service {@code peer}, the default: the other server than the one that is called; or {@code
 *     cas_ip}: the address that they share
 * @param peerState how the monitor itself sees the other server, which it has looked at just now
 */
record PeerEvent(
    String service, String peerState, String state, String type, int attempt, String problem) {
  static final String COMMAND = "handle_event";

  PeerEvent(String state, String type, int attempt, String problem) {
    this("peer", state.equals("OK") ? "UP" : "DOWN", state, type, attempt, problem);
  }

  /** The words after the command. */
  String[] words() {
    long now = Instant.now().getEpochSecond();
    return new String[] {
      "cas_ip=" + Host.CAS_IP,
      "service=" + service,
      "state=" + state,
      "type=" + type,
      "attempt=" + attempt,
      "problem=" + problem,
      "downtime=0",
      "peer_state=" + peerState,
      "peer_checked=" + now,
      "now=" + now
    };
  }

  /** The same as one NRPE query. */
  String query() {
    return COMMAND + "!" + String.join("!", words());
  }

  @Override
  public String toString() {
    return COMMAND + " " + service + " " + state + " " + type + " problem " + problem;
  }
}
