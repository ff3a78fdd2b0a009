package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.handover.Answer;
import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** exch-b is the target: exch-a has the address and lets it go, or does not. */
class HandoverFromPeerTest {

  private static final Order FAILBACK =
      new Order.Failback(new Who("jane", "patched"), "exch-b", false);
  private static final Epoch THEIRS = new Epoch(1, "exch-a");

  private final Rig rig = Rig.armed();

  /** exch-a lets go as soon as it is asked. */
  private Rig peerLetsGo() {
    rig.peerAnswers =
        question -> {
          rig.peerHolds = false;
          rig.wire = Set.of();
          return Optional.of(new Answer.Released(Duration.ofMillis(5)));
        };
    return rig;
  }

  private Reply ordered(Order order) {
    Ticket ticket = rig.order(order);
    rig.passSeconds(8);
    return rig.reply(ticket);
  }

  @Test
  void takesTheAddressWhenThePeerHasLetItGo() {
    peerLetsGo();

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
    assertThat(reply.text())
        .isEqualTo(
            "exch-b has 192.0.2.100, handed over by exch-a; clients were cut off for 0.01 s");
    assertThat(rig.here()).isTrue();
    assertThat(rig.words()).containsSubsequence("begun", "taken").doesNotContain("gave_up");
    assertThat(rig.ownReport().epoch()).isEqualTo(new Epoch(2, "exch-b"));
    assertThat(rig.ownReport().how()).isEqualTo("handover");
    assertThat(rig.letters()).containsExactly(News.Kind.HANDOVER);
  }

  @Test
  void itsBeginIsInTheJournalBeforeThePeerIsAskedForItsTerm() {
    peerLetsGo();
    rig.order(FAILBACK);
    rig.passUntil(() -> !rig.asked.isEmpty());

    assertThat(rig.confirmed)
        .anySatisfy(
            entry ->
                assertThat(entry)
                    .isInstanceOfSatisfying(
                        Entry.Begun.class,
                        begun -> {
                          assertThat(begun.how()).isEqualTo(Entry.How.HANDOVER);
                          assertThat(begun.why()).isEqualTo("ordered by jane: patched");
                        }));
    assertThat(rig.asked.get(0))
        .isInstanceOfSatisfying(
            Question.Release.class,
            release -> {
              assertThat(release.epoch()).isEqualTo(THEIRS);
              assertThat(release.grant()).isEqualTo(Timing.DEFAULT.grant());
              assertThat(release.ordered()).isTrue();
            });
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aDryRunShowsTheWholeListAndAsksForNothing() {
    Reply reply = ordered(new Order.Failback(Who.NOBODY, "exch-b", true));

    assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
    assertThat(reply.text().lines())
        .containsExactly(
            "exch-b would take 192.0.2.100 from exch-a; dry run, nothing was moved",
            "\\_ ok       holder     exch-a has it, term 1:exch-a",
            "\\_ ok       address    exch-a answers for it, 02:42:0a:2a:00:0b answered",
            "\\_ ok       gateway    192.0.2.1 ping 10/10",
            "\\_ ok       services   exch-b 443/tcp accepts",
            "\\_ ok       databases  2 of 2 with a good copy on exch-b; 2 mounted on exch-a, from"
                + " where both serve them: Move-ActiveMailboxDatabase moves them",
            "\\_ ok       settings   the same on both, 3f9c21",
            "\\_ ok       pause      neither is paused");
    assertThat(rig.asked).isEmpty();
    assertThat(rig.words()).doesNotContain("begun");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void asksForNothingWhileAnythingSpeaksAgainstIt(String word, Consumer<Rig> fault) {
    peerLetsGo();
    fault.accept(rig);
    rig.passSeconds(3);

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(reply.text()).containsPattern(word).contains("nothing was moved\n");
    assertThat(rig.asked).isEmpty();
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aLookThatWasLostIsMadeAgainBeforeItIsRefused() {
    peerLetsGo();
    rig.peerAgent = false;
    rig.passSeconds(1);
    Ticket ticket = rig.order(FAILBACK);
    rig.peerAgent = true;
    rig.passSeconds(3);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void whatCannotBeToldIsWaitedForLongerThanWhatSpeaksAgainstIt() {
    rig.wireWorks = false;
    rig.passSeconds(2);
    Ticket unknown = rig.order(FAILBACK);
    rig.passSeconds(2.9);
    assertThat(rig.answered(unknown)).isFalse();
    rig.passSeconds(0.4);
    assertThat(rig.answered(unknown)).isTrue();

    rig.wireWorks = true;
    rig.serves = false;
    rig.passSeconds(2);
    Ticket against = rig.order(FAILBACK);
    rig.passSeconds(0.9);
    assertThat(rig.answered(against)).isFalse();
    rig.passSeconds(0.4);
    assertThat(rig.answered(against)).isTrue();
  }

  @Test
  void isFiledUnderTheIncidentOfTheEventOrElseUnderItsOwn() {
    peerLetsGo();
    rig.hard();
    rig.passSeconds(1);
    rig.hear(Rig.event(State.OK, StateType.HARD, "17"));
    rig.passSeconds(1);
    ordered(FAILBACK);
    assertThat(incidents(rig)).as("the event is over").containsExactly("2026-11-22-2");

    Rig relieving = Rig.armed();
    relieving.peerServes = false;
    relieving.hard();
    relieving.passSeconds(2);
    assertThat(incidents(relieving)).as("the event wants it").containsExactly("2026-11-22-1");
  }

  private static List<String> incidents(Rig rig) {
    return rig.journal.stream()
        .filter(Entry.Begun.class::isInstance)
        .map(entry -> ((Entry.Begun) entry).incident())
        .toList();
  }

  @Test
  void isConfirmedOnlyWhenItIsInTheJournal() {
    peerLetsGo();
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> !rig.asked.isEmpty());
    rig.diskTakes = Duration.ofSeconds(1);
    rig.passUntil(() -> rig.adds > 0).passSeconds(0.9);
    assertThat(rig.answered(ticket)).isFalse();

    rig.passSeconds(0.3);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void isConfirmedAlsoWhereTheJournalCannotBeWrittenAnyMore() {
    peerLetsGo();
    rig.writable = entry -> !(entry instanceof Entry.Taken);

    assertThat(ordered(FAILBACK).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void theTimeForWhichClientsWereCutOffIsNotToldOfALaterTake() {
    peerLetsGo();
    ordered(FAILBACK);
    rig.order(new Order.Release(Who.NOBODY));
    rig.peerDies().databasesMove().pass(Rig.TAKE_WAIT.plusSeconds(5));
    ordered(new Order.Take(Who.NOBODY, false));

    assertThat(rig.news)
        .extracting(News::kind, news -> news.reason().detail())
        .containsExactly(tuple(News.Kind.HANDOVER, "0.01 s"), tuple(News.Kind.TAKEOVER, ""));
  }

  private static Consumer<Rig> with(Consumer<Rig> fault) {
    return fault;
  }

  static java.util.stream.Stream<Arguments> faults() {
    return java.util.stream.Stream.of(
        Arguments.of("gateway: 192.0.2.1 ", with(rig -> rig.gatewayAnswers = false)),
        Arguments.of("services: exch-b 443/tcp no answer", with(rig -> rig.serves = false)),
        Arguments.of(
            "databases: no good copy on exch-b: Archive FailedAndSuspended",
            with(rig -> rig.copiesHere = "FailedAndSuspended")),
        Arguments.of(
            "databases: no good copy on exch-b: Archive Healthy, activation suspended",
            with(rig -> rig.activationSuspendedHere = true)),
        Arguments.of(
            "cannot tell: databases: PowerShell does not answer",
            with(rig -> rig.databasesReadable = false)),
        Arguments.of(
            "settings: 3f9c21 here, 000000 on exch-a", with(rig -> rig.peerSettings = "000000")),
        Arguments.of(
            "holder: exch-a says that it does not have 192.0.2.100",
            with(
                rig -> {
                  rig.peerHolds = false;
                  rig.wire = Set.of();
                })),
        Arguments.of("holder: exch-a agent no answer", with(rig -> rig.peerAgent = false)),
        Arguments.of("address: a stranger answers", with(rig -> rig.wire = Set.of(Rig.STRANGER))),
        Arguments.of("address: nobody answers for it, 3 ARP", with(rig -> rig.wire = Set.of())),
        Arguments.of(
            "cannot tell: address: arping did not start", with(rig -> rig.wireWorks = false)));
  }

  @Test
  void aPauseOnEitherSideKeepsNoPersonsOrder() {
    peerLetsGo();
    rig.order(new Order.Pause(Who.NOBODY));
    rig.passSeconds(1);

    assertThat(ordered(FAILBACK).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aTakeoverThatIsOrderedWhileThePeerHasItIsTheHandover() {
    peerLetsGo();

    Reply reply = ordered(new Order.Take(new Who("jane", ""), false));

    assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
    assertThat(reply.text()).contains("handed over by exch-a");
    assertThat(rig.asked).hasSize(1);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aPeerThatHasItAndDoesNotServeIsRelieved() {
    peerLetsGo();
    rig.peerServes = false;
    rig.hard();
    rig.passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(((Question.Release) rig.asked.get(0)).ordered()).isFalse();
  }

  @Test
  void aPeerThatCannotBeRelievedIsNotAskedAllTheTime() {
    rig.peerServes = false;
    rig.peerAnswers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.hard();
    rig.passSeconds(9);
    assertThat(rig.asked).hasSize(1);

    rig.passSeconds(10);
    assertThat(rig.asked).hasSize(2);
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aRefusalEndsIt() {
    rig.peerAnswers = question -> Optional.of(new Answer.NotDone("exch-a is giving it up"));

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text()).contains("exch-a answered: exch-a is giving it up");
    assertThat(rig.words()).endsWith("begun", "gave_up");
    assertThat(rig.here()).isFalse();
  }

  @Test
  void anAnswerThatDoesNotComeIsNoRelease() {
    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text())
        .isEqualTo(
            "exch-b did not take 192.0.2.100 from exch-a: exch-a did not say that it let it go (no"
                + " answer); if it did, it takes it back by itself");
    assertThat(rig.words()).endsWith("begun", "gave_up");
    assertThat(rig.here()).isFalse();
  }

  @Test
  void anAnswerAfterTheGrantAddsNothing() {
    peerLetsGo();
    rig.peerTakes = Timing.DEFAULT.grant().plusMillis(100);

    assertThat(ordered(FAILBACK).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.adds).isZero();
    assertThat(rig.here()).isFalse();
  }

  @Test
  void anAddThatBeginsAfterTheGrantIsTooLate() {
    peerLetsGo();
    rig.peerTakes = Timing.DEFAULT.grant().minusMillis(2);

    assertThat(ordered(FAILBACK).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.adds).isZero();
  }

  @Test
  void anAnswerToAnEarlierAttemptIsNone() {
    rig.order(FAILBACK);
    rig.passSeconds(3);
    Question first = rig.asked.get(0);
    rig.order(FAILBACK);
    rig.passUntil(() -> rig.asked.size() >= 2);

    rig.feed(new Input.PeerAnswered(first, new Answer.Released(Duration.ZERO)));
    rig.passSeconds(5);

    assertThat(rig.adds).isZero();
  }

  @Test
  void aSecondAnswerChangesNothing() {
    peerLetsGo();
    ordered(FAILBACK);

    rig.feed(new Input.PeerAnswered(rig.asked.get(0), new Answer.Released(Duration.ZERO)));
    rig.passSeconds(5);

    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void whatGrewTooOldWhileItWasWrittenDownIsLookedAtAgain() {
    peerLetsGo();
    rig.diskTakes = Timing.DEFAULT.evidenceMaxAge().plusMillis(300);

    assertThat(ordered(FAILBACK).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.count("gave_up")).isZero();
  }

  @Test
  void oneAnswerOfTheOtherAgentThatIsLostWhileItIsWrittenDownIsAskedForAgain() {
    peerLetsGo();
    rig.diskTakes = Duration.ofMillis(5);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> rig.words().contains("begun"));
    Sighting lost = new Sighting.Silent(rig.now, rig.now, new Note("agent no answer"));
    rig.feed(new Input.Saw(Guard.PEER_AGENT, lost));
    rig.passSeconds(5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.count("gave_up")).isZero();
  }

  @Test
  void anAgentThatStaysSilentWhileItIsWrittenDownIsNotAskedForTheRelease() {
    rig.diskTakes = Duration.ofMillis(5);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> rig.words().contains("begun"));
    rig.peerAgent = false;
    rig.feed(
        new Input.Saw(
            Guard.PEER_AGENT, new Sighting.Silent(rig.now, rig.now, new Note("agent no answer"))));
    rig.passSeconds(5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.asked).isEmpty();
    assertThat(rig.here()).isFalse();
  }

  @Test
  void isNotBegunUnwritten() {
    peerLetsGo();
    rig.diskWorks = false;

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text())
        .isEqualTo(
            "exch-b did not take 192.0.2.100 from exch-a: cannot write the journal: disk full");
    assertThat(rig.asked).isEmpty();
  }

  @Test
  void whoeverElseAnswersRightAfterTheAddHasIt() {
    peerLetsGo();
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> rig.adds > 0);
    rig.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(3);

    assertThat(rig.here()).isFalse();
    assertThat(rig.words()).endsWith("releasing", "posted", "released");
    assertThat(rig.answered(ticket)).isTrue();
  }

  @Test
  void anAddThatFailsIsUndone() {
    peerLetsGo();
    rig.addFails = true;

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text())
        .isEqualTo(
            "exch-b did not take 192.0.2.100 from exch-a: cannot take 192.0.2.100: ip addr add:"
                + " exit code 2");
    assertThat(rig.words()).endsWith("begun", "gave_up");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(ints = {1, 2, 5, 10, 15, 18, 30})
  void aProcessThatDiesOnTheWayLeavesNothingHalfDone(int milliseconds) {
    peerLetsGo();
    rig.order(FAILBACK);
    rig.passUntil(() -> rig.words().contains("begun"));
    rig.pass(Duration.ofMillis(milliseconds));
    rig.kill().passSeconds(1);
    boolean here = rig.here();

    rig.restart().passSeconds(3);

    assertThat(rig.here()).isEqualTo(here);
    assertThat(rig.words()).contains(here ? "taken" : "gave_up");
  }

  @Test
  void oneThatStopsTakesNothingMore() {
    peerLetsGo();
    rig.peerTakes = Duration.ofMillis(500);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> !rig.asked.isEmpty());
    rig.feed(new Input.Stopping());
    rig.passSeconds(3);

    assertThat(rig.adds).isZero();
    assertThat(rig.resting).isTrue();
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void anOfferIsAnsweredWhenTheAddressIsHere() {
    peerLetsGo();
    Ticket ticket = rig.ask(new Question.Offer(THEIRS, 7, Cause.EVACUATION, "jane", "", false));
    rig.passSeconds(3);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.here()).isTrue();
    assertThat(rig.journal)
        .anySatisfy(
            entry ->
                assertThat(entry)
                    .isInstanceOfSatisfying(
                        Entry.Begun.class,
                        begun ->
                            assertThat(begun.why())
                                .isEqualTo("exch-a is evacuated, ordered by jane")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FAILBACK   | ordered by jane: rack 4",
        "EVACUATION | exch-a is evacuated, ordered by jane: rack 4",
        "STOP       | the service on exch-a stops",
        "GATEWAY    | exch-a does not reach the gateway"
      })
  void theJournalTellsWhyItWasOffered(Cause cause, String why) {
    peerLetsGo();
    rig.ask(new Question.Offer(THEIRS, 7, cause, "jane", "rack 4", false));
    rig.passSeconds(3);

    assertThat(rig.journal)
        .filteredOn(Entry.Begun.class::isInstance)
        .extracting(entry -> ((Entry.Begun) entry).why())
        .containsExactly(why);
  }

  @Test
  void anOrderForTheServerThatHasItIsDoneAlready() {
    Ticket ticket = rig.order(new Order.Failback(Who.NOBODY, "exch-a", false));

    assertThat(rig.reply(ticket))
        .isEqualTo(new Reply(Outcome.ALREADY, "exch-a has 192.0.2.100 already"));
  }

  @Test
  void anOrderForTheOtherServerIsRefusedWhereNobodyIsKnownToHaveIt() {
    rig.peerHolds = false;
    rig.passSeconds(2);
    Ticket ticket = rig.order(new Order.Failback(Who.NOBODY, "exch-a", false));

    assertThat(rig.reply(ticket))
        .isEqualTo(
            new Reply(
                Outcome.REFUSED,
                "exch-b does not have 192.0.2.100, so it has nothing to hand over; on exch-a:"
                    + " cas-event-handler takeover"));
  }

  @Test
  void oneThatHasOnlyJustStartedIsNotEvacuated() {
    Rig starting = Rig.with(Rig.armedJournal());
    Ticket ticket = starting.order(new Order.Evacuate(Who.NOBODY));

    assertThat(starting.reply(ticket))
        .isEqualTo(
            new Reply(
                Outcome.HELD,
                "exch-b is just starting, taking or moving; order it again in a moment"));
  }

  @Test
  void givesUpWhenTheGrantEndsWithoutAnyWord() {
    peerLetsGo();
    rig.peerTakes = Duration.ofMinutes(5);

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text()).contains("exch-a did not say that it let it go (no answer in time)");
  }

  @Test
  void looksAtNothingElseRightAfterItAsked() {
    rig.peerTakes = Duration.ofMinutes(5);
    rig.order(FAILBACK);
    rig.passUntil(() -> !rig.asked.isEmpty());
    long before = looks();
    rig.pass(Duration.ofMillis(90));
    assertThat(looks()).isEqualTo(before);

    rig.passSeconds(0.5);
    assertThat(looks()).isGreaterThan(before);
  }

  private long looks() {
    return rig.effects.stream().filter(Effect.LookAt.class::isInstance).count();
  }

  @Test
  void anOfferThatNobodyOrderedIsRefusedByAPause() {
    rig.order(new Order.Pause(Who.NOBODY));
    Ticket ticket = rig.ask(new Question.Offer(THEIRS, 7, Cause.STOP, "", "", false));
    rig.passSeconds(5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(rig.reply(ticket).text()).contains("from exch-a: pause: exch-b is paused;");
    assertThat(rig.asked).isEmpty();
  }

  @Test
  void aPauseIsToldByWhoIsPausedAndWhetherAnOrderOverridesIt() {
    Order dryRun = new Order.Failback(Who.NOBODY, "exch-b", true);
    rig.peerPaused = true;
    rig.passSeconds(2);
    assertThat(ordered(dryRun).text())
        .endsWith("\\_ ok       pause      exch-a is paused, which an order overrides");

    rig.order(new Order.Pause(Who.NOBODY));
    rig.passSeconds(1);
    assertThat(ordered(dryRun).text())
        .endsWith("\\_ ok       pause      both are paused, which an order overrides");
  }

  @Test
  void whatWasNeverHeardOfThePeerIsUnknown() {
    Rig alone = Rig.with(Rig.armedJournal());
    alone.peerDies().passSeconds(3);
    Ticket ticket = alone.order(FAILBACK);
    alone.passSeconds(3);

    assertThat(alone.reply(ticket).text().lines())
        .contains(
            "\\_ NOT OK   holder     exch-a agent no answer",
            "\\_ NOT OK   address    nobody answers for it, 3 ARP probes, no answer",
            "\\_ unknown  settings   those of the other server are not known");
  }

  @Test
  void databasesThatAreHereAlreadyNeedNotBeMoved() {
    rig.databasesMove().passSeconds(20);

    assertThat(ordered(new Order.Failback(Who.NOBODY, "exch-b", true)).text().lines())
        .contains("\\_ ok       databases  2 of 2 with a good copy on exch-b");
  }

  @Test
  void onlyTheDatabasesThatTheSettingsNameNeedAGoodCopy() {
    Setup s = rig.setup;
    rig.reload(
        new Setup(
            s.pair(),
            s.timing(),
            List.of("Archive", "Public"),
            s.dag(),
            s.pingsGateway(),
            s.arpsGateway(),
            s.mac(),
            s.settings(),
            s.version(),
            s.zone()));
    rig.passSeconds(2);

    assertThat(ordered(FAILBACK).text())
        .contains("databases: no good copy on exch-b: Public none; nothing was moved");
  }

  @Test
  void oneThatStopsBeforeItAskedGivesUp() {
    rig.diskTakes = Duration.ofMillis(100);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> rig.count("begun") > 0);
    rig.feed(new Input.Stopping());
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).text())
        .isEqualTo("exch-b did not take 192.0.2.100 from exch-a: the service stops");
    assertThat(rig.asked).isEmpty();
    assertThat(rig.resting).isTrue();
  }

  @Test
  void aReleaseThatComesAfterTheStopIsTooLate() {
    peerLetsGo();
    rig.peerTakes = Duration.ofMillis(500);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> !rig.asked.isEmpty());
    rig.feed(new Input.Stopping());
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).text()).contains("exch-a let it go too late");
  }

  @Test
  void aStopBeforeAnythingWasAskedIsToldToWhoeverWaits() {
    rig.peerAgent = false;
    rig.passSeconds(2);
    Ticket ticket = rig.order(FAILBACK);
    assertThat(rig.answered(ticket)).isFalse();
    rig.feed(new Input.Stopping());
    Ticket late = rig.order(FAILBACK);

    Reply stops = new Reply(Outcome.REFUSED, "the service on exch-b stops");
    assertThat(rig.reply(ticket)).isEqualTo(stops);
    assertThat(rig.reply(late)).isEqualTo(stops);
  }

  @Test
  void aSecondOrderIsHeldWhileTheFirstIsDecided() {
    rig.peerAgent = false;
    rig.passSeconds(2);
    rig.order(FAILBACK);

    assertThat(rig.reply(rig.order(FAILBACK)))
        .isEqualTo(
            new Reply(
                Outcome.HELD,
                "exch-b is just starting, taking or moving; order it again in a moment"));
  }

  @Test
  void anAnswerThatDoesNotFitIsNoRelease() {
    rig.peerAnswers = question -> Optional.of(new Answer.Done("exch-a has 192.0.2.100"));

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text()).contains("(its answer does not fit)");
    assertThat(rig.adds).isZero();
  }

  @Test
  void aPeerThatIsNotToBeRelievedAgainYetIsHeldSo() {
    rig.peerServes = false;
    rig.peerAnswers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.hard();
    rig.passSeconds(5);

    assertThat(rig.view().reason().text())
        .isEqualTo(
            "exch-a has 192.0.2.100 and does not serve clients; a handover was tried a moment ago");
  }

  @Test
  void aPeerThatCannotBeRelievedIsToldWithWhatSpeaksAgainstIt() {
    rig.peerServes = false;
    rig.copiesHere = "Failed";
    rig.hard();
    rig.passSeconds(9);

    assertThat(rig.asked).isEmpty();
    assertThat(rig.view().reason().text())
        .isEqualTo(
            "exch-a has 192.0.2.100 and does not serve clients; databases: no good copy on exch-b:"
                + " Archive Failed");
  }

  @Test
  void hasItAlready() {
    Rig holder = Rig.holder();
    Ticket ticket = holder.order(FAILBACK);

    assertThat(holder.reply(ticket).outcome()).isEqualTo(Outcome.ALREADY);
  }
}
