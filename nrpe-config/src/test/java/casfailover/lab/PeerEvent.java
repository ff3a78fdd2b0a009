package casfailover.lab;

import java.time.Instant;

/**
 * An event about exch-a as the monitor's event handler words it, for calls that Nagios does not
 * make.
 */
record PeerEvent(String state, String type, int attempt, String problem) {
  static final String COMMAND = "handle_event";

  /** The words after the command; the monitor has looked at exch-a just now. */
  String[] words() {
    long now = Instant.now().getEpochSecond();
    return new String[] {
      "cas_ip=" + Host.CAS_IP,
      "service=peer",
      "state=" + state,
      "type=" + type,
      "attempt=" + attempt,
      "problem=" + problem,
      "downtime=0",
      "peer_state=" + (state.equals("OK") ? "UP" : "DOWN"),
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
    return COMMAND + " " + state + " " + type + " problem " + problem;
  }
}
