package casfailover.keep;

import static casfailover.keep.Rig.armed;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.journal.Entry;
import casfailover.keep.News.Kind;
import casfailover.order.Order;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Monitors that do not ask. */
class KeeperUnwatchedTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @Test
  void isToldOnceAfterFiveMinutes() {
    Rig rig = armed();
    rig.feed(new Input.Polled("monitor", Level.NOTHING));
    rig.pass(FIVE_MINUTES);
    assertThat(rig.letters()).isEmpty();
    rig.pass(FIVE_MINUTES);

    assertThat(rig.letters()).containsExactly(Kind.UNWATCHED);
  }

  @Test
  void isToldAgainAfterItHadAskedAgain() {
    Rig rig = armed();
    rig.feed(new Input.Watched());
    rig.pass(FIVE_MINUTES.plusSeconds(1));
    rig.feed(new Input.Watched());
    rig.pass(FIVE_MINUTES.plusSeconds(1));

    assertThat(rig.letters()).containsExactly(Kind.UNWATCHED, Kind.UNWATCHED);
  }

  @Test
  void isNothingWhileItAsks() {
    Rig rig = armed();
    for (int minute = 0; minute < 20; minute++) {
      rig.feed(new Input.Watched());
      rig.passSeconds(60);
    }

    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void isToldOnceWhereNoneAsksSinceTheStart() {
    Rig rig = Rig.with(Rig.armedJournal());
    rig.pass(FIVE_MINUTES.minusSeconds(1));
    assertThat(rig.letters()).isEmpty();
    rig.pass(FIVE_MINUTES.multipliedBy(3));

    assertThat(rig.letters()).containsExactly(Kind.UNWATCHED);
  }

  @Test
  void isToldByAnAgentThatRestartsWhileNoneAsks() {
    Rig rig = armed();
    rig.feed(new Input.Watched());
    rig.passSeconds(60);
    rig.restart().pass(FIVE_MINUTES.plusSeconds(1));

    assertThat(rig.letters()).containsExactly(Kind.UNWATCHED);
  }

  @Test
  void isNothingOnAFreshInstallationUntilFiveMinutesAfterItsResume() {
    Rig rig = Rig.with(List.of(new Entry.Installed()));
    rig.pass(FIVE_MINUTES.multipliedBy(3));
    rig.order(new Order.Resume(new Order.Who("jane", "")));
    rig.pass(FIVE_MINUTES.minusSeconds(1));
    assertThat(rig.letters()).isEmpty();
    rig.passSeconds(3);

    assertThat(rig.letters()).containsExactly(Kind.UNWATCHED);
  }

  @Test
  void isToldInAPauseOfOneThatAskedBefore() {
    Rig rig = armed();
    rig.feed(new Input.Watched());
    rig.order(new Order.Pause(new Order.Who("jane", "")));
    rig.pass(FIVE_MINUTES.plusSeconds(1));

    assertThat(rig.letters()).containsExactly(Kind.UNWATCHED);
  }

  @Test
  void isNothingWhereTheServerWatchesByItself() {
    Rig rig = armed();
    rig.reload(KeeperSelfWatchTest.setup(rig.setup, true));

    assertThat(rig.pass(FIVE_MINUTES.multipliedBy(3)).letters()).isEmpty();
  }
}
