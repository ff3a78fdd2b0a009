package casfailover.agent;

import casfailover.sight.Sighting;

/** The line to the other agent. */
@FunctionalInterface
public interface PeerLine {

  /** Asks it once what it says of itself; a sighting that is seen carries its report. */
  Sighting ask();
}
