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

  /** All lines that were written, oldest first. */
  List<JournalLine> lines();
}
