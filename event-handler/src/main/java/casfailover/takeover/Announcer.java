package casfailover.takeover;

import casfailover.pair.Cidr;

/** Tells the network at which machine an address is now, so that nobody asks the old one. */
public interface Announcer {

  /**
   * An address has come this moment: the network is told as far as that takes no program, since
   * clients wait. The announcements follow.
   */
  default void arrived(Cidr address) {}

  /** Announces an address once; returns at once. */
  void announce(Cidr address, String networkInterface);

  /**
   * Ends what still announces: an announcer of an address that was released leads clients astray.
   */
  void silence();
}
