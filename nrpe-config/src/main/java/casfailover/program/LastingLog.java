package casfailover.program;

import java.util.logging.LogManager;

/**
 * A log that lasts until the JVM is gone. JUL's own takes its handlers away as soon as the JVM is
 * told to end, at the same time as the agent lets the address go: what came of that would be lost.
 */
public final class LastingLog extends LogManager {

  /** For java.util.logging, which a flag of the JVM tells to use this class. */
  public LastingLog() {}

  /** Nothing: every handler writes each line at once, and the system closes the files. */
  @Override
  public void reset() {}
}
