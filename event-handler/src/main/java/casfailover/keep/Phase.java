package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.sight.Moment;
import java.time.Duration;

/** Where a keeper stands between not having the address and having it. */
sealed interface Phase {

  /** It has not yet looked whether the address is here. */
  record Starting() implements Phase {}

  /** The address is not here, and nothing is under way. */
  record Standing() implements Phase {}

  /** The address is here from before our time, and is not adopted yet, or must not be touched. */
  record Untouched() implements Phase {}

  /**
   * The begin of a take is being written, or is written and waits for the peer to give up its own.
   *
   * @param evidence what was known when it was decided
   */
  record Beginning(Entry.Begun begun, View evidence, Moment since) implements Phase {}

  /**
   * The address is being added.
   *
   * @param commit when the newest sightings decided again
   * @param lifetime the lifetime that it is given
   */
  record Adding(Entry.Begun begun, View evidence, Moment commit, Duration lifetime)
      implements Phase {}

  /** The address is here. */
  record Holding(Tenure tenure) implements Phase {}

  /**
   * The address is being removed.
   *
   * @param last what is written when it is gone
   * @param retryAt when the removal is tried again; before that it is under way
   */
  record Leaving(Entry last, Moment since, Moment retryAt) implements Phase {}
}
