package casfailover.decide;

import java.util.Optional;

/**
 * What must be done, and by which row of the table.
 *
 * @param act what must be done
 * @param row the row that matched
 * @param wouldHave what would have been done were it not for the pause
 */
public record Decision(Act act, Row row, Optional<Act> wouldHave) {

  /** What can be done about the address. */
  public enum Act {
    // Not holding.
    END_INTENT,
    SUSPEND,
    STAND_BY,
    PRE_ARM,
    HOLD,
    TAKE,
    HANDOVER,

    // Holding.
    KEEP,
    /** Neither renew it nor let it go: what is left of its lease is the time to find out. */
    KEEP_UNRENEWED,
    /** Keep it, and tell the other machine once that it is ours. */
    DEFEND,
    /** Keep it, and tell a person that something is wrong. */
    KEEP_AND_ALARM,
    RELEASE,
    /** Delete it without asking any further: it may be somebody else's by now. */
    DELETE
  }

  static Decision of(Act act, Row row) {
    return new Decision(act, row, Optional.empty());
  }

  /** Whether the address must be given up. */
  public boolean givesUp() {
    return act == Act.RELEASE || act == Act.DELETE;
  }
}
