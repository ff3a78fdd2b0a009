package casfailover.handover;

import java.time.Duration;

/** The other agent, as far as the two move the address between them. */
public interface Peer {

  /**
   * Asks it once, and waits for its answer.
   *
   * @param patience how long the answer is worth waiting for
   */
  Answer ask(Question question, Duration patience);
}
