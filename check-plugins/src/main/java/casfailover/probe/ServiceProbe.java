package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.sight.Sighting;

/** Asks whether the client access of a server would serve a client. */
public interface ServiceProbe {

  /**
   * Asks a server: seen if all that was asked would serve, silent if anything would not, unknown
   * only if it could not be asked from here.
   */
  Sighting ask(Ipv4 host);
}
