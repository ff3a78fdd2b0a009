package casfailover.keep;

import casfailover.decide.Reason;
import casfailover.journal.Recollection;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a person must be told by mail.
 *
 * @param letter the same for the same news, so that it is sent once
 * @param incident what it is filed under
 * @param at when it happened
 * @param reason why
 * @param view what was known at the time that it tells of; for a take, before it began
 * @param term the term that a take began; empty for all else
 */
public record News(
    String letter,
    Kind kind,
    String incident,
    Instant at,
    Reason reason,
    View view,
    Optional<Recollection.Term> term) {

  /** What a letter tells. */
  public enum Kind {
    TAKEOVER,
    /**
     * The other server handed the address over; the detail of the reason is how long clients were
     * cut off, empty if that was not measured.
     */
    HANDOVER,
    /** The address is wanted here and is not taken. */
    HOLD,
    /** Were it not for the pause, the address would have been taken. */
    WOULD_HAVE,
    /** The address has been away from its preferred owner for a while, and nobody said anything. */
    AWAY,
    /** A person has seen what is wrong. */
    ACKNOWLEDGED,
    /** The address was let go because it had to be. */
    RELEASE,
    /** Another machine answers for the address that we have. */
    ANOTHER_ANSWERS,
    /** The address is here, and nobody outside has reached it. */
    UNREACHED,
    /** The monitors ask no more. */
    UNWATCHED
  }
}
