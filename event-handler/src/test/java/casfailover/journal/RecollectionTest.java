package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.decide.Intent;
import casfailover.journal.Entry.How;
import casfailover.journal.Recollection.Acknowledgement;
import casfailover.journal.Recollection.Pause;
import casfailover.journal.Recollection.Restarts;
import casfailover.journal.Recollection.Term;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecollectionTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14Z");
  private static final Epoch FIRST = new Epoch(1, "exch-a");
  private static final Epoch SECOND = new Epoch(2, "exch-b");
  private static final String INCIDENT = "2026-11-22-1";
  private static final Entry.Begun BEGUN =
      new Entry.Begun(SECOND, How.FAILOVER, INCIDENT, false, "exch-a is silent");
  private static final Entry.Taken TAKEN = new Entry.Taken(SECOND, How.FAILOVER, INCIDENT);

  private static Event event(Subject subject, State state, StateType type, String problem) {
    return new Event("monitor", subject, state, type, "3", problem, Level.NOTHING);
  }

  private static final Event HARD = event(Subject.PEER, State.CRITICAL, StateType.HARD, "17");
  private static final Event OK = event(Subject.PEER, State.OK, StateType.HARD, "17");

  /** All that is remembered after some entries, one second after the other. */
  private static Recollection after(Entry... entries) {
    Recollection memory = Recollection.EMPTY;
    for (int i = 0; i < entries.length; i++) {
      memory = memory.after(at(i), entries[i]);
    }
    return memory;
  }

  private static Instant at(int second) {
    return NOW.plusSeconds(second);
  }

  @Test
  void beforeTheFirstEntryNothingIsRemembered() {
    Recollection empty = Recollection.EMPTY;

    assertThat(empty.remembers()).isTrue();
    assertThat(empty.paused()).isFalse();
    assertThat(empty.known()).isEqualTo(Epoch.NONE);
    assertThat(empty.intent().armed()).isFalse();
    assertThat(empty.term()).isEmpty();
  }

  // ---- Restarts

  private static final Entry.BackSoon SOON =
      new Entry.BackSoon(7, Duration.ofHours(1), Duration.ofSeconds(30), "jane", "");
  private static final Entry.PeerBackSoon PEER_SOON =
      new Entry.PeerBackSoon(8, Duration.ofSeconds(35));

  static Stream<Entry> endsOfOurRestart() {
    return Stream.of(
        new Entry.BackSoonOver(),
        new Entry.Released(SECOND, false, "why"),
        new Entry.GaveUp(SECOND, "why"),
        new Entry.HandedOver(SECOND, 7, "why"));
  }

  @ParameterizedTest
  @MethodSource("endsOfOurRestart")
  void ourRestartIsOverOnceTheAddressLivesByTheLeaseOrIsGone(Entry end) {
    Restarts both = after(SOON, PEER_SOON).restarts();
    assertThat(both.own()).contains(SOON);
    assertThat(both.peers()).contains(PEER_SOON);

    assertThat(after(SOON, PEER_SOON, end).restarts().own()).isEmpty();
    assertThat(after(SOON, PEER_SOON, end).restarts().peers()).contains(PEER_SOON);
    assertThat(after(PEER_SOON, SOON).restarts()).isEqualTo(both);
  }

  @Test
  void theRestartOfThePeerIsOverOnceItIsBack() {
    Restarts restarts = after(SOON, PEER_SOON, new Entry.PeerBack()).restarts();
    assertThat(restarts.own()).contains(SOON);
    assertThat(restarts.peers()).isEmpty();
    assertThat(after(SOON, PEER_SOON, new Entry.Resumed("jane", "")).restarts())
        .isEqualTo(after(SOON, PEER_SOON).restarts());
  }

  // ---- What a person said of the place

  @Test
  void aWordWhereItIsMeantToBeStandsUntilAnotherServerHasIt() {
    Entry.Kept kept = new Entry.Kept(3, "exch-b", "jane", "");
    assertThat(after(new Entry.Learned(SECOND), kept).place().kept()).contains(kept);
    assertThat(after(kept, new Entry.Learned(SECOND)).place().kept()).contains(kept);
    assertThat(after(kept, new Entry.Learned(new Epoch(3, "exch-a"))).place().kept()).isEmpty();
    assertThat(after(kept, new Entry.Learned(new Epoch(3, "exch-a"))).place().number())
        .isEqualTo(3);
    assertThat(after(kept, new Entry.Learned(Epoch.NONE)).place().kept()).contains(kept);
  }

  @Test
  void aWordThatItWasSeenStandsUntilTheNextTerm() {
    Entry.Acknowledged seen = new Entry.Acknowledged(5, SECOND, NOW, "jane", "");
    assertThat(after(new Entry.Learned(SECOND), seen, new Entry.Learned(SECOND)).acknowledgement())
        .isEqualTo(new Acknowledgement(5, Optional.of(seen)));
    assertThat(
            after(new Entry.Learned(SECOND), seen, new Entry.Learned(new Epoch(3, "exch-a")))
                .acknowledgement())
        .isEqualTo(new Acknowledgement(5, Optional.empty()));
  }

  @Test
  void aHandoverIsOnUntilALaterTermIsHeardOf() {
    Entry.HandingOver over = new Entry.HandingOver(SECOND, 7, "ordered by jane");
    Epoch third = new Epoch(3, "exch-a");

    assertThat(after(over, new Entry.Learned(FIRST)).handing()).contains(over);
    assertThat(after(over, new Entry.Learned(SECOND)).handing()).contains(over);
    assertThat(after(over, new Entry.Learned(third)).handing()).isEmpty();
  }

  @Test
  void aHandoverIsOverWithTheReleaseAndNotWithATakeThatWasGivenUp() {
    Entry.HandingOver over = new Entry.HandingOver(SECOND, 7, "ordered by jane");

    assertThat(after(over, new Entry.GaveUp(SECOND, "too old")).handing()).contains(over);
    assertThat(after(over, new Entry.Released(SECOND, false, "no quorum")).handing()).isEmpty();
  }

  @Test
  void aFreshInstallationIsPausedUntilAPersonResumesIt() {
    Recollection fresh = after(new Entry.Installed());

    assertThat(fresh.installed()).isTrue();
    assertThat(fresh.paused()).isTrue();
    assertThat(fresh.pause()).contains(new Pause(at(0), "", "since installation"));

    Recollection resumed = fresh.after(at(1), new Entry.Resumed("jane", ""));
    assertThat(resumed).isEqualTo(Recollection.EMPTY);
  }

  @Test
  void aPauseTellsWhoAndSinceWhen() {
    Recollection paused = after(new Entry.Paused("jane", "vendor called"));

    assertThat(paused.pause()).contains(new Pause(at(0), "jane", "vendor called"));
    assertThat(paused.installed()).isFalse();
    assertThat(paused.after(at(1), new Entry.Resumed("joe", "")).paused()).isFalse();
  }

  @Test
  void afterALossNoTermCountsUntilOneIsHeardOrTaken() {
    Recollection lost = after(new Entry.Lost("the file is gone"));

    assertThat(lost.remembers()).isFalse();
    assertThat(lost.paused()).isFalse();
    assertThat(lost.after(at(1), new Entry.Learned(FIRST)).remembers()).isTrue();
    assertThat(lost.after(at(1), BEGUN).after(at(2), TAKEN).remembers()).isTrue();
    assertThat(lost.after(at(1), new Entry.Heard(HARD, INCIDENT)).remembers()).isFalse();
  }

  @Test
  void aTermThatWasHeardIsKnownAndNotOurs() {
    Recollection memory = after(new Entry.Learned(FIRST));

    assertThat(memory.known()).isEqualTo(FIRST);
    assertThat(memory.own()).isEqualTo(Epoch.NONE);
  }

  @Test
  void aLowerTermThatIsHeardLateTakesNothingBack() {
    Recollection memory = after(new Entry.Lost(""), BEGUN, TAKEN, new Entry.Learned(FIRST));

    assertThat(memory.known()).isEqualTo(SECOND);
    assertThat(memory.remembers()).isTrue();
  }

  @Test
  void aTermThatWasOnlyBegunMakesNoOwner() {
    Recollection memory = after(new Entry.Lost(""), new Entry.Learned(FIRST), BEGUN);

    assertThat(memory.own()).isEqualTo(SECOND);
    assertThat(memory.known()).isEqualTo(FIRST);
    assertThat(memory.after(at(3), TAKEN).known()).isEqualTo(SECOND);
    assertThat(after(new Entry.Lost(""), BEGUN).remembers()).isFalse();
  }

  @Test
  void atParTheTermThatIsHeardCountsSinceItWasFoundToGoBefore() {
    Epoch atPar = new Epoch(2, "exch-a");

    assertThat(after(BEGUN, TAKEN, new Entry.Learned(atPar)).known()).isEqualTo(atPar);
  }

  @Test
  void aHardEventArmsAndItsRecoveryEnds() {
    Recollection armed = after(new Entry.Heard(HARD, INCIDENT));

    assertThat(armed.intent()).isEqualTo(Intent.NONE.with(HARD, at(0)));
    assertThat(armed.incident()).isEqualTo(INCIDENT);

    Recollection ended = armed.after(at(1), new Entry.Heard(OK, ""));
    assertThat(ended.intent()).isEqualTo(Intent.NONE);
    assertThat(ended.incident()).as("what follows still belongs to it").isEqualTo(INCIDENT);
    assertThat(ended.heard()).containsExactly(OK);
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, SOFT", "WARNING, HARD", "UNKNOWN, HARD"})
  void anEventThatAsksForNothingIsRememberedAndChangesNoWish(State state, StateType type) {
    Event event = event(Subject.PEER, state, type, "17");
    Recollection memory = after(new Entry.Heard(event, ""));

    assertThat(memory.intent().armed()).isFalse();
    assertThat(memory.repeats(event)).isTrue();
    assertThat(after(new Entry.Heard(HARD, INCIDENT), new Entry.Heard(event, "")).intent().armed())
        .as("it does not take a wish back either")
        .isTrue();
  }

  @Test
  void theLastEventOfEachMonitorAndSubjectCountsForRepetition() {
    Event address = event(Subject.CAS_IP, State.CRITICAL, StateType.HARD, "18");
    Recollection memory =
        after(
            new Entry.Heard(HARD, INCIDENT), new Entry.Heard(address, ""), new Entry.Heard(OK, ""));

    assertThat(memory.heard()).containsExactly(address, OK);
    assertThat(memory.repeats(address)).isTrue();
    assertThat(memory.repeats(OK)).isTrue();
    assertThat(memory.repeats(HARD)).as("it is a new one after a recovery").isFalse();
  }

  @Test
  void aWishEndsWithoutAnEventToo() {
    Recollection memory =
        after(new Entry.Heard(HARD, INCIDENT), new Entry.Ended("served for 2 min"));

    assertThat(memory.intent()).isEqualTo(Intent.NONE);
    assertThat(memory.repeats(HARD)).as("and the same event arms no second time").isTrue();
  }

  @Test
  void aTakeBeginsATermBeforeTheAddressIsThere() {
    Recollection memory = after(new Entry.Learned(FIRST), BEGUN);

    assertThat(memory.own()).isEqualTo(SECOND);
    assertThat(memory.incident()).isEqualTo(INCIDENT);
    assertThat(memory.lastTake()).isEmpty();
    assertThat(memory.term())
        .contains(
            new Term(SECOND, How.FAILOVER, INCIDENT, false, at(1), false, "exch-a is silent"));
  }

  @Test
  void aTermIsTakenWhenTheAddressWasReadBack() {
    assertThat(after(BEGUN, TAKEN).term())
        .contains(new Term(SECOND, How.FAILOVER, INCIDENT, true, at(1), false, "exch-a is silent"));
  }

  @ParameterizedTest
  @EnumSource(How.class)
  void theCoolDownCountsFromATakeFromTheOtherServer(How how) {
    Recollection memory =
        after(
            new Entry.Begun(SECOND, how, INCIDENT, false, ""),
            new Entry.Taken(SECOND, how, INCIDENT));

    boolean fromTheOther = how != How.HOME && how != How.ADOPTED;
    assertThat(memory.lastTake().isPresent()).isEqualTo(fromTheOther);
  }

  @Test
  void aTermEndsWithItsReleaseAndStaysKnown() {
    Recollection memory = after(BEGUN, TAKEN, new Entry.Released(SECOND, false, "no quorum"));

    assertThat(memory.term()).isEmpty();
    assertThat(memory.own()).isEqualTo(SECOND);
    assertThat(memory.known()).isEqualTo(SECOND);
    assertThat(memory.releasedByPerson()).isFalse();
    assertThat(memory.lastTake()).contains(at(1));
  }

  @Test
  void aTakeThatWasGivenUpLeavesItsNumberBehind() {
    Recollection memory = after(BEGUN, new Entry.GaveUp(SECOND, "somebody answered"));

    assertThat(memory.term()).isEmpty();
    assertThat(memory.own()).isEqualTo(SECOND);
    assertThat(memory.lastTake()).isEmpty();
  }

  @Test
  void anAddressThatIsBeingReleasedMayStillBeHere() {
    Recollection memory = after(BEGUN, TAKEN, new Entry.Releasing(SECOND, true, "ordered"));

    assertThat(memory.term()).isEqualTo(after(BEGUN, TAKEN).term());
  }

  @Test
  void aRemovalIsRememberedUntilItsEndOrTheNextTake() {
    Entry.Releasing releasing = new Entry.Releasing(SECOND, true, "ordered");
    Recollection memory = after(BEGUN, TAKEN, releasing);

    assertThat(memory.releasing()).contains(releasing);
    assertThat(memory.after(at(3), new Entry.Released(SECOND, true, "")).releasing()).isEmpty();
    assertThat(memory.after(at(3), new Entry.GaveUp(SECOND, "")).releasing()).isEmpty();
    assertThat(memory.after(at(3), BEGUN).releasing()).isEmpty();
    assertThat(memory.after(at(3), new Entry.Paused("", "")).releasing()).contains(releasing);
  }

  @Test
  void aRecoveryIsWorthWritingIfItsProblemWasWritten() {
    Recollection armed = after(new Entry.Heard(HARD, INCIDENT));

    assertThat(armed.remembersProblem(OK)).isTrue();
    assertThat(armed.after(at(1), new Entry.Ended("")).remembersProblem(OK)).isTrue();
    assertThat(armed.after(at(1), new Entry.Heard(OK, "")).remembersProblem(OK)).isFalse();
    assertThat(armed.remembersProblem(event(Subject.CAS_IP, State.OK, StateType.HARD, "18")))
        .isFalse();
  }

  @Test
  void aPersonsReleaseIsTakenBackByATakeOrAResume() {
    Recollection released = after(BEGUN, TAKEN, new Entry.Released(SECOND, true, "ordered"));

    assertThat(released.releasedByPerson()).isTrue();
    assertThat(released.after(at(9), new Entry.Released(SECOND, false, "")).releasedByPerson())
        .as("another release does not take it back")
        .isTrue();
    assertThat(released.after(at(9), new Entry.Resumed("jane", "")).releasedByPerson()).isFalse();
    assertThat(released.after(at(9), BEGUN).releasedByPerson()).isTrue();
    assertThat(released.after(at(9), BEGUN).after(at(10), TAKEN).releasedByPerson()).isFalse();
  }

  @Test
  void aTermInSpiteOfTheDatabasesStandsByTheOrdinaryRightOnceTheyAreHere() {
    Entry.Begun inSpite = new Entry.Begun(SECOND, How.ORDERED, INCIDENT, true, "ordered");
    Recollection memory = after(inSpite, new Entry.Taken(SECOND, How.ORDERED, INCIDENT));
    assertThat(memory.term().map(Term::evenIfDatabases)).contains(true);

    Recollection regained = memory.after(at(2), new Entry.RightRegained());
    assertThat(regained.term())
        .contains(new Term(SECOND, How.ORDERED, INCIDENT, true, at(1), false, "ordered"));
    assertThat(after(BEGUN, TAKEN, new Entry.RightRegained())).isEqualTo(after(BEGUN, TAKEN));
    assertThat(after(new Entry.RightRegained())).isEqualTo(Recollection.EMPTY);
  }

  @Test
  void aLetterIsPostedOnce() {
    Recollection memory =
        after(new Entry.Posted("a"), new Entry.Posted("b"), new Entry.Posted("a"));

    assertThat(memory.posted()).containsExactly("a", "b");
    assertThat(memory.hasPosted("a")).isTrue();
    assertThat(memory.hasPosted("c")).isFalse();
  }

  @Test
  void ofManyLettersTheLastTwoHundredAreRemembered() {
    Recollection memory =
        after(
            IntStream.range(0, 250)
                .mapToObj(i -> new Entry.Posted("letter-" + i))
                .toArray(Entry[]::new));

    assertThat(memory.posted()).hasSize(200);
    assertThat(memory.hasPosted("letter-249")).isTrue();
    assertThat(memory.hasPosted("letter-50")).isTrue();
    assertThat(memory.hasPosted("letter-49")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 2026-11-22-1",
    "2026-11-22-1, 2026-11-22-2",
    "2026-11-22-9, 2026-11-22-10",
    "2026-11-22-10, 2026-11-22-11",
    "2026-11-21-7, 2026-11-22-1",
    "2026-11-23-7, 2026-11-23-8",
    "a word, 2026-11-22-1"
  })
  void incidentsAreCountedByTheDay(String last, String next) {
    Recollection memory = after(new Entry.Heard(HARD, last));

    assertThat(memory.nextIncident(LocalDate.of(2026, 11, 22))).isEqualTo(next);
  }

  @Test
  void anIncidentOfATakeCountsToo() {
    assertThat(after(BEGUN).nextIncident(LocalDate.of(2026, 11, 22))).isEqualTo("2026-11-22-2");
  }

  @Test
  void timesAreThoseOfTheWall() {
    Moment moment = new Moment(Duration.ofSeconds(1), Duration.ofSeconds(2), NOW);

    assertThat(Recollection.EMPTY.after(moment, BEGUN))
        .isEqualTo(Recollection.EMPTY.after(NOW, BEGUN));
  }

  @ParameterizedTest
  @MethodSource("casfailover.journal.EntryTextTest#entries")
  void everyEntryAddsUpFromItsTextAsFromItself(Entry entry) {
    Entry again = EntryText.parse(EntryText.word(entry), EntryText.values(entry)).orElseThrow();

    for (Recollection before : List.of(Recollection.EMPTY, after(BEGUN, TAKEN))) {
      assertThat(before.after(NOW, again)).isEqualTo(before.after(NOW, entry));
    }
  }

  @ParameterizedTest
  @MethodSource("casfailover.journal.EntryTextTest#entries")
  void aTermIsKnownForEverWhateverComesAfterIt(Entry entry) {
    Recollection memory = after(BEGUN, TAKEN).after(NOW, entry);

    assertThat(memory.own().counter()).isGreaterThanOrEqualTo(SECOND.counter());
    if (!(entry instanceof Entry.Learned)) {
      assertThat(memory.known().counter()).isGreaterThanOrEqualTo(SECOND.counter());
    }
  }

  @Test
  void whatIsLearnedLateNeverLowersTheHighestTerm() {
    Recollection memory =
        Recollection.EMPTY
            .after(Instant.EPOCH, new Entry.Taken(new Epoch(6, "exch-b"), How.FAILOVER, "1"))
            .after(Instant.EPOCH, new Entry.Learned(new Epoch(5, "exch-a")));

    assertThat(memory.known()).isEqualTo(new Epoch(6, "exch-b"));
  }
}
