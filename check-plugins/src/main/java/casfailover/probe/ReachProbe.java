package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.sight.Sighting;

/** Asks whether a machine outside finds the way to an address that this machine has. */
public interface ReachProbe {

  /**
   * Asks a neighbour in the name of an address: seen if its answer came to that address, silent if
   * none came, unknown if it could not be asked.
   */
  Sighting probe(Ipv4 from, Ipv4 neighbour, String networkInterface);
}
