package casfailover.takeover;

import casfailover.pair.Ipv4;

/** Tells what the system found out about an address that it was given. */
public interface DuplicateDetection {

  /** The state of an address, once it is settled or was waited for long enough. */
  State settled(Ipv4 address);

  /** What was found out. */
  sealed interface State {

    /** Nobody else has it, and it can be used. */
    record Preferred() implements State {}

    /** Another machine has it. */
    record Duplicate() implements State {}

    /**
     * Anything else that the system says.
     *
     * @param word its own word
     */
    record Other(String word) implements State {}

    /**
     * It could not be asked.
     *
     * @param why what was tried and what came back, in one sentence
     */
    record Unknown(String why) implements State {}
  }
}
