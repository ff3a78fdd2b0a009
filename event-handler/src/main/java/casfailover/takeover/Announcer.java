package casfailover.takeover;

import casfailover.pair.Cidr;

/** Tells the network at which machine an address is now, so that nobody asks the old one. */
public interface Announcer {

  /** Begins to announce an address, several times over the next seconds; returns at once. */
  void announce(Cidr address, String networkInterface);

  /** Stops all announcements at once: one that goes on after a release leads clients astray. */
  void silence();
}
