package casfailover.mail;

/**
 * A change of the outbox that outlives the process. A crash can fall before each and behind each;
 * whatever changes the outbox has to name the step.
 */
public enum OutboxStep {
  /** What the last process left half written is deleted. */
  HALF_WRITTEN_DELETED,
  /** The old name of a letter that went on already is deleted. */
  OLD_NAME_DELETED,
  /** A new letter is written aside. */
  LETTER_WRITTEN,
  /** A new letter waits to be sent. */
  LETTER_POSTED,
  /** A waiting letter is written aside with one more try. */
  TRY_WRITTEN,
  /** A waiting letter shows one more try. */
  TRY_NOTED,
  /** A letter was sent, and waits no more. */
  LETTER_SENT,
  /** No server takes a letter; it waits no more. */
  LETTER_REJECTED,
  /** A rejected letter waits again. */
  LETTER_REVIVED,
  /** A letter that was sent long ago is deleted. */
  SENT_DELETED
}
