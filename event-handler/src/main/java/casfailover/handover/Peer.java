package casfailover.handover;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The other agent, as far as the two move the address between them. */
public interface Peer {

  /**
   * Asks it once.
   *
   * @param patience how long the answer is worth waiting for
   * @return its answer, which always comes; on a thread of the network, which must not be kept
   *     waiting
   */
  CompletionStage<Answer> ask(Question question, Duration patience);
}
