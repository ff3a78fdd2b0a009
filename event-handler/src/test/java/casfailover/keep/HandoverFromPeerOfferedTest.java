package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** exch-a offers the address by itself. */
class HandoverFromPeerOfferedTest extends HandoverFromPeer {

  @Test
  void anOfferIsAnsweredWhenTheAddressIsHere() {
    peerLetsGo();
    Ticket ticket = rig.ask(new Question.Offer(THEIRS, 7, Cause.EVACUATION, "jane", "", false));
    rig.passSeconds(3);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.here()).isTrue();
    assertThat(rig.journal.entries)
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

    assertThat(rig.journal.entries)
        .filteredOn(Entry.Begun.class::isInstance)
        .extracting(entry -> ((Entry.Begun) entry).why())
        .containsExactly(why);
  }

  @Test
  void anOfferThatNobodyOrderedIsRefusedByAPause() {
    rig.order(new Order.Pause(Who.NOBODY));
    Ticket ticket = rig.ask(new Question.Offer(THEIRS, 7, Cause.STOP, "", "", false));
    rig.passSeconds(5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(rig.reply(ticket).text()).contains("from exch-a: pause: exch-b is paused;");
    assertThat(rig.peer.asked).isEmpty();
  }
}
