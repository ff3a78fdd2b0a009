package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.sight.Sighting;

/**
 * Asks the wire which machines have an address. Serves for the client access address, where any
 * answer forbids a takeover, and for a gateway that drops ping.
 */
public interface WireProbe {

  /**
   * Asks, and waits for the answers of all: seen with the hardware addresses of the other machines
   * that answered, silent if none did, unknown if it could not be asked. This machine itself does
   * not count, whether it has the address or not.
   */
  Sighting probe(Ipv4 address, String networkInterface);
}
