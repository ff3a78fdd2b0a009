package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seen;
import static casfailover.keep.Instants.silent;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Holding.Right;
import casfailover.pair.Timing;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read counts for five seconds from the start of the reading. */
class DagTest {

  private final LastLooks looks = new LastLooks(Rig.with(List.of()).setup);
  private final Dag dag = new Dag(looks);

  private void saw(Guard guard, Sighting sighting) {
    looks.add(guard, sighting);
    if (guard == Guard.DATABASES) {
      dag.saw(sighting);
    }
  }

  private static Seen databases(double begun, String on) {
    return new Seen(
        at(begun),
        at(begun + 1),
        new DagReading(
            List.of(
                Databases.copy("Archive", "EXCH-A", on), Databases.copy("Archive", "EXCH-B", on))));
  }

  /** Both were asked at the hundredth second. */
  private void readWithQuorumAndTheDatabasesHere() {
    saw(Guard.QUORUM, seen(100));
    saw(Guard.DATABASES, databases(100, "exch-b"));
  }

  private Right right(double heard, double now) {
    return dag.right(Optional.of(at(heard)), Timing.DEFAULT, at(now));
  }

  @Test
  void confirmsTheRightByQuorumAndTheDatabases() {
    readWithQuorumAndTheDatabasesHere();

    assertThat(right(99, 102)).isEqualTo(Right.CONFIRMED);
    assertThat(dag.right(Optional.empty(), Timing.DEFAULT, at(102))).isEqualTo(Right.CONFIRMED);
  }

  @Test
  void whatWasAskedBeforeThePeerWasHeardLastConfirmsNothing() {
    readWithQuorumAndTheDatabasesHere();

    assertThat(right(100, 102)).isEqualTo(Right.CONFIRMED);
    assertThat(right(100.001, 102)).isEqualTo(Right.UNKNOWN);
  }

  @Test
  void whatIsTooOldConfirmsNothing() {
    readWithQuorumAndTheDatabasesHere();

    assertThat(right(99, 105)).isEqualTo(Right.CONFIRMED);
    assertThat(right(99, 105.001)).isEqualTo(Right.UNKNOWN);
  }

  @Test
  void withoutQuorumTheRightIsLostWhereverTheDatabasesAre() {
    saw(Guard.QUORUM, silent(100));
    assertThat(right(99, 102)).isEqualTo(Right.LOST);
    saw(Guard.DATABASES, databases(100, "exch-b"));

    assertThat(right(99, 102)).isEqualTo(Right.LOST);
  }

  @Test
  void withTheDatabasesElsewhereTheRightIsLostWhateverTheQuorumSays() {
    saw(Guard.DATABASES, databases(100, "exch-a"));
    assertThat(right(99, 102)).isEqualTo(Right.LOST);
    saw(Guard.QUORUM, seen(100));

    assertThat(right(99, 102)).isEqualTo(Right.LOST);
  }

  @Test
  void withEitherUnreadNobodyCanTell() {
    saw(Guard.QUORUM, seen(100));
    assertThat(right(99, 102)).isEqualTo(Right.UNKNOWN);

    saw(Guard.DATABASES, databases(100, "exch-b"));
    saw(Guard.QUORUM, new Sighting.Unknown(at(100), at(101), "PowerShell does not answer"));
    assertThat(right(99, 102)).isEqualTo(Right.UNKNOWN);
  }

  @Test
  void aReadingIsActedOnWhileItIsYoungAndShownForever() {
    Seen reading = databases(100, "exch-b");
    saw(Guard.DATABASES, reading);
    assertThat(dag.reading(at(105))).isPresent();
    assertThat(dag.reading(at(105.001))).isEmpty();

    saw(Guard.DATABASES, new Sighting.Unknown(at(106), at(107), "PowerShell does not answer"));
    assertThat(dag.reading(at(107))).isEmpty();
    assertThat(dag.lastReading()).contains(reading);
  }

  @Test
  void theDatabasesAreHereSinceTheFirstOfAnUnbrokenRunOfReadings() {
    Moment now = at(120);
    dag.sawHere(databases(100, "exch-b"), true);
    dag.sawHere(databases(110, "exch-b"), true);
    assertThat(dag.hereFor(now)).isEqualTo(Instants.seconds(20));

    dag.sawHere(databases(112, "exch-a"), false);
    dag.sawHere(databases(115, "exch-b"), true);
    assertThat(dag.hereFor(now)).isEqualTo(Instants.seconds(5));

    dag.forgetRun();
    assertThat(dag.hereFor(now)).isZero();
  }
}
