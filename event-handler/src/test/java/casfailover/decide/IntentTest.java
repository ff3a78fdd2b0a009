package casfailover.decide;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.decide.Intent.Claim;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntentTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:05Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private static Event event(String monitor, Subject subject, State state, String problem) {
    return new Event(monitor, subject, state, StateType.HARD, "3", problem, Level.NOTHING);
  }

  private static final Event PEER = event("one", Subject.PEER, State.CRITICAL, "17");
  private static final Event ADDRESS = event("one", Subject.CAS_IP, State.CRITICAL, "18");
  private static final Event ANOTHERS = event("two", Subject.PEER, State.CRITICAL, "4");

  @Test
  void isArmedWhileThereIsAReason() {
    assertThat(Intent.NONE.armed()).isFalse();
    assertThat(Intent.NONE.with(PEER, NOW).armed()).isTrue();
  }

  @Test
  void everyMonitorAndSubjectIsAReasonOfItsOwn() {
    Intent intent = Intent.NONE.with(PEER, NOW).with(ADDRESS, NOW).with(ANOTHERS, LATER);

    assertThat(intent.claims())
        .containsExactly(new Claim(PEER, NOW), new Claim(ADDRESS, NOW), new Claim(ANOTHERS, LATER));
  }

  @Test
  void theSameProblemToldAgainIsAsOldAsItWas() {
    Event again = event("one", Subject.PEER, State.DOWN, "17");

    assertThat(Intent.NONE.with(PEER, NOW).with(again, LATER).claims())
        .containsExactly(new Claim(again, NOW));
  }

  @Test
  void aNewProblemOfTheSameSourceIsNew() {
    Event next = event("one", Subject.PEER, State.CRITICAL, "19");

    assertThat(Intent.NONE.with(PEER, NOW).with(next, LATER).claims())
        .containsExactly(new Claim(next, LATER));
  }

  @Test
  void aRecoveryTakesBackOnlyWhatItsMonitorSaidOfTheSameSubject() {
    Intent intent = Intent.NONE.with(PEER, NOW).with(ADDRESS, NOW).with(ANOTHERS, NOW);
    Event recovery = event("one", Subject.PEER, State.OK, "17");

    assertThat(intent.without(recovery).claims())
        .containsExactly(new Claim(ADDRESS, NOW), new Claim(ANOTHERS, NOW));
    assertThat(Intent.NONE.with(ANOTHERS, NOW).without(recovery).armed()).isTrue();
    assertThat(Intent.NONE.with(PEER, NOW).without(recovery)).isEqualTo(Intent.NONE);
  }

  @Test
  void aRecoveryOfAnotherProblemNumberStillTakesBack() {
    Event recovery = event("one", Subject.PEER, State.OK, "0");

    assertThat(Intent.NONE.with(PEER, NOW).without(recovery).armed()).isFalse();
  }
}
