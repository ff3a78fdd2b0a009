package casfailover.handover;

import casfailover.pair.Epoch;
import java.time.Duration;

/**
 * What one agent asks of the other to move the address on purpose. The holder offers; the other
 * one, which is the target, checks whether it could serve, and asks for the release.
 */
public sealed interface Question {

  /** The term that is to end. */
  Epoch epoch();

  /** A number that is another one for each try of the one who asks. */
  long attempt();

  /**
   * The holder asks the target to take the address from it. The answer comes when that is done or
   * will not be.
   *
   * @param cause why
   * @param author the person who ordered it; empty if nobody did or it was not told
   * @param comment what that person said of it; empty if nothing
   * @param dryRun whether the target only says what it would do
   */
  record Offer(
      Epoch epoch, long attempt, Cause cause, String author, String comment, boolean dryRun)
      implements Question {}

  /**
   * The target asks the holder to let the address go. The answer is given when the address is gone
   * there, and stands for the target's own look at the wire while its grant runs.
   *
   * @param grant how long the target may still add the address after it asked
   * @param ordered whether a person wants it, so that no pause of the holder keeps it
   */
  record Release(Epoch epoch, long attempt, Duration grant, boolean ordered) implements Question {

    /**
     * Written out: what a record has by itself is built when it is first used, and clients wait.
     */
    @Override
    public boolean equals(Object other) {
      return other instanceof Release that
          && attempt == that.attempt
          && ordered == that.ordered
          && epoch.equals(that.epoch)
          && grant.equals(that.grant);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(attempt);
    }
  }
}
