package casfailover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The auditor finds each defect that is planted, and so can find one that is not. */
class SimulationAuditorTest {

  private static final int MOST_SEEDS = 3000;

  @ParameterizedTest
  @EnumSource
  void findsWhatIsPlanted(Planted defect) {
    Set<Rule> others = EnumSet.noneOf(Rule.class);
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      Simulation.Outcome outcome =
          Simulation.run(defect.schedule(seed), defect.parts(), new Coverage(), false);
      if (outcome.broken().filter(b -> b.rule() == defect.breaks()).isPresent()) {
        return;
      }
      outcome.broken().ifPresent(b -> others.add(b.rule()));
    }
    assertThat(others).as("%s in %d seeds", defect, MOST_SEEDS).contains(defect.breaks());
  }

  @Test
  void someDefectBreaksEachRule() {
    Set<Rule> broken = EnumSet.noneOf(Rule.class);
    for (Planted defect : Planted.values()) {
      broken.add(defect.breaks());
    }
    assertThat(broken).containsExactlyInAnyOrder(Rule.values());
  }
}
