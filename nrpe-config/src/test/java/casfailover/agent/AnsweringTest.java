package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.keep.Reply;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Understood;
import casfailover.sight.Moment;
import casfailover.sight.Noted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One note that comes to both agents is answered by one letter. */
class AnsweringTest {

  private static final Understood.ANote KEEP =
      new Understood.ANote(
          "jane",
          "KEEP exch-b",
          new Understood.AnOrder(new Order.Keep(new Order.Who("jane", ""), "exch-b")));
  private static final Noted HEARD = Noted.of("jane", "KEEP exch-b");
  private static final Noted OTHER_WORDS = Noted.of("jane", "KEEP exch-a");
  private static final Noted OTHER_AUTHOR = Noted.of("john", "KEEP exch-b");

  private Moment now = new Moment(Duration.ZERO, Duration.ZERO, Instant.EPOCH);
  private Optional<Noted> peer = Optional.empty();
  private final Answering answering = new Answering(() -> now, () -> peer);

  private boolean isDue(Outcome outcome) {
    return answering.isDue(KEEP, new Reply(outcome, "whatever"));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whatOnlyThisAgentHeardIsAnsweredFromHere(Outcome outcome) {
    answering.heard(KEEP);

    assertThat(isDue(outcome)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whileTheOtherOneIsAtItItWillAnswer(Outcome outcome) {
    peer = Optional.of(HEARD);
    answering.heard(KEEP);

    assertThat(isDue(outcome)).isFalse();
    assertThat(answering.told()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whatEndedThereInTheSameWayIsAnsweredThere(Outcome outcome) {
    peer = Optional.of(HEARD.ended(outcome.name()));
    answering.heard(KEEP);

    assertThat(isDue(outcome)).isFalse();
  }

  @Test
  void whatIsFoundDoneWasDoneThere() {
    peer = Optional.of(HEARD.ended("DONE"));
    answering.heard(KEEP);

    assertThat(isDue(Outcome.ALREADY)).isFalse();
  }

  @Test
  void whatEndedInAnotherWayThanThereIsTold() {
    peer = Optional.of(HEARD.ended("HELD"));
    answering.heard(KEEP);

    assertThat(isDue(Outcome.DONE)).isTrue();
  }

  @Test
  void otherWordsOrAnotherAuthorAreAnotherNote() {
    peer = Optional.of(OTHER_WORDS.ended("DONE"));
    answering.heard(KEEP);
    assertThat(isDue(Outcome.DONE)).isTrue();

    peer = Optional.of(OTHER_AUTHOR.ended("DONE"));
    answering.heard(KEEP);
    assertThat(isDue(Outcome.DONE)).isTrue();
  }

  @Test
  void whoHeardItFirstAnswersAlsoIfTheOtherOneWasQuicker() {
    answering.heard(KEEP);
    peer = Optional.of(HEARD.ended("DONE"));

    assertThat(isDue(Outcome.DONE)).isTrue();
  }

  @Test
  void whatWasAnsweredFromHereLongAgoMayBeAnsweredThereNow() {
    answering.heard(KEEP);
    isDue(Outcome.DONE);
    now = now.plus(Duration.ofHours(2));
    peer = Optional.of(HEARD);
    answering.heard(KEEP);

    assertThat(isDue(Outcome.DONE)).isFalse();
  }

  @Test
  void theOtherOneIsToldForAMinuteHowItEnded() {
    answering.heard(KEEP);
    assertThat(answering.told()).contains(HEARD);
    isDue(Outcome.REFUSED);
    assertThat(answering.told()).contains(HEARD.ended("REFUSED"));
    now = now.plus(Duration.ofSeconds(61));

    assertThat(answering.told()).isEmpty();
  }
}
