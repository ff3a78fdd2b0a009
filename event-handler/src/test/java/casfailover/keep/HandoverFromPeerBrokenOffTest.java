package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.keep.Reply.Outcome;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What goes wrong on exch-b between its steps: the disk, a look, the add, a death, a stop. */
class HandoverFromPeerBrokenOffTest extends HandoverFromPeer {

  @Test
  void whatGrewTooOldWhileItWasWrittenDownIsLookedAtAgain() {
    peerLetsGo();
    rig.journal.diskTakes = Timing.DEFAULT.evidenceMaxAge().plusMillis(300);

    assertThat(ordered(FAILBACK).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.journal.count("gave_up")).isZero();
  }

  @Test
  void oneAnswerOfTheOtherAgentThatIsLostWhileItIsWrittenDownIsAskedForAgain() {
    peerLetsGo();
    rig.journal.diskTakes = Duration.ofMillis(5);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> rig.journal.words().contains("begun"));
    Sighting lost = new Sighting.Silent(rig.time.now, rig.time.now, new Note("agent no answer"));
    rig.feed(new Input.Saw(Guard.PEER_AGENT, lost));
    rig.passSeconds(5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.journal.count("gave_up")).isZero();
  }

  @Test
  void anAgentThatStaysSilentWhileItIsWrittenDownIsNotAskedForTheRelease() {
    rig.journal.diskTakes = Duration.ofMillis(5);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> rig.journal.words().contains("begun"));
    rig.peer.agent = false;
    rig.feed(
        new Input.Saw(
            Guard.PEER_AGENT,
            new Sighting.Silent(rig.time.now, rig.time.now, new Note("agent no answer"))));
    rig.passSeconds(5);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.peer.asked).isEmpty();
    assertThat(rig.here()).isFalse();
  }

  @Test
  void isNotBegunUnwritten() {
    peerLetsGo();
    rig.journal.diskWorks = false;

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text())
        .isEqualTo(
            "exch-b did not take 192.0.2.100 from exch-a: cannot write the journal: disk full");
    assertThat(rig.peer.asked).isEmpty();
  }

  @Test
  void whoeverElseAnswersRightAfterTheAddHasIt() {
    peerLetsGo();
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> rig.address.adds > 0);
    rig.world.wire = Set.of(Rig.STRANGER);
    rig.passSeconds(3);

    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.words()).endsWith("releasing", "posted", "released");
    assertThat(rig.answered(ticket)).isTrue();
  }

  @Test
  void anAddThatFailsIsUndone() {
    peerLetsGo();
    rig.address.addFails = true;

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(reply.text())
        .isEqualTo(
            "exch-b did not take 192.0.2.100 from exch-a: cannot take 192.0.2.100: ip addr add:"
                + " exit code 2");
    assertThat(rig.journal.words()).endsWith("begun", "gave_up");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(ints = {1, 2, 5, 10, 15, 18, 30})
  void aProcessThatDiesOnTheWayLeavesNothingHalfDone(int milliseconds) {
    peerLetsGo();
    rig.order(FAILBACK);
    rig.passUntil(() -> rig.journal.words().contains("begun"));
    rig.pass(Duration.ofMillis(milliseconds));
    rig.kill().passSeconds(1);
    boolean here = rig.here();

    rig.restart().passSeconds(3);

    assertThat(rig.here()).isEqualTo(here);
    assertThat(rig.journal.words()).contains(here ? "taken" : "gave_up");
  }

  @Test
  void oneThatStopsTakesNothingMore() {
    peerLetsGo();
    rig.peer.takes = Duration.ofMillis(500);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> !rig.peer.asked.isEmpty());
    rig.feed(new Input.Stopping());
    rig.passSeconds(3);

    assertThat(rig.address.adds).isZero();
    assertThat(rig.resting).isTrue();
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void oneThatStopsBeforeItAskedGivesUp() {
    rig.journal.diskTakes = Duration.ofMillis(100);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> rig.journal.count("begun") > 0);
    rig.feed(new Input.Stopping());
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).text())
        .isEqualTo("exch-b did not take 192.0.2.100 from exch-a: the service stops");
    assertThat(rig.peer.asked).isEmpty();
    assertThat(rig.resting).isTrue();
  }

  @Test
  void aReleaseThatComesAfterTheStopIsTooLate() {
    peerLetsGo();
    rig.peer.takes = Duration.ofMillis(500);
    Ticket ticket = rig.order(FAILBACK);
    rig.passUntil(() -> !rig.peer.asked.isEmpty());
    rig.feed(new Input.Stopping());
    rig.passSeconds(1);

    assertThat(rig.reply(ticket).text()).contains("exch-a let it go too late");
  }

  @Test
  void aStopBeforeAnythingWasAskedIsToldToWhoeverWaits() {
    rig.peer.agent = false;
    rig.passSeconds(2);
    Ticket ticket = rig.order(FAILBACK);
    assertThat(rig.answered(ticket)).isFalse();
    rig.feed(new Input.Stopping());
    Ticket late = rig.order(FAILBACK);

    Reply stops = new Reply(Outcome.REFUSED, "the service on exch-b stops");
    assertThat(rig.reply(ticket)).isEqualTo(stops);
    assertThat(rig.reply(late)).isEqualTo(stops);
  }
}
