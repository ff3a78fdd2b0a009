package casfailover.keep;

import static casfailover.keep.Announcing.Listener.GATEWAY;
import static casfailover.keep.Announcing.Listener.PEER;
import static casfailover.keep.Announcing.Listener.WIRE;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncingTest {

  private static final Moment START =
      new Moment(Duration.ofHours(1), Duration.ofHours(1), Instant.parse("2026-11-22T03:12:14Z"));

  private final Announcing announcing = new Announcing(START);

  @Test
  void fourTimesWithinTwoSecondsAndThenOnceAMinute() {
    assertThat(within(0, 130_000)).containsExactly(0, 100, 500, 2000, 62_000, 122_000);
  }

  @Test
  void theSameAgainWhenItBeginsAnew() {
    assertThat(within(0, 5000)).hasSize(4);
    announcing.again(at(5000));
    assertThat(within(5000, 70_000)).containsExactly(5000, 5100, 5500, 7000, 67_000);
  }

  @Test
  void whatWasMissedIsNotMadeUpFor() {
    assertThat(announcing.due(at(1000))).isTrue();
    assertThat(within(1001, 3000)).containsExactly(2000);
  }

  @Test
  void whoeverIsHeardAgainIsTold() {
    announcing.hears(Set.of(GATEWAY, WIRE), START);
    assertThat(within(0, 5000)).hasSize(4);
    announcing.hears(Set.of(GATEWAY, WIRE), at(5000));
    assertThat(within(5001, 6000)).isEmpty();
    announcing.hears(Set.of(PEER, GATEWAY, WIRE), at(6000));
    assertThat(within(6000, 9000)).containsExactly(6000, 6100, 6500, 8000);
  }

  @Test
  void whoeverFallsSilentIsNotTold() {
    announcing.hears(Set.of(PEER, GATEWAY, WIRE), START);
    assertThat(within(0, 5000)).hasSize(4);
    announcing.hears(Set.of(WIRE), at(5000));
    assertThat(within(5000, 50_000)).isEmpty();
    announcing.hears(Set.of(WIRE, GATEWAY), at(51_000));
    assertThat(announcing.due(at(51_000))).isTrue();
  }

  @Test
  void whereSomebodyElseMayHaveABetterRightItWaits() {
    announcing.later(START);
    assertThat(within(0, 70_000)).containsExactly(60_000);
  }

  @Test
  void saysWhenItIsNextTime() {
    assertThat(announcing.next()).isEqualTo(START);
    announcing.due(START);
    assertThat(announcing.next()).isEqualTo(at(100));
  }

  private List<Integer> within(int from, int to) {
    List<Integer> times = new ArrayList<>();
    for (int ms = from; ms <= to; ms++) {
      if (announcing.due(at(ms))) {
        times.add(ms);
      }
    }
    return times;
  }

  private static Moment at(long ms) {
    return START.plus(Duration.ofMillis(ms));
  }
}
