package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchersTest {

  private static final Duration DUE = Duration.ofSeconds(30);
  private static final Moment NOW =
      new Moment(Duration.ofHours(2), Duration.ofHours(3), Instant.parse("2026-11-22T03:12:00Z"));

  private final Watchers watchers = new Watchers();

  private static Moment after(double seconds) {
    return NOW.plus(Duration.ofMillis((long) (seconds * 1000)));
  }

  @Test
  void aMonitorThatSaysHardIsDueToCallAfterItsTimeAndNotBefore() {
    watchers.reports("192.0.2.10", true, NOW);

    assertThat(watchers.reportingHardFor(DUE, after(29.9))).isEmpty();
    assertThat(watchers.reportingHardFor(DUE, after(30))).containsExactly("192.0.2.10");
  }

  @Test
  void itsTimeCountsFromTheFirstPollThatSaidSo() {
    for (int second = 0; second < 30; second += 5) {
      watchers.reports("192.0.2.10", true, after(second));
    }
    assertThat(watchers.reportingHardFor(DUE, after(30))).containsExactly("192.0.2.10");
  }

  @Test
  void aPollThatSaysOtherwiseBeginsItAnew() {
    watchers.reports("192.0.2.10", true, NOW);
    watchers.reports("192.0.2.10", false, after(20));
    watchers.reports("192.0.2.10", true, after(25));

    assertThat(watchers.reportingHardFor(DUE, after(54))).isEmpty();
    assertThat(watchers.reportingHardFor(DUE, after(55))).hasSize(1);
  }

  @Test
  void ofTwoMonitorsEachCountsByItself() {
    watchers.reports("monitor-1", true, NOW);
    watchers.reports("monitor-2", true, after(10));
    watchers.reports("monitor-3", false, NOW);

    assertThat(watchers.reportingHardFor(DUE, after(35))).containsExactly("monitor-1");
    assertThat(watchers.reportingHardFor(DUE, after(40))).containsExactly("monitor-1", "monitor-2");
  }

  @Test
  void whatAMonitorSaidBeforeItVanishedDoesNotCountForEver() {
    watchers.reports("monitor-1", true, NOW);
    watchers.reports("monitor-1", true, after(60));
    watchers.reports("monitor-2", true, after(200));

    assertThat(watchers.reportingHardFor(DUE, after(359)))
        .containsExactly("monitor-1", "monitor-2");
    assertThat(watchers.reportingHardFor(DUE, after(360))).containsExactly("monitor-2");
  }

  @Test
  void aMonitorThatPollsSeldomIsDueWheneverItDoes() {
    watchers.reports("192.0.2.10", true, NOW);
    watchers.reports("192.0.2.10", true, after(600));

    assertThat(watchers.reportingHardFor(DUE, after(600))).containsExactly("192.0.2.10");
  }

  @Test
  void thoseWhoVanishedLeaveRoomForOneMore() {
    for (int host = 0; host < 16; host++) {
      watchers.reports("192.0.2." + host, true, after(host));
    }
    watchers.reports("too-many", true, after(20));
    assertThat(watchers.reportingHardFor(DUE, after(60))).hasSize(16).doesNotContain("too-many");
    watchers.reports("monitor", true, after(301));

    assertThat(watchers.reportingHardFor(DUE, after(331))).containsExactly("monitor");
  }

  @Test
  void afterManyOthersANewMonitorIsHeardAndTheQuietestIsForgotten() {
    for (int host = 0; host < 17; host++) {
      watchers.asked("192.0.2." + host, after(host));
    }
    watchers.asked("192.0.2.1", after(20));
    watchers.asked("monitor", after(21));

    assertThat(watchers.all().stream().map(Watchers.Watcher::name))
        .hasSize(16)
        .startsWith("monitor", "192.0.2.1", "192.0.2.16")
        .endsWith("192.0.2.3");
  }

  @Test
  void aClockThatIsSetCountsForNothing() {
    watchers.reports("192.0.2.10", true, NOW);
    Moment set = new Moment(after(5).monotonic(), after(5).boot(), NOW.wall().plusSeconds(7200));

    assertThat(watchers.reportingHardFor(DUE, set)).isEmpty();
  }
}
