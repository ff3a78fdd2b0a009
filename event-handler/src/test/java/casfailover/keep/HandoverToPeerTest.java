package casfailover.keep;

import static casfailover.keep.Reply.Outcome.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Question;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** exch-b lets the address go when exch-a asks for it. */
class HandoverToPeerTest extends HandoverToPeer {

  @Test
  void letsGoAndSaysSoWhenItIsGone() {
    Ticket ticket = rig.ask(RELEASE);
    assertThat(rig.answered(ticket)).isFalse();
    rig.pass(Duration.ofMillis(50));

    assertThat(rig.reply(ticket)).isEqualTo(new Reply(Outcome.DONE, "released gone_ms=5"));
    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.words()).endsWith("handing_over", "handed_over");
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
            .map(HandoverToPeerTest::name)
            .toList();
    assertThat(order).containsExactly("handing_over", "Delete", "Tell", "handed_over");
  }

  private static String name(Effect effect) {
    if (effect instanceof Effect.Write write) {
      return casfailover.journal.EntryText.word(write.entry());
    }
    return effect.getClass().getSimpleName();
  }

  @Test
  void isOnItsWayUntilThePeerSaysThatItHasIt() {
    assertThat(rig.view().ceded()).isFalse();
    released();
    assertThat(rig.view().ceded()).isTrue();

    peerTakesIt().passSeconds(2);
    assertThat(rig.view().ceded()).isFalse();
  }

  @Test
  void doesNotComeBackWhereThePeerHasIt() {
    released();
    peerTakesIt().passSeconds(60);

    assertThat(rig.here()).isFalse();
    assertThat(rig.address.adds).isEqualTo(1);
    assertThat(rig.journal.words()).contains("learned");
    assertThat(rig.letters()).isEmpty();
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
    assertThat(rig.journal.count("handing_over")).isEqualTo(1);
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
    Moment before = rig.time.now;
    released();
    rig.passSeconds(1);

    assertThat(rig.view().vacantSince().orElseThrow().since(before)).isPositive();
  }

  @Test
  void whatWasWrongWithItGoesWithIt() {
    rig.address.renewals = false;
    rig.passSeconds(2);
    assertThat(rig.view().alarm()).contains("cannot renew 192.0.2.100");
    released();

    assertThat(rig.view().alarm()).isEmpty();
  }

  @Test
  void isReadyForTheNextMoveOnceThePeerSaysThatItHasItInALaterTerm() {
    Order back = new Order.Failback(Who.NOBODY, "exch-b", true);
    released();
    rig.peer.epoch = THEIRS;
    rig.passSeconds(1);
    assertThat(rig.reply(rig.order(back)).outcome()).as("exch-a does not have it").isEqualTo(HELD);

    rig.peer.holds = true;
    rig.peer.epoch = new Epoch(1, "exch-a");
    rig.passSeconds(0.5);
    assertThat(rig.reply(rig.order(back)).outcome()).as("an earlier term").isEqualTo(HELD);

    peerTakesIt().passSeconds(0.5);
    Ticket ticket = rig.order(back);
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).text()).startsWith("exch-b would take 192.0.2.100 from exch-a");
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
}
