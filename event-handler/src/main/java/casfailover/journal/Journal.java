package casfailover.journal;

import java.util.List;
import java.util.Map;

/** A record to which lines are only ever added, and which survives whatever kills the process. */
public interface Journal {

  /**
   * Writes a line. When this returns, the line outlives a power cut.
   *
   * @throws JournalFailure if that cannot be promised; the line then counts as never written, and
   *     the next call tries anew
   */
  JournalLine append(String word, Map<String, String> values) throws JournalFailure;

  /**
   * Makes the record shorter where it has grown too long; what it adds up to stays. To be called
   * when nobody waits for the journal.
   *
   * @throws JournalFailure if the disk does not let us; the record is as good as before
   */
  default void tidy() throws JournalFailure {}

  /** All lines that were written and not tidied away, oldest first. */
  List<JournalLine> lines();
}
