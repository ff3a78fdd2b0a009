package casfailover.keep;

import static casfailover.keep.Instants.at;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Timing;
import casfailover.sight.Guard;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookingTest {

  private static final boolean AT_REST = false;
  private static final boolean ALERT = true;

  private final Looking looking = new Looking();

  private boolean looks(Guard guard, double seconds, boolean alert) {
    return looking.due(at(seconds), Timing.DEFAULT, Set.of(guard), alert).contains(guard);
  }

  @ParameterizedTest
  @CsvSource({
    "WIRE,         1,   0.125",
    "OWN_SERVICE,  1,   0.125",
    "PEER_SERVICE, 1,   0.125",
    "GATEWAY_ARP,  1,   0.125",
    "PEER_AGENT,   0.5, 0.125",
    "DATABASES,    15,  2.5",
    "QUORUM,       15,  2.5",
    "REACH,        60,  0.5"
  })
  void looksNowAndThenAtRestAndOftenWhenAnythingIsWrong(Guard guard, double rest, double alert) {
    assertThat(looks(guard, 100, AT_REST)).isTrue();
    looking.ended(guard);
    assertThat(looks(guard, 100 + rest - 0.001, AT_REST)).isFalse();
    assertThat(looks(guard, 100 + rest, AT_REST)).isTrue();
    looking.ended(guard);
    assertThat(looks(guard, 100 + rest + alert - 0.001, ALERT)).isFalse();
    assertThat(looks(guard, 100 + rest + alert, ALERT)).isTrue();
  }

  @Test
  void atRestOneLookEndsBeforeTheNextBegins() {
    assertThat(looks(Guard.WIRE, 100, AT_REST)).isTrue();
    assertThat(looks(Guard.WIRE, 102, AT_REST)).isFalse();
    looking.ended(Guard.WIRE);
    assertThat(looks(Guard.WIRE, 102.5, AT_REST)).isTrue();
  }

  @Test
  void whenAnythingIsWrongThreeLooksMayOverlap() {
    assertThat(looks(Guard.WIRE, 100, ALERT)).isTrue();
    assertThat(looks(Guard.WIRE, 101, ALERT)).isTrue();
    assertThat(looks(Guard.WIRE, 102, ALERT)).isTrue();
    assertThat(looks(Guard.WIRE, 103, ALERT)).isFalse();
    looking.ended(Guard.WIRE);
    assertThat(looks(Guard.WIRE, 104, ALERT)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"DATABASES", "QUORUM"})
  void exchangeIsAskedOneQuestionAtATimeWhateverIsWrong(Guard guard) {
    assertThat(looks(guard, 100, ALERT)).isTrue();
    assertThat(looks(guard, 120, ALERT)).isFalse();
    looking.ended(guard);
    assertThat(looks(guard, 121, ALERT)).isTrue();
  }

  @Test
  void aLookThatNeverComesBackIsGivenUpAfterNinetySeconds() {
    looks(Guard.WIRE, 100, AT_REST);
    assertThat(looks(Guard.WIRE, 190, AT_REST)).isFalse();
    assertThat(looks(Guard.WIRE, 190.001, AT_REST)).isTrue();
    looking.ended(Guard.WIRE);
    assertThat(looks(Guard.WIRE, 192, AT_REST)).isTrue();
  }

  @Test
  void anEndThatComesTwiceDoesNotMakeRoomForMore() {
    looks(Guard.WIRE, 100, AT_REST);
    looking.ended(Guard.WIRE);
    looking.ended(Guard.WIRE);
    assertThat(looks(Guard.WIRE, 102, AT_REST)).isTrue();
    assertThat(looks(Guard.WIRE, 104, AT_REST)).isFalse();
  }

  @Test
  void afterAPauseEveryIntervalBeginsAnew() {
    looks(Guard.WIRE, 100, AT_REST);
    looking.ended(Guard.WIRE);
    looking.pause(at(100.9));

    assertThat(looks(Guard.WIRE, 101, AT_REST)).isFalse();
    assertThat(looks(Guard.WIRE, 101.9, AT_REST)).isTrue();
  }

  @Test
  void whatIsAskedSomethingElseIsAskedAtOnce() {
    looks(Guard.WIRE, 100, AT_REST);
    looking.ended(Guard.WIRE);
    looking.anew(Set.of(Guard.WIRE));

    assertThat(looks(Guard.WIRE, 100.1, AT_REST)).isTrue();
  }
}
