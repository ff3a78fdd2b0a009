package casfailover.keep;

import casfailover.handover.Question;
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

  /**
   * The peer is asked to let the address go, and may do so at any moment.
   *
   * @param grantEnd until when its answer allows the address to be added
   */
  record Asking(
      Entry.Begun begun, View evidence, Question.Release question, Moment since, Moment grantEnd)
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

  /** The address is here, and that it will be handed over is being written. */
  record Ceding(Tenure tenure, Entry.HandingOver handing) implements Phase {}

  /**
   * The address is gone from here so that the peer can add it, and whether it did is not known.
   *
   * @param reclaimAt when the peer cannot add it any more, so that it may come back
   */
  record Ceded(Entry.HandingOver handing, Moment since, Moment reclaimAt) implements Phase {}
}
