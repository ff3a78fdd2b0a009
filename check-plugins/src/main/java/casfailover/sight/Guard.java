package casfailover.sight;

import java.util.Locale;

/** One of the things that are looked at before an address is taken or kept. */
public enum Guard {
  /** The peer's answer to ping. */
  PEER_PING,
  /** The peer's client access, asked from here: ports that accept, or a page that answers 200. */
  PEER_SERVICE,
  /** The peer's agent; what it says is a {@link PeerReport}. */
  PEER_AGENT,
  /** The gateway's answer to ping. */
  GATEWAY_PING,
  /** The gateway's answer to ARP, for gateways that drop ping. */
  GATEWAY_ARP,
  /** Who answers on the wire for the address that clients connect to: {@link Neighbours}. */
  WIRE,
  /** Where the databases are mounted: a {@link DagReading}. */
  DATABASES,
  /** Whether the local cluster service has quorum: seen is yes, silent is no. */
  QUORUM,
  /** This server's own client access. */
  OWN_SERVICE,
  /** Whether a machine outside finds the way to the address that we have. */
  REACH;

  /** The word for this guard in JSON and in logs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
