package casfailover.journal;

/**
 * A change of the state folder that outlives the process, other than a line that is added to the
 * journal. A crash can fall before each and behind each; whatever changes the folder has to name
 * the step.
 */
public enum FolderStep {
  /** The first line of a new journal is written aside. */
  FIRST_LINE_WRITTEN,
  /** The new journal has its name. */
  JOURNAL_BEGUN,
  /** The torn end of the journal is written aside. */
  TAIL_WRITTEN,
  /** The torn end has a name of its own. */
  TAIL_KEPT,
  /** The torn end is cut off the journal. */
  TAIL_CUT,
  /** A damaged journal is put aside under another name. */
  DAMAGED_KEPT,
  /** What was written of a line that failed is cut off again. */
  LINE_TAKEN_BACK,
  /** The lines of a journal that has grown too long are written aside. */
  OLD_WRITTEN,
  /** Those lines have a name of their own, for people. */
  OLD_KEPT,
  /** A shorter journal is written aside. */
  SHORTER_WRITTEN,
  /** The shorter journal is the journal. */
  SHORTENED
}
