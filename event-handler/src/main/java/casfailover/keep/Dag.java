package casfailover.keep;

import casfailover.decide.Databases;
import casfailover.decide.Holding.Right;
import casfailover.pair.Timing;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import java.time.Duration;
import java.util.Optional;

/** What the DAG says: where the databases are, and whether this server has quorum. */
final class Dag {

  private static final Duration LONGEST_GAP = Looking.DATABASES_AT_REST.multipliedBy(3);

  private final LastLooks looks;
  private final Run here = new Run(LONGEST_GAP);
  private Optional<Seen> lastReading = Optional.empty();

  Dag(LastLooks looks) {
    this.looks = looks;
  }

  void saw(Sighting sighting) {
    if (sighting instanceof Seen seen) {
      lastReading = Optional.of(seen);
    }
  }

  /** Notes whether the newest reading of the databases finds them here. */
  void sawHere(Sighting sighting, boolean areHere) {
    here.add(sighting, areHere);
  }

  void forgetRun() {
    here.end();
  }

  /** How long the databases have been here without a break. */
  Duration hereFor(Moment now) {
    return here.length(now);
  }

  /** The last reading of the databases that came, however old. */
  Optional<Seen> lastReading() {
    return lastReading;
  }

  /** The reading of the databases, if it is young enough to act on. */
  Optional<DagReading> reading(Moment now) {
    return looks
        .last(Guard.DATABASES)
        .filter(sighting -> isYoung(sighting, looks.setup().timing(), now))
        .flatMap(Dag::readingOf);
  }

  private static Optional<DagReading> readingOf(Sighting sighting) {
    return sighting instanceof Seen seen && seen.finding() instanceof DagReading reading
        ? Optional.of(reading)
        : Optional.empty();
  }

  /**
   * Whether a silent peer leaves us the right to the address, asked since it was last heard.
   *
   * @param heard when anything of the peer was last heard
   * @param kept the times that a holder keeps to
   */
  Right right(Optional<Moment> heard, Timing kept, Moment now) {
    Setup setup = looks.setup();
    if (!setup.dag()) {
      return Right.NOT_ASKED;
    }
    Optional<Sighting> quorum =
        looks.last(Guard.QUORUM).filter(sighting -> askedSince(sighting, heard, kept, now));
    if (quorum.filter(Silent.class::isInstance).isPresent()) {
      return Right.LOST;
    }
    Optional<DagReading> reading =
        looks
            .last(Guard.DATABASES)
            .filter(sighting -> askedSince(sighting, heard, kept, now))
            .flatMap(Dag::readingOf);
    if (reading.isEmpty()) {
      return Right.UNKNOWN;
    }
    if (Databases.Count.of(reading.get(), setup.pair(), setup.databases()).onlyElsewhere()) {
      return Right.LOST;
    }
    return quorum.filter(Seen.class::isInstance).isPresent() ? Right.CONFIRMED : Right.UNKNOWN;
  }

  private boolean askedSince(Sighting sighting, Optional<Moment> heard, Timing kept, Moment now) {
    return isYoung(sighting, kept, now)
        && heard.filter(h -> sighting.begun().monotonic().compareTo(h.monotonic()) < 0).isEmpty();
  }

  private static boolean isYoung(Sighting sighting, Timing timing, Moment now) {
    return sighting.age(now).compareTo(timing.dagMaxAge()) <= 0;
  }
}
