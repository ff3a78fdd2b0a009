package casfailover.takeover;

import casfailover.pair.Ipv4;

/** Tells which addresses the system would bring back by itself after a restart. */
public interface PersistentAddresses {

  /** Whether an address is one of them. */
  Answer holds(Ipv4 address);

  /** One of three answers. */
  sealed interface Answer {

    /** It comes back after a restart, as an address does that somebody has configured. */
    record Persistent() implements Answer {}

    /** It is gone after a restart, if it is there at all. */
    record Passing() implements Answer {}

    /**
     * It could not be asked.
     *
     * @param why what was tried and what came back, in one sentence
     */
    record Unknown(String why) implements Answer {}
  }
}
