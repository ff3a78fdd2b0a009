package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WitnessWatchTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TurnedClock clock = new TurnedClock();
  private final Deque<Runnable> begun = new ArrayDeque<>();
  private int looks;
  private boolean breaks;

  private final WitnessWatch watch =
      new WitnessWatch("fs1.corp.example", this::look, begun::addLast);

  private Sighting look() {
    looks++;
    if (breaks) {
      throw new IllegalStateException("the look broke");
    }
    return new Sighting.Seen(clock.get(), clock.get(), new Note("look " + looks));
  }

  private Optional<String> latest() {
    return watch.latest(clock.get()).map(Sighting::detail);
  }

  private void endLook() {
    begun.removeFirst().run();
  }

  @Test
  void nobodyWaitsForALook() {
    assertThat(latest()).isEmpty();
    assertThat(begun).hasSize(1);

    endLook();
    assertThat(latest()).contains("look 1");
  }

  @Test
  void looksOnceAMinuteHoweverOftenItIsAsked() {
    latest();
    endLook();
    clock.turn(MINUTE.minusMillis(1));
    assertThat(latest()).contains("look 1");
    assertThat(begun).isEmpty();

    clock.turn(Duration.ofMillis(1));
    assertThat(latest()).contains("look 1");
    endLook();
    assertThat(latest()).contains("look 2");
  }

  @Test
  void aLookThatTakesLongIsNotBegunTwice() {
    latest();
    clock.turn(MINUTE.multipliedBy(5));
    latest();

    assertThat(begun).hasSize(1);
  }

  @Test
  void afterALookThatBrokeNothingIsKnownUntilTheNext() {
    latest();
    endLook();
    clock.turn(MINUTE);
    latest();
    breaks = true;
    assertThatThrownBy(this::endLook).hasMessage("the look broke");
    assertThat(latest()).isEmpty();

    breaks = false;
    clock.turn(MINUTE);
    latest();
    endLook();
    assertThat(latest()).contains("look 3");
  }
}
