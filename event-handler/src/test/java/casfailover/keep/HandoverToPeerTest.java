package casfailover.keep;

import static casfailover.keep.Reply.Outcome.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Answer;
import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.pair.Timing;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** exch-b holds the address, and exch-a, which is well again, is to have it. */
class HandoverToPeerTest {

  private static final Epoch OURS = new Epoch(2, "exch-b");
  private static final Epoch THEIRS = new Epoch(3, "exch-a");
  private static final Duration GRANT = Timing.DEFAULT.grant();
  private static final Duration RECLAIM = Timing.DEFAULT.reclaimWait(Duration.ofSeconds(1));
  private static final Question.Release RELEASE = new Question.Release(OURS, 7, GRANT, true);

  private final Rig rig = Rig.holder();

  @BeforeEach
  void theOtherServerIsWellAgain() {
    rig.peerReturns().passSeconds(5);
    rig.news.clear();
  }

  private Rig peerTakesIt() {
    rig.peerHolds = true;
    rig.peerEpoch = THEIRS;
    rig.wire = Set.of(Rig.MAC_A);
    return rig;
  }

  private Reply released() {
    Ticket ticket = rig.ask(RELEASE);
    rig.pass(Duration.ofMillis(50));
    return rig.reply(ticket);
  }

  @Test
  void letsGoAndSaysSoWhenItIsGone() {
    Ticket ticket = rig.ask(RELEASE);
    assertThat(rig.answered(ticket)).isFalse();
    rig.pass(Duration.ofMillis(50));

    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.DONE, "released gone_ms=5"));
    assertThat(rig.here()).isFalse();
    assertThat(rig.words()).endsWith("handing_over", "handed_over");
  }

  @Test
  void writesItDownBeforeItDeletesAndAnswersBeforeItWritesAgain() {
    int before = rig.effects.size();
    released();

    List<String> order =
        rig.effects.subList(before, rig.effects.size()).stream()
            .filter(
                e ->
                    e instanceof Effect.Write
                        || e instanceof Effect.Delete
                        || e instanceof Effect.Tell)
            .map(e -> e instanceof Effect.Write w ? word(w.entry()) : e.getClass().getSimpleName())
            .toList();
    assertThat(order).containsExactly("handing_over", "Delete", "Tell", "handed_over");
  }

  private static String word(Entry entry) {
    return casfailover.journal.EntryText.word(entry);
  }

  @Test
  void doesNotComeBackWhereThePeerHasIt() {
    released();
    peerTakesIt().passSeconds(60);

    assertThat(rig.here()).isFalse();
    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.words()).contains("learned");
    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void whatThePeerSaidBeforeItAskedIsNoReasonToTakeItBack() {
    released();
    rig.pass(RECLAIM.minusMillis(100));

    assertThat(rig.adds).isEqualTo(1);
    assertThat(rig.ownReport().stance()).isEqualTo(casfailover.sight.PeerReport.Stance.NOT_ME);
  }

  @Test
  void comesBackWithTheNextTermWhenThePeerCannotHaveItAnyMore() {
    released();
    rig.pass(RECLAIM.plusSeconds(1));

    assertThat(rig.here()).isTrue();
    assertThat(rig.ownReport().epoch()).isEqualTo(new Epoch(3, "exch-b"));
  }

  @Test
  void comesBackInSpiteOfAPause() {
    rig.order(new Order.Pause(Who.NOBODY));
    released();
    rig.pass(RECLAIM.plusSeconds(1));

    assertThat(rig.here()).isTrue();
  }

  @Test
  void waitsLongerForAPeerWithALongerGrant() {
    rig.ask(new Question.Release(OURS, 7, GRANT.plusSeconds(3), true));
    rig.pass(RECLAIM.plusSeconds(2));
    assertThat(rig.here()).isFalse();

    rig.passSeconds(3);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void whatComesBackLivesByTheLeaseAlsoAfterARestartWasAnnounced() {
    Ticket ticket = rig.order(new Order.BackSoon(Order.Who.NOBODY));
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    released();
    rig.pass(RECLAIM).passSeconds(30);

    assertThat(rig.here()).isTrue();
    assertThat(rig.words()).doesNotContain("releasing");
    assertThat(rig.ownReport().backSoon().told()).isEmpty();
  }

  @Test
  void staysAwayWhileThePeerIsAboutToTakeIt() {
    released();
    rig.peerBegun = true;
    rig.passSeconds(20);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void staysAwayWhileAnybodyAnswersForIt() {
    released();
    rig.wire = Set.of(Rig.MAC_A);
    rig.passSeconds(20);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void staysAwayWhileThePeerIsOnlySilent() {
    released();
    rig.peerAgent = false;
    rig.passSeconds(8);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void aQuestionThatComesTwiceIsAnsweredTwiceAndDoneOnce() {
    Ticket first = rig.ask(RELEASE);
    Ticket second = rig.ask(RELEASE);
    rig.pass(Duration.ofMillis(3));
    Ticket whileItGoes = rig.ask(RELEASE);
    rig.pass(Duration.ofMillis(50));

    assertThat(rig.reply(first).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.reply(second).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.reply(whileItGoes).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.count("handing_over")).isEqualTo(1);
  }

  @Test
  void anotherQuestionMeanwhileIsRefused() {
    Ticket first = rig.ask(RELEASE);
    Ticket another = rig.ask(new Question.Release(OURS, 8, GRANT, true));
    Ticket ofAnotherTerm = rig.ask(new Question.Release(THEIRS, 7, GRANT, true));
    rig.pass(Duration.ofMillis(50));

    assertThat(rig.reply(first).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.reply(another))
        .isEqualTo(
            new Reply(Outcome.REFUSED, "exch-b does not have it, or does not look after it"));
    assertThat(rig.reply(ofAnotherTerm).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void whatIsNotInTheJournalAsTakenIsNotLetGo() {
    Rig taker = Rig.armed();
    taker.writable = entry -> !(entry instanceof Entry.Taken);
    taker.peerDies().databasesMove().passSeconds(3);
    taker.hard();
    taker.pass(Rig.TAKE_WAIT);
    assertThat(taker.here()).isTrue();

    assertThat(taker.reply(taker.ask(RELEASE)))
        .isEqualTo(
            new Reply(Outcome.REFUSED, "exch-b does not have it, or does not look after it"));
  }

  @Test
  void whatMayHaveRunOutIsNotLetGo() {
    rig.freeze(Timing.DEFAULT.lease().plusSeconds(1));

    assertThat(rig.reply(rig.ask(RELEASE)))
        .isEqualTo(new Reply(Outcome.REFUSED, "exch-b is giving it up"));
  }

  @Test
  void letsGoAgainAfterItCameBack() {
    released();
    rig.pass(RECLAIM.plusSeconds(2));
    assertThat(rig.here()).isTrue();

    Ticket again = rig.ask(new Question.Release(new Epoch(3, "exch-b"), 8, GRANT, true));
    rig.pass(Duration.ofMillis(50));
    assertThat(rig.reply(again).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.here()).isFalse();
  }

  @Test
  void nobodyHasHadItOnlySinceItWent() {
    Moment before = rig.now;
    released();
    rig.passSeconds(1);

    assertThat(rig.view().vacantSince().orElseThrow().since(before)).isPositive();
  }

  @Test
  void whatWasWrongWithItGoesWithIt() {
    rig.renewals = false;
    rig.passSeconds(2);
    assertThat(rig.view().alarm()).contains("cannot renew 192.0.2.100");
    released();

    assertThat(rig.view().alarm()).isEmpty();
  }

  @Test
  void isReadyForTheNextMoveOnceThePeerSaysThatItHasItInALaterTerm() {
    Order back = new Order.Failback(Who.NOBODY, "exch-b", true);
    released();
    rig.peerEpoch = THEIRS;
    rig.passSeconds(1);
    assertThat(rig.reply(rig.order(back)).outcome()).as("exch-a does not have it").isEqualTo(HELD);

    rig.peerHolds = true;
    rig.peerEpoch = new Epoch(1, "exch-a");
    rig.passSeconds(0.5);
    assertThat(rig.reply(rig.order(back)).outcome()).as("an earlier term").isEqualTo(HELD);

    peerTakesIt().passSeconds(0.5);
    Ticket ticket = rig.order(back);
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).text()).startsWith("exch-b would take 192.0.2.100 from exch-a");
  }

  @Test
  void aQuestionThatComesLateEndsNoLaterTerm() {
    released();
    rig.pass(RECLAIM.plusSeconds(2));
    Ticket late = rig.ask(RELEASE);
    rig.passSeconds(1);

    assertThat(rig.reply(late).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(rig.reply(late).text()).isEqualTo("exch-b has it in term 3:exch-b, not 2:exch-b");
    assertThat(rig.here()).isTrue();
  }

  @Test
  void oneWithoutTheAddressHasNothingToLetGo() {
    Rig standing = Rig.armed();
    Ticket ticket = standing.ask(RELEASE);

    assertThat(standing.reply(ticket).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aPauseKeepsItUnlessAPersonWantsIt() {
    rig.order(new Order.Pause(Who.NOBODY));
    rig.passSeconds(1);
    Ticket ticket = rig.ask(new Question.Release(OURS, 7, GRANT, false));

    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.REFUSED, "exch-b is paused"));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void keepsWhatItCannotWriteDown() {
    rig.diskWorks = false;
    Reply reply = released();
    rig.passSeconds(10);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.here()).isTrue();

    rig.diskWorks = true;
    assertThat(released().outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void oneThatDiesBeforeItDeletesHoldsOn() {
    rig.ask(RELEASE);
    rig.kill().pass(Duration.ofMillis(500));
    rig.restart().passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(rig.ownReport().epoch()).isEqualTo(OURS);
  }

  @Test
  void oneThatDiesAfterItDeletedWaitsForThePeer() {
    rig.ask(RELEASE);
    rig.pass(Duration.ofMillis(2));
    rig.expiry = Optional.empty();
    rig.kill().pass(Duration.ofMillis(500));
    rig.restart().pass(RECLAIM.minusMillis(200));
    assertThat(rig.here()).isFalse();
    assertThat(rig.words()).contains("handed_over");

    rig.passSeconds(2);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void oneThatDiesWhileItWaitsGoesOnWaiting() {
    released();
    rig.kill().pass(Duration.ofMillis(500));
    rig.restart().pass(RECLAIM.minusMillis(200));
    assertThat(rig.here()).isFalse();

    rig.passSeconds(2);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aPersonsReleaseKeepsItAway() {
    released();
    rig.order(new Order.Release(new Who("jane", "")));
    rig.passSeconds(20);

    assertThat(rig.here()).isFalse();
  }

  @Test
  void aPersonsReleaseMeanwhileIsAnsweredWhenItIsGone() {
    rig.ask(RELEASE);
    Ticket ticket = rig.order(new Order.Release(new Who("jane", "")));
    rig.pass(Duration.ofMillis(50));

    assertThat(rig.reply(ticket))
        .isEqualTo(new Reply(Outcome.DONE, "exch-b has let 192.0.2.100 go"));
  }

  // ---- It offers the address

  /** exch-a is offered the address, asks for it and takes it. */
  private void peerAccepts() {
    rig.peerTakes = Duration.ofMillis(200);
    rig.peerAnswers =
        question -> {
          rig.later(
              Duration.ofMillis(100),
              () -> {
                rig.ask(new Question.Release(OURS, 9, GRANT, true));
                rig.later(Duration.ofMillis(50), this::peerTakesIt);
              });
          return Optional.of(new Answer.Done("exch-a has 192.0.2.100"));
        };
  }

  @Test
  void anOrderForThePeerIsOfferedToIt() {
    peerAccepts();
    Ticket ticket =
        rig.order(new Order.Failback(new Who("jane", "FAILBACK exch-a"), "exch-a", false));
    rig.passSeconds(10);

    assertThat(rig.asked)
        .singleElement()
        .isInstanceOfSatisfying(
            Question.Offer.class,
            offer -> {
              assertThat(offer.epoch()).isEqualTo(OURS);
              assertThat(offer.cause()).isEqualTo(Cause.FAILBACK);
              assertThat(offer.author()).isEqualTo("jane");
            });
    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.DONE, "exch-a has 192.0.2.100"));
    assertThat(rig.here()).isFalse();
  }

  @Test
  void whatThePeerHasAgainstItIsTold() {
    rig.peerAnswers = question -> Optional.of(new Answer.NotDone("exch-a does not serve"));
    Ticket ticket = rig.order(new Order.Failback(Who.NOBODY, "exch-a", false));
    rig.passSeconds(1);

    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.REFUSED, "exch-a does not serve"));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aSecondOrderIsHeldWhileThePeerIsAsked() {
    rig.order(new Order.Evacuate(Who.NOBODY));
    Ticket second = rig.order(new Order.Failback(Who.NOBODY, "exch-a", false));

    assertThat(rig.reply(second))
        .isEqualTo(
            new Reply(Outcome.HELD, "exch-a is being asked already; order it again in a moment"));
    assertThat(rig.asked).hasSize(1);
  }

  @Test
  void anAnswerToAnEarlierOfferIsNone() {
    Ticket ticket = rig.order(new Order.Evacuate(Who.NOBODY));
    Question.Offer earlier = new Question.Offer(OURS, 1, Cause.EVACUATION, "", "", false);
    rig.feed(new Input.PeerAnswered(earlier, new Answer.Done("exch-a has 192.0.2.100")));

    assertThat(rig.answered(ticket)).isFalse();
  }

  @Test
  void anOfferThatNobodyOrderedIsMadeAgainTenSecondsAfterItCameToNothing() {
    rig.peerAnswers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.gatewayAnswers = false;
    rig.pass(Rig.TAKE_WAIT.minusSeconds(1));
    assertThat(rig.asked).isEmpty();
    rig.passSeconds(6);
    assertThat(rig.asked).hasSize(1);

    rig.passSeconds(10);
    assertThat(rig.asked).hasSize(2);
  }

  @Test
  void anOfferWithoutAnAnswerFails() {
    Ticket ticket = rig.order(new Order.Evacuate(Who.NOBODY));
    rig.passSeconds(10);

    assertThat(rig.reply(ticket))
        .isEqualTo(
            new Reply(
                Outcome.FAILED,
                "exch-a did not say what became of it (no answer); see cas-event-handler status"));
    assertThat(rig.here()).isTrue();
  }

  @Test
  void anAnswerThatDoesNotFitAnOfferIsNone() {
    rig.peerAnswers = question -> Optional.of(new Answer.Released(Duration.ZERO));
    Ticket ticket = rig.order(new Order.Evacuate(Who.NOBODY));
    rig.passSeconds(1);

    assertThat(rig.reply(ticket))
        .isEqualTo(
            new Reply(
                Outcome.FAILED,
                "exch-a did not say what became of it (its answer does not fit); see"
                    + " cas-event-handler status"));
  }

  @Test
  void oneWithoutTheAddressIsEvacuatedAlready() {
    Rig standing = Rig.armed();
    Ticket ticket = standing.order(new Order.Evacuate(Who.NOBODY));

    assertThat(standing.reply(ticket))
        .isEqualTo(new Reply(Outcome.ALREADY, "exch-b does not have 192.0.2.100"));
  }

  @Test
  void aServiceThatStopsHandsOverFirst() {
    peerAccepts();
    rig.feed(new Input.Stopping());
    rig.passSeconds(3);

    assertThat(rig.resting).isTrue();
    assertThat(rig.here()).isFalse();
    assertThat(rig.words()).contains("handed_over").doesNotContain("released");
    assertThat(((Question.Offer) rig.asked.get(0)).cause()).isEqualTo(Cause.STOP);
  }

  @Test
  void aServiceThatStopsReleasesWhatThePeerDoesNotWant() {
    rig.peerAnswers = question -> Optional.of(new Answer.NotDone("exch-a is paused"));
    rig.feed(new Input.Stopping());
    rig.passSeconds(2);

    assertThat(rig.resting).isTrue();
    assertThat(rig.words()).contains("released");
  }

  @Test
  void aServiceThatStopsReleasesAtOnceWhereThePeerIsSilent() {
    rig.peerDies().passSeconds(3);
    rig.feed(new Input.Stopping());
    rig.pass(Duration.ofMillis(100));

    assertThat(rig.resting).isTrue();
    assertThat(rig.asked).isEmpty();
  }

  @Test
  void aServiceThatStopsOffersNothingToAPeerThatGoesByOtherSettings() {
    rig.peerSettings = "000000";
    stopsWithoutAnOffer();
  }

  @Test
  void aServiceThatStopsOffersNothingToAPeerThatCannotTellWhetherItHasIt() {
    rig.peerUnsure = true;
    stopsWithoutAnOffer();
  }

  private void stopsWithoutAnOffer() {
    rig.passSeconds(2);
    rig.feed(new Input.Stopping());
    rig.pass(Duration.ofMillis(100));

    assertThat(rig.asked).isEmpty();
    assertThat(rig.words()).endsWith("releasing", "released");
  }

  @Test
  void aServiceThatStopsWaitsForWhatThePeerSaysOfAnOffer() {
    rig.peerTakes = Duration.ofSeconds(2);
    rig.peerAnswers = question -> Optional.of(new Answer.Done("exch-a has 192.0.2.100"));
    rig.order(new Order.Evacuate(Who.NOBODY));
    released();
    rig.feed(new Input.Stopping());
    rig.passSeconds(1);
    assertThat(rig.resting).isFalse();

    rig.passSeconds(1);
    assertThat(rig.resting).isTrue();
  }

  @Test
  void aServiceThatStopsNeedNotWaitForThePeerToTakeWhatItLetGo() {
    released();
    rig.feed(new Input.Stopping());

    assertThat(rig.resting).isTrue();
  }

  @Test
  void oneThatLostTheGatewayAsThePeerDidKeepsIt() {
    rig.peerHasGateway = false;
    rig.gatewayAnswers = false;
    rig.pass(Rig.TAKE_WAIT.plusSeconds(5));

    assertThat(rig.asked).isEmpty();
    assertThat(rig.here()).isTrue();
  }

  @Test
  void oneThatAloneLostTheGatewayOffersIt() {
    peerAccepts();
    rig.gatewayAnswers = false;
    rig.pass(Rig.TAKE_WAIT.plusSeconds(5));

    assertThat(rig.here()).isFalse();
    assertThat(((Question.Offer) rig.asked.get(0)).cause()).isEqualTo(Cause.GATEWAY);
  }
}
