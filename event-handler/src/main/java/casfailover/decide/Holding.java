package casfailover.decide;

/**
 * What a server that holds the address knows at one moment.
 *
 * @param broken whether the last renewal came later than the lifetime before it, or the clocks
 *     disagree by more than that
 * @param agent what the peer's agent says
 * @param wire who else answers on the wire for the address
 * @param contact when the peer was last seen
 * @param right whether we may keep the address while the peer is silent
 * @param gateway whether the gateway answered within the time in which a peer would count as silent
 * @param onlyPeerHasGateway whether the gateway has long been silent for us while the peer, which
 *     could take the address, saw it all the time
 * @param defended whether we have already defended the address against the same machine
 * @param paused whether a person keeps the address from moving
 */
public record Holding(
    boolean broken,
    Agent agent,
    Evidence.Wire wire,
    Contact contact,
    Right right,
    Evidence.Look gateway,
    boolean onlyPeerHasGateway,
    boolean defended,
    boolean paused) {

  /** What the peer's agent says. */
  public enum Agent {
    /** It holds too, in a higher term. */
    OUTRANKS_US,
    ANSWERS,
    SILENT
  }

  /** When the peer was last seen. */
  public enum Contact {
    SEEN,
    /** Not so long ago that its absence says anything. */
    JUST_NOW,
    /** Not since our start, which is a moment ago: what it did before is not known. */
    NOT_YET,
    GONE
  }

  /** Whether we may keep the address while the peer is silent. */
  public enum Right {
    /** Quorum here, and the databases not mounted on another server alone. */
    CONFIRMED,
    /** No quorum, or the databases are mounted on another server and none here. */
    LOST,
    UNKNOWN,
    /** The settings say that there is no DAG to ask. */
    NOT_ASKED,
    /** A person ordered the takeover in spite of the databases; it stands until they are here. */
    ORDERED
  }
}
