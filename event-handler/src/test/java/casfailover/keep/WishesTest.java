package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.decide.Evidence.MonitorView;
import casfailover.decide.Evidence.Wish;
import casfailover.decide.Intent;
import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What two monitors say of the peer's host, and for how long it counts. */
class WishesTest {

  private static final Duration PEER_UP_HOLD = Duration.ofSeconds(30);
  private static final Moment START =
      new Moment(Duration.ZERO, Duration.ZERO, Instant.parse("2026-11-22T03:12:00Z"));

  private final Wishes wishes = new Wishes(Intent.NONE, START);
  private Moment now = START;

  private void pass(long seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
  }

  private MonitorView view() {
    return wishes.monitorView(PEER_UP_HOLD, now);
  }

  private static Level says(State state) {
    return new Level(false, Optional.of(state), Optional.of(Duration.ofSeconds(1)));
  }

  private void hard(String monitor, Level level) {
    wishes.heard(
        new Event(monitor, Subject.PEER, State.CRITICAL, StateType.HARD, "3", "17", level), now);
  }

  @Test
  void theWordOfAMonitorThatFellSilentOutvotesNoOther() {
    wishes.polled("nagios", says(State.UP), now);
    pass(40);
    hard("icinga", says(State.DOWN));

    assertThat(view()).isEqualTo(MonitorView.PEER_DOWN);
  }

  @Test
  void aMonitorThatSeesThePeerNowOutvotesTheOther() {
    hard("icinga", says(State.DOWN));
    pass(5);
    wishes.polled("nagios", says(State.UP), now);

    assertThat(view()).isEqualTo(MonitorView.PEER_UP);
  }

  @Test
  void thatThePeerIsDownCountsForFiveMinutesAfterItWasLastSaid() {
    hard("nagios", says(State.DOWN));
    pass(200);
    wishes.polled("nagios", says(State.DOWN), now);
    pass(299);
    assertThat(view()).isEqualTo(MonitorView.PEER_DOWN);
    pass(2);
    assertThat(view()).isEqualTo(MonitorView.NOTHING);
  }

  @Test
  void aPollThatSaysNothingOfThePeerDoesNotMakeAnOldWordYoung() {
    hard("nagios", says(State.DOWN));
    pass(200);
    wishes.polled("nagios", Level.NOTHING, now);
    pass(101);

    assertThat(view()).isEqualTo(MonitorView.NOTHING);
  }

  @Test
  void aPollNeverArms() {
    wishes.polled("nagios", says(State.DOWN), now);

    assertThat(wishes.wish(Intent.NONE, now)).isEqualTo(Wish.NONE);
    assertThat(wishes.wanted(now)).isFalse();
  }

  @Test
  void aDowntimeHoldsAsLastReported() {
    wishes.polled("nagios", new Level(true, Optional.empty(), Optional.empty()), now);
    pass(3600);

    assertThat(wishes.downtime()).isTrue();
  }
}
