package casfailover.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong, in any order, at any step: no rule is broken. {@code -Dsimulation.seed=S
 * -Dsimulation.seeds=N} plays other seeds, or one again.
 */
class SimulationTest {

  private static final long SEED = Long.getLong("simulation.seed", 1);
  private static final long SEEDS = Long.getLong("simulation.seeds", 20_000);

  /** With so many runs, all that can happen does. */
  private static final long ENOUGH = 20_000;

  @Test
  void noRuleIsBrokenWhateverGoesWrongAndAllOfItHappens() {
    Runs.Sum sum = Runs.of(SEED, SEEDS, Runtime.getRuntime().availableProcessors(), 3);

    if (!sum.failed().isEmpty()) {
      List<Long> seeds = sum.failed().stream().map(o -> o.schedule().seed()).toList();
      fail("seeds %s%n%s", seeds, Simulation.story(seeds.get(0), new Parts()));
    }
    if (SEEDS >= ENOUGH) {
      assertThat(Expected.missing(sum.coverage())).as("%s", sum.coverage()).isEmpty();
    }
  }

  /** A new kind of entry is a new place to crash at. */
  @Test
  void aCrashWaitsForEachKindOfEntry() {
    List<String> waited =
        Stream.of(
                CrashFaults.WRITES,
                CrashFaults.MOVE_WRITES,
                CrashFaults.WORDS,
                CrashFaults.BEFORE_THE_KEEPER)
            .flatMap(List::stream)
            .distinct()
            .toList();

    assertThat(waited)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Entry.class.getPermittedSubclasses())
                .map(kind -> EntryText.word(kind.asSubclass(Entry.class)))
                .toList());
  }

  /** What once broke a rule is played each time. */
  @ParameterizedTest
  @MethodSource("pastFailures")
  void whatOnceWentWrongGoesWrongNoMore(long seed, String why) {
    for (Schedule schedule : Schedule.generations(seed)) {
      Simulation.Outcome outcome = Simulation.run(schedule, new Parts(), new Coverage(), false);

      assertThat(outcome.broken())
          .as(() -> why + "\n" + Simulation.story(schedule, new Parts()))
          .isEmpty();
    }
  }

  static Stream<Arguments> pastFailures() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                SimulationTest.class.getResourceAsStream("past-failures.txt"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .map(words -> Arguments.of(Long.parseLong(words[0]), words[1]))
          .toList()
          .stream();
    }
  }

  @Test
  void theSameSeedIsTheSameRun() {
    for (long seed = SEED; seed < SEED + 20; seed++) {
      Schedule schedule = Schedule.of(seed);
      Simulation.Outcome first = Simulation.run(schedule, new Parts(), new Coverage(), true);
      Simulation.Outcome second =
          Simulation.run(Schedule.of(seed), new Parts(), new Coverage(), true);

      assertThat(second.timeline()).isEqualTo(first.timeline());
      assertThat(second.hash()).isEqualTo(first.hash());
      assertThat(Simulation.run(seed, new Parts(), new Coverage()).hash()).isEqualTo(first.hash());
      assertThat(Schedule.of(seed)).hasToString(schedule.toString());
    }
  }

  @Test
  void anotherSeedIsAnotherRun() {
    long first = Simulation.run(SEED, new Parts(), new Coverage()).hash();

    assertThat(Simulation.run(SEED + 1, new Parts(), new Coverage()).hash()).isNotEqualTo(first);
  }
}
