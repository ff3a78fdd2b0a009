package casfailover.takeover;

import java.util.OptionalLong;

/** The link of an interface: whether its cable is in, as the system counts it. */
public interface Carrier {

  /**
   * How often the link came up since the interface is there; empty if the system does not tell. A
   * number that grew tells of a link that was lost and came back between two looks.
   */
  OptionalLong ups(String networkInterface);
}
