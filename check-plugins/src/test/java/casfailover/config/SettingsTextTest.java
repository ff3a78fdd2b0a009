package casfailover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTextTest {

  private static final Duration LINUX = Duration.ofSeconds(1);

  @TempDir Path path;

  @Test
  void printsTheDerivedTimesOfTheDefaults() throws IOException {
    Settings settings = SettingsFolder.in(path).good("lab-actions.cfg");

    assertThat(SettingsText.derived(settings, LINUX))
        .containsExactly(
            "D                 1.5 s   10 x 100 ms + 500 ms: the peer counts as silent",
            "renew               1 s   a quarter of the lease",
            "grace               5 s   a holder keeps without asking for its right",
            "take_wait       9.999 s   a holder that nobody sees has lost the address",
            "reclaim_wait      3.4 s   a handover that failed may be undone",
            "worst case from failure to served: 11.199 s after the monitor's first SOFT state or"
                + " 16.199 s after the databases are mounted here, whichever is later, and not"
                + " before HARD; a monitor that still reaches the peer adds up to 30 s, a database"
                + " that stays away up to 60 s");
  }

  @Test
  void printsTheDerivedTimesOfTheLab() throws IOException {
    Settings settings = SettingsFolder.in(path).good("lab.cfg");

    assertThat(SettingsText.derived(settings, Duration.ofSeconds(6)))
        .startsWith(
            "D                 1.5 s   10 x 100 ms + 500 ms: the peer counts as silent",
            "renew            500 ms   a quarter of the lease",
            "grace             1.5 s   a holder keeps without asking for its right",
            "take_wait       4.444 s   a holder that nobody sees has lost the address",
            "reclaim_wait      8.4 s   a handover that failed may be undone");
  }

  @Test
  void saysNothingOfDatabasesWhereThereIsNoDag() throws IOException {
    Settings settings = SettingsFolder.in(path).good("no-dag.cfg");

    assertThat(SettingsText.derived(settings, LINUX))
        .last()
        .isEqualTo(
            "worst case from failure to served: 11.199 s after the monitor's first SOFT state, and"
                + " not before HARD; a monitor that still reaches the peer adds up to 30 s");
  }
}
