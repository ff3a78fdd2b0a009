package casfailover.check;

import casfailover.pair.Pair;
import casfailover.sight.DagReading;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is known of the databases. */
public sealed interface DagFacts {

  /** The two servers. */
  Pair pair();

  /**
   * No DAG is asked: the setting {@code dag=none}.
   *
   * @param pair the two servers
   */
  record NotAsked(Pair pair) implements DagFacts {}

  /**
   * Exchange is asked again and again.
   *
   * @param pair the two servers
   * @param latest the latest look, which may have failed
   * @param lastGood the latest reading that came, however old
   * @param databases the setting {@code dag_databases}; empty for all that Exchange names
   * @param copyQueueWarn logs still to be copied from which a copy here lags
   * @param replayQueueWarn logs still to be replayed from which a copy here lags
   * @param hint the command that helps a person to find out why Exchange does not answer
   * @param maxAge how old a reading may be and still say something; half of it is a warning
   */
  record Asked(
      Pair pair,
      Optional<Sighting> latest,
      Optional<Reading> lastGood,
      List<String> databases,
      long copyQueueWarn,
      long replayQueueWarn,
      String hint,
      Duration maxAge)
      implements DagFacts {

    public Asked {
      databases = List.copyOf(databases);
    }
  }

  /**
   * A reading with its time.
   *
   * @param begun when it was begun: its age counts from here
   * @param reading what Exchange said
   */
  record Reading(Moment begun, DagReading reading) {}
}
