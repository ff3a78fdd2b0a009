package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.pair.Timing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** exch-b takes the address that exch-a lets go. */
class HandoverFromPeerTest extends HandoverFromPeer {

  @Test
  void takesTheAddressWhenThePeerHasLetItGo() {
    peerLetsGo();

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
    assertThat(reply.text())
        .isEqualTo(
            "exch-b has 192.0.2.100, handed over by exch-a; clients were cut off for 0.01 s");
    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.words()).containsSubsequence("begun", "taken").doesNotContain("gave_up");
    assertThat(rig.ownReport().epoch()).isEqualTo(new Epoch(2, "exch-b"));
    assertThat(rig.ownReport().how()).isEqualTo("handover");
    assertThat(rig.letters()).containsExactly(News.Kind.HANDOVER);
  }

  @Test
  void itsBeginIsInTheJournalBeforeThePeerIsAskedForItsTerm() {
    peerLetsGo();
    rig.order(FAILBACK);
    rig.passUntil(() -> !rig.peer.asked.isEmpty());

    assertThat(rig.journal.confirmed)
        .anySatisfy(
            entry ->
                assertThat(entry)
                    .isInstanceOfSatisfying(
                        Entry.Begun.class,
                        begun -> {
                          assertThat(begun.how()).isEqualTo(Entry.How.HANDOVER);
                          assertThat(begun.why()).isEqualTo("ordered by jane: patched");
                        }));
    assertThat(rig.peer.asked.get(0))
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
  void isFiledUnderTheIncidentOfTheEventOrElseUnderItsOwn() {
    peerLetsGo();
    rig.hard();
    rig.passSeconds(1);
    rig.hear(Rig.event(State.OK, StateType.HARD, "17"));
    rig.passSeconds(1);
    ordered(FAILBACK);
    assertThat(incidents(rig)).as("the event is over").containsExactly("2026-11-22-2");

    Rig relieving = Rig.armed();
    relieving.peer.serves = false;
    relieving.hard();
    relieving.passSeconds(2);
    assertThat(incidents(relieving)).as("the event wants it").containsExactly("2026-11-22-1");
  }

  private static List<String> incidents(Rig rig) {
    return rig.journal.entries.stream()
        .filter(Entry.Begun.class::isInstance)
        .map(entry -> ((Entry.Begun) entry).incident())
        .toList();
  }

  @Test
  void isConfirmedOnlyWhenItIsInTheJournal() {
    peerLetsGo();
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> !rig.peer.asked.isEmpty());
    rig.journal.diskTakes = Duration.ofSeconds(1);
    rig.passUntil(() -> rig.address.adds > 0).passSeconds(0.9);
    assertThat(rig.answered(ticket)).isFalse();

    rig.passSeconds(0.3);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void isConfirmedAlsoWhereTheJournalCannotBeWrittenAnyMore() {
    peerLetsGo();
    rig.journal.writable = entry -> !(entry instanceof Entry.Taken);

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
    assertThat(rig.peer.asked).hasSize(1);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void looksAtNothingElseRightAfterItAsked() {
    rig.peer.takes = Duration.ofMinutes(5);
    rig.order(FAILBACK);
    rig.passUntil(() -> !rig.peer.asked.isEmpty());
    long before = looks();
    rig.pass(Duration.ofMillis(90));
    assertThat(looks()).isEqualTo(before);

    rig.passSeconds(0.5);
    assertThat(looks()).isGreaterThan(before);
  }

  private long looks() {
    return rig.effects.stream().filter(Effect.LookAt.class::isInstance).count();
  }
}
