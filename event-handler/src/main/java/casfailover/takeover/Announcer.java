package casfailover.takeover;

import casfailover.pair.Cidr;

/** Tells the network where an address is now. */
public interface Announcer {

  /** Begins to announce and returns at once. */
  void announce(Cidr address, String networkInterface);

  /** Ends every announcement that still runs: one of an address that is gone blackholes it. */
  void silence();
}
