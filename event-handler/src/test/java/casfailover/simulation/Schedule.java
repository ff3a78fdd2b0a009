package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.pair.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * What goes wrong in a run, all of it settled before the run begins.
 *
 * @param seed what it was drawn from, and the world's own chances are
 * @param beginning who has the address at first
 * @param site what is settled about the pair
 * @param timing the times of both servers
 * @param faults in the order of time
 * @param heals whether everything is mended at the end of the faults; else what is wrong stays so
 * @param patient whether the run goes on to its end also if nothing seems to happen any more
 */
record Schedule(
    long seed,
    Beginning beginning,
    Site site,
    Timing timing,
    List<Fault> faults,
    boolean heals,
    boolean patient) {

  /** Who has the address at first. */
  enum Beginning {
    A_HAS_IT,
    B_HAS_IT,
    /** exch-a had it last, and both servers start. */
    NOBODY,
    NEVER_HELD,
    /** Both are newly installed, and exch-a has the address for ever. */
    FRESH
  }

  private static final long LATER = 0x5eed_1a7e_4ea1_0001L;
  private static final long LATEST = 0x5eed_1a7e_4ea1_0002L;

  /** When the last fault may begin. */
  static final long FAULTS_END = 14 * SECOND;

  /** When everything is mended. */
  static final long HEALS_AT = 15 * SECOND;

  /** Short times, so that a run is short. */
  static final Timing QUICK =
      times(4, Duration.ofMillis(250), Duration.ofMillis(250), 2000, 1000, 1000);

  private static final List<Timing> OTHERS =
      List.of(
          times(10, Duration.ofMillis(100), Duration.ofMillis(200), 2000, 1000, 500),
          times(4, Duration.ofMillis(250), Duration.ofMillis(250), 4000, 1000, 1000),
          times(2, Duration.ofMillis(250), Duration.ofMillis(250), 2000, 2000, 1000));

  private static Timing times(
      int limit, Duration ping, Duration tick, int lease, int dagMaxAge, int evidenceMaxAge) {
    Timing shortest =
        new Timing(
            limit,
            ping,
            Duration.ofMillis(500),
            tick,
            Duration.ofMillis(lease),
            Duration.ofMillis(dagMaxAge),
            Duration.ofMillis(evidenceMaxAge),
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofSeconds(7),
            Duration.ofSeconds(1),
            Duration.ofSeconds(6),
            Duration.ofSeconds(20));
    return new Timing(
        limit,
        ping,
        shortest.pingDeadline(),
        tick,
        shortest.lease(),
        shortest.dagMaxAge(),
        shortest.evidenceMaxAge(),
        shortest.grant(),
        shortest.standDown(),
        shortest.takeWait(),
        shortest.takeWait().multipliedBy(4),
        shortest.dagPatience(),
        shortest.remindEvery());
  }

  /** The schedule of a seed, always the same. */
  static Schedule of(long seed) {
    List<Schedule> all = generations(seed);
    return all.get(all.size() - 1);
  }

  /**
   * The schedules of a seed, without and with what was thought of later. What was drawn before
   * stays as it is, so that past failures can be played again.
   */
  static List<Schedule> generations(long seed) {
    Schedule first = asFirstDrawn(seed);
    SplittableRandom later = new SplittableRandom(seed ^ LATER);
    Schedule second = first.and(Site.drawn(later), later, Mishap::drawnLater);
    SplittableRandom latest = new SplittableRandom(seed ^ LATEST);
    return List.of(first, second, second.and(second.site, latest, Mishap::drawnLatest));
  }

  /** Some more faults now and then, drawn apart. */
  private Schedule and(
      Site other, SplittableRandom lots, Function<SplittableRandom, Mishap> mishap) {
    Faults draw = new Faults(lots, timing);
    List<Fault> more = new ArrayList<>(faults);
    int count = lots.nextInt(4) > 0 ? 0 : 1 + lots.nextInt(2);
    for (int i = 0; i < count; i++) {
      more.add(draw.fault(MILLI + lots.nextLong(FAULTS_END), mishap.apply(lots)));
    }
    more.sort(Comparator.comparingLong(Fault::at));
    return new Schedule(seed, beginning, other, timing, List.copyOf(more), heals, patient);
  }

  /** A few faults in a usual pair, and nothing is mended. */
  static Schedule only(long seed, Beginning beginning, List<Fault> faults) {
    return new Schedule(seed, beginning, Site.USUAL, QUICK, faults, false, false);
  }

  private static Schedule asFirstDrawn(long seed) {
    SplittableRandom lots = new SplittableRandom(seed);
    Timing timing = lots.nextInt(8) > 0 ? QUICK : OTHERS.get(lots.nextInt(OTHERS.size()));
    Beginning beginning = beginning(lots.nextInt(100));
    Faults draw = new Faults(lots, timing);
    List<Fault> faults = new ArrayList<>();
    int count = 1 + lots.nextInt(3) + (lots.nextInt(3) == 0 ? lots.nextInt(4) : 0);
    long last = lots.nextLong(FAULTS_END);
    for (int i = 0; i < count; i++) {
      // Faults that come together are worse than those that do not.
      boolean soon = lots.nextInt(3) > 0;
      last =
          Math.min(FAULTS_END, soon ? last + lots.nextLong(4 * SECOND) : lots.nextLong(FAULTS_END));
      faults.add(draw.fault(Math.max(MILLI, last), Mishap.drawn(lots)));
    }
    faults.sort(Comparator.comparingLong(Fault::at));
    return new Schedule(
        seed,
        beginning,
        Site.USUAL,
        timing,
        List.copyOf(faults),
        lots.nextInt(4) > 0,
        lots.nextInt(10) == 0);
  }

  private static Beginning beginning(int lot) {
    if (lot < 78) {
      return Beginning.A_HAS_IT;
    }
    return lot < 88
        ? Beginning.B_HAS_IT
        : lot < 94 ? Beginning.NOBODY : lot < 97 ? Beginning.NEVER_HELD : Beginning.FRESH;
  }

  /** When everything must have come to rest: the longest cool-down and the longest wait. */
  long end() {
    long wait = timing.takeWait().toNanos() / 1000;
    return HEALS_AT + timing.coolDown().toNanos() / 1000 + 2 * wait + 8 * SECOND;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append(": ").append(beginning).append(site);
    text.append(", lease ").append(timing.lease().toMillis()).append(" ms, take_wait ");
    text.append(timing.takeWait().toMillis()).append(" ms\n");
    faults.forEach(fault -> text.append(fault).append('\n'));
    text.append(
        heals
            ? String.format("%+10.3f s  everything is mended%n", HEALS_AT / 1e6)
            : "            what is wrong then stays so\n");
    return text.toString();
  }
}
