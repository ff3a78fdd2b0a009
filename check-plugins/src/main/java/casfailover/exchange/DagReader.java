package casfailover.exchange;

import casfailover.sight.Sighting;

/**
 * Reads the state of the databases and of the cluster. Both questions wait for their answer, up to
 * a deadline, so they are asked on a thread that may wait.
 */
public interface DagReader extends AutoCloseable {

  /** The copies of all databases: seen with a {@code DagReading}, or unknown. */
  Sighting copies();

  /** Whether the local cluster service has quorum: seen is yes, silent is no. */
  Sighting quorum();

  /** Ends what is kept open for the next question, after the one that is being asked. */
  @Override
  default void close() {}
}
