package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static casfailover.keep.Instants.seen;
import static casfailover.keep.Instants.silent;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Guard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LastLooksTest {

  private final LastLooks looks = new LastLooks(Rig.with(List.of()).setup);

  @Test
  void aSilenceThatBeganBeforeTheLookThatIsThereIsOvertaken() {
    looks.add(Guard.WIRE, seen(100));
    assertThat(looks.isOvertaken(Guard.WIRE, silent(99.999))).isTrue();
    assertThat(looks.isOvertaken(Guard.WIRE, silent(100))).isFalse();
    assertThat(looks.isOvertaken(Guard.WIRE, seen(99))).as("seen is seen").isFalse();
    assertThat(looks.isOvertaken(Guard.PEER_AGENT, silent(99))).isFalse();
  }

  @Test
  void anAnswerToTheOldQuestionIsOvertaken() {
    looks.anew(Guard.WIRE, at(100));
    assertThat(looks.isOvertaken(Guard.WIRE, seen(99.999))).isTrue();
    assertThat(looks.isOvertaken(Guard.WIRE, seen(100))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"GATEWAY_PING", "GATEWAY_ARP", "OWN_SERVICE", "WIRE", "REACH"})
  void whatWasSaidBeforeIsForgottenWhereSomethingElseIsAsked(Guard guard) {
    looks.add(guard, seen(100));
    looks.anew(guard, at(101));

    assertThat(looks.last(guard)).isEmpty();
    assertThat(looks.seen(guard)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"PEER_PING", "PEER_SERVICE", "PEER_AGENT"})
  void thatThePeerWasHeardIsNotForgottenButItsSilenceIs(Guard guard) {
    looks.add(guard, seen(100));
    looks.anew(guard, at(101));
    assertThat(looks.last(guard)).contains(seen(100));
    looks.add(guard, silent(102));
    looks.anew(guard, at(103));

    assertThat(looks.last(guard)).isEmpty();
    assertThat(looks.seen(guard)).contains(at(100));
  }

  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"DATABASES", "QUORUM"})
  void whereTheDatabasesWereIsNotForgotten(Guard guard) {
    looks.add(guard, silent(100));
    looks.anew(guard, at(101));

    assertThat(looks.last(guard)).contains(silent(100));
  }

  @Test
  void isSilentNowOnlyByAYoungSilence() {
    assertThat(looks.silentNow(Guard.WIRE, at(100))).isFalse();
    looks.add(Guard.WIRE, silent(100));
    assertThat(looks.silentNow(Guard.WIRE, at(100.5))).isTrue();
    assertThat(looks.silentNow(Guard.WIRE, at(100.501))).isFalse();
    looks.add(Guard.WIRE, seen(101));
    assertThat(looks.silentNow(Guard.WIRE, at(101))).isFalse();
    assertThat(looks.endedWithin(seconds(2), Guard.WIRE, at(103))).contains(seen(101));
    assertThat(looks.endedWithin(seconds(2), Guard.WIRE, at(103.001))).isEmpty();
  }
}
