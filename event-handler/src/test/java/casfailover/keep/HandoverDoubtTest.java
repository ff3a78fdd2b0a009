package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.handover.Cause;
import casfailover.handover.Question;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Guard;
import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** exch-b is to have the address that exch-a has, on machines that are late with everything. */
class HandoverDoubtTest extends HandoverFromPeer {

  @BeforeEach
  void exchALetsGoWhenItIsAsked() {
    peerLetsGo();
  }

  private static Order failback(String server, boolean dryRun) {
    return new Order.Failback(new Who("jane", ""), server, dryRun);
  }

  private void oneQuestionToTheOtherAgentIsLost() {
    Note note = new Note("agent no answer");
    rig.feed(
        new Input.Saw(Guard.PEER_AGENT, new Sighting.Silent(rig.time.now, rig.time.now, note)));
  }

  /** Nobody can look at the wire for a while, and then one question is lost besides. */
  private Reply answered(Ticket ticket) {
    rig.world.wireWorks = false;
    rig.passSeconds(1.5);
    oneQuestionToTheOtherAgentIsLost();
    rig.world.wireWorks = true;
    rig.passSeconds(3);
    return rig.reply(ticket);
  }

  /** What was seen a moment ago is too old to act on. */
  private void nothingWasSeenLately() {
    rig.world.wireWorks = false;
    rig.passSeconds(2);
  }

  @Test
  void oneLostQuestionRefusesNoOrder() {
    nothingWasSeenLately();

    assertThat(answered(rig.order(failback("exch-b", false))).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void norADryRun() {
    nothingWasSeenLately();

    assertThat(answered(rig.order(failback("exch-b", true))).text())
        .startsWith("exch-b would take 192.0.2.100 from exch-a; dry run");
  }

  @Test
  void norWhatTheHolderOffers() {
    nothingWasSeenLately();
    Question offer =
        new Question.Offer(new Epoch(1, "exch-a"), 7, Cause.FAILBACK, "jane", "", false);

    assertThat(answered(rig.ask(offer)).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void norABeginThatTookLongToWriteDown() {
    rig.journal.diskTakes = Duration.ofMillis(1300);
    Ticket ticket = rig.order(failback("exch-b", false));
    while (!rig.journal.words().contains("begun")) {
      rig.pass(Duration.ofMillis(1));
    }
    rig.passSeconds(1.29);
    oneQuestionToTheOtherAgentIsLost();
    rig.passSeconds(5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.journal.count("gave_up")).isZero();
  }

  @Test
  void whatSpeaksAgainstItForASecondRefusesIt() {
    nothingWasSeenLately();
    Ticket ticket = rig.order(failback("exch-b", false));
    rig.passSeconds(0.5);
    rig.peer.agent = false;
    rig.passSeconds(0.9);
    assertThat(rig.answered(ticket)).isFalse();
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(rig.reply(ticket).text()).contains("holder: exch-a agent no answer");
  }

  @Test
  void nobodyIsKeptWaitingForMoreThanThreeSeconds() {
    nothingWasSeenLately();
    Ticket ticket = rig.order(failback("exch-b", false));
    rig.passSeconds(2.8);
    rig.peer.agent = false;
    rig.passSeconds(0.7);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aServerThatHasItAlreadyHasItAlsoAfterOneLostQuestion() {
    oneQuestionToTheOtherAgentIsLost();

    assertThat(rig.reply(rig.order(failback("exch-a", false))))
        .isEqualTo(new Reply(Outcome.ALREADY, "exch-a has 192.0.2.100 already"));
  }

  @Test
  void butNotOnceItIsSilentForThreeSeconds() {
    rig.peer.agent = false;
    rig.passSeconds(3.5);

    assertThat(rig.reply(rig.order(failback("exch-a", false))).outcome())
        .isEqualTo(Outcome.REFUSED);
  }
}
