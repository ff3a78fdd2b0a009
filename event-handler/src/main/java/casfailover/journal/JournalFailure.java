package casfailover.journal;

import java.io.IOException;

/** The report that something could not be kept: what was tried, where, and what to do about it. */
public final class JournalFailure extends IOException {

  private static final long serialVersionUID = 1L;

  JournalFailure(String message, IOException cause) {
    super(message, cause);
  }
}
