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
import java.util.List;
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

  // ---- What is wanted

  private static final Event SOFT = about(State.CRITICAL, StateType.SOFT);

  private static Event about(State state, StateType type) {
    return new Event("nagios", Subject.PEER, state, type, "3", "17", Level.NOTHING);
  }

  @Test
  void aSoftStateLastsFiveMinutes() {
    wishes.heard(SOFT, now);
    pass(300);
    assertThat(wishes.wanted(now)).isTrue();
    assertThat(wishes.wish(Intent.NONE, now)).isEqualTo(Wish.SOFT);
    pass(1);
    assertThat(wishes.wanted(now)).isFalse();
    assertThat(wishes.wish(Intent.NONE, now)).isEqualTo(Wish.NONE);
  }

  @Test
  void aSoftStateEndsWithTheHardOneOrTheRecovery() {
    assertThat(wishes.heard(SOFT, now)).isFalse();
    assertThat(wishes.heard(about(State.OK, StateType.HARD), now)).isTrue();
    assertThat(wishes.wanted(now)).isFalse();

    wishes.heard(SOFT, now);
    assertThat(wishes.heard(about(State.CRITICAL, StateType.HARD), now)).isTrue();
    assertThat(wishes.wanted(now)).isFalse();
  }

  @Test
  void theWordThatThePeerIsUpCountsOnlyWhileTheEventThatArmedIsYoung() {
    hard("nagios", Level.NOTHING);
    pass(29);
    wishes.polled("icinga", says(State.UP), now);
    assertThat(view()).isEqualTo(MonitorView.PEER_UP);
    pass(1);
    wishes.polled("icinga", says(State.UP), now);
    assertThat(view()).isEqualTo(MonitorView.NOTHING);

    wishes.heard(about(State.OK, StateType.HARD), now);
    hard("nagios", says(State.UP));
    assertThat(view()).isEqualTo(MonitorView.PEER_UP);
    wishes.heard(about(State.OK, StateType.HARD), now);
    wishes.polled("icinga", says(State.UP), now);
    assertThat(view()).as("nothing arms any more").isEqualTo(MonitorView.NOTHING);
  }

  @Test
  void aLookOfTheMonitorFromLongAgoIsNoWordThatThePeerIsUp() {
    hard("nagios", new Level(false, Optional.of(State.UP), Optional.of(Duration.ofSeconds(10))));
    assertThat(view()).isEqualTo(MonitorView.PEER_UP);
    hard("nagios", new Level(false, Optional.of(State.UP), Optional.of(Duration.ofSeconds(11))));
    assertThat(view()).isEqualTo(MonitorView.NOTHING);
  }

  @Test
  void whatArmedBeforeARestartCountsAsHeardAtTheStart() {
    Event event =
        new Event(
            "nagios", Subject.PEER, State.CRITICAL, StateType.HARD, "3", "17", says(State.UP));
    Wishes restarted =
        new Wishes(new Intent(List.of(new Intent.Claim(event, START.wall()))), START);

    assertThat(restarted.monitorView(PEER_UP_HOLD, START)).isEqualTo(MonitorView.PEER_UP);
    assertThat(restarted.monitorView(PEER_UP_HOLD, START.plus(Duration.ofSeconds(31))))
        .isEqualTo(MonitorView.NOTHING);
  }

  @Test
  void isWantedSinceTheFirstMomentOfAnUnbrokenWish() {
    wishes.note(true, now);
    pass(5);
    wishes.note(true, now);
    assertThat(wishes.wantedSince()).contains(START);
    wishes.note(false, now);
    assertThat(wishes.wantedSince()).isEmpty();
  }

  @Test
  void theLastEventOnItsWayToTheDiskSpeaksForItsSource() {
    Event recovery = about(State.OK, StateType.HARD);
    Event another =
        new Event("icinga", Subject.PEER, State.OK, StateType.HARD, "3", "9", Level.NOTHING);
    wishes.writing(about(State.CRITICAL, StateType.HARD));
    wishes.writing(recovery);
    assertThat(wishes.beingWritten(SOFT)).contains(recovery);
    assertThat(wishes.beingWritten(another)).isEmpty();

    wishes.noLongerWriting(recovery);
    assertThat(wishes.beingWritten()).isTrue();
    wishes.noLongerWriting(about(State.CRITICAL, StateType.HARD));
    assertThat(wishes.beingWritten()).isFalse();
  }
}
