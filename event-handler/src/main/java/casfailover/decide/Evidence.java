package casfailover.decide;

/**
 * What a server that does not hold the address knows at one moment, each thing in as many words as
 * the table needs. Sightings older than they may be have become unknown before they stand here.
 *
 * @param wish whether anybody wants this server to take the address
 * @param order what a person ordered by hand
 * @param home whether the vacancy rule names this server
 * @param server whether the peer's server is seen: its ping, a service or its agent answered
 * @param agent what the peer's agent says
 * @param wire who answers on the wire for the address
 * @param gateway whether the gateway answers
 * @param databases where the databases are
 * @param ownService whether our own client access accepts
 * @param downtime whether the monitor reported a downtime of this server or of its check of the
 *     peer
 * @param monitor what the monitor itself sees of the peer's host
 * @param waiting what of the waiting time still runs
 * @param coolingDown whether our last takeover was too short a time ago
 * @param sameSettings whether the peer, when last heard, had the same settings
 * @param paused whether a person keeps this server from taking
 */
public record Evidence(
    Wish wish,
    Ordered order,
    Home home,
    Look server,
    PeerAgent agent,
    Wire wire,
    Look gateway,
    Databases databases,
    Look ownService,
    boolean downtime,
    MonitorView monitor,
    Wait waiting,
    boolean coolingDown,
    boolean sameSettings,
    boolean paused) {

  /** Whether anybody wants this server to take the address. */
  public enum Wish {
    NONE,
    /** A SOFT state was heard. */
    SOFT,
    /** A HARD state was heard and not taken back. */
    ARMED,
    /** The monitor that armed has just taken it back. */
    ENDED
  }

  /** What a person ordered by hand. */
  public enum Ordered {
    NOTHING,
    TAKEOVER,
    /** Also if the databases are not here, or nobody knows where they are. */
    TAKEOVER_EVEN_IF_DATABASES
  }

  /** Whether the vacancy rule names this server. */
  public enum Home {
    OURS,
    NOT_OURS,
    /** The journal was lost, and no peer said yet which term was the last. */
    UNKNOWN
  }

  /** The three answers of a look. */
  public enum Look {
    SEEN,
    SILENT,
    UNKNOWN
  }

  /** What the peer's agent says. */
  public enum PeerAgent {
    HOLDS_AND_SERVES,
    HOLDS_WITHOUT_SERVING,
    /** It has a take begun. */
    BEGUN,
    NOT_ME,
    SILENT,
    UNKNOWN
  }

  /** Who answers on the wire for the address. */
  public enum Wire {
    SILENT,
    PEER,
    STRANGER,
    UNKNOWN
  }

  /** What the monitor itself sees of the peer's host. */
  public enum MonitorView {
    /** It said so not long ago, and had looked not long before. */
    PEER_UP,
    PEER_DOWN,
    NOTHING
  }

  /**
   * What of the time still runs in which a holder that we cannot see may have the address; of
   * several the last in this order.
   */
  public enum Wait {
    OVER,
    /** The wire was silent for long enough; the peer, the databases or our own start were not. */
    OTHERS,
    /** An agent of the peer that does not answer was heard not long enough ago. */
    AGENT,
    /** The wire was not silent for long enough. */
    WIRE
  }
}
