package casfailover.mail;

import java.io.IOException;
import java.nio.file.Path;

/** The failure of the outbox's disk: what was tried, on what, what came back, and what to do. */
public final class OutboxException extends RuntimeException {

  private static final long serialVersionUID = 1;

  OutboxException(String tried, Path path, IOException cause) {
    super(
        "mail outbox: cannot "
            + tried
            + " "
            + path
            + ": "
            + cause
            + "; free space, or let the agent's user write there. Letters that wait are kept and"
            + " tried again",
        cause);
  }
}
