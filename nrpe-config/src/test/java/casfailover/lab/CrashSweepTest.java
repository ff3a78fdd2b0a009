package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.lab.CrashCase.After;
import casfailover.lab.CrashCase.Role;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CrashSweepTest {

  @Test
  void everyDurableStepHasAWayToIt() {
    assertThat(CrashStories.steps()).containsExactlyInAnyOrderElementsOf(CrashPoint.steps());
  }

  @Test
  void everyStepThatComesIsPlayedInEachRoleWithAndWithoutARestart() {
    Set<String> played =
        CrashCase.all().stream()
            .map(each -> each.point().step() + each.role() + each.after())
            .collect(Collectors.toSet());
    for (String step : CrashPoint.steps()) {
      for (Role role : Role.values()) {
        for (After after : After.values()) {
          assertThat(played.contains(step + role + after))
              .as(step + role + after)
              .isEqualTo(CrashStories.to(step, role) instanceof CrashStory);
        }
      }
    }
  }

  @Test
  void whatIsNeverPlayedSaysWhy() {
    for (String step : CrashPoint.steps()) {
      for (Role role : Role.values()) {
        if (CrashStories.to(step, role) instanceof CrashWay.Never never) {
          assertThat(never.why()).as(step).isNotBlank();
        }
      }
    }
  }

  @Test
  void noTwoCasesHaveTheSameName() {
    assertThat(CrashCase.all().stream().map(CrashCase::name)).doesNotHaveDuplicates();
  }

  @Test
  void theShortPartIsAPartOfTheWhole() {
    assertThat(CrashCase.all().stream().map(CrashCase::name)).containsAll(CrashSweep.SHORT);
  }
}
