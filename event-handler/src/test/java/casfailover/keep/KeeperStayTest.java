package casfailover.keep;

import static casfailover.keep.Rig.TAKE_WAIT;
import static casfailover.keep.Rig.armed;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Kept;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A person's word that the address is meant to be where it is. */
class KeeperStayTest {

  private static final Who JANE = new Who("jane", "until the new board");

  private static Ticket keep(Rig rig, String server) {
    Ticket ticket = rig.order(new Order.Keep(JANE, server));
    rig.passSeconds(1.5);
    return ticket;
  }

  /** exch-a serves, and exch-b wants the address all the same. */
  private static Rig suspended() {
    Rig rig = armed();
    rig.hard();
    rig.passSeconds(1);
    assertThat(rig.view().intent().armed()).isTrue();
    return rig;
  }

  @Test
  void keepsTheAddressWhereItIsAndEndsTheWish() {
    Rig rig = holder().peerReturns().passSeconds(2);
    assertThat(rig.view().intent().armed()).isTrue();
    Ticket ticket = keep(rig, "exch-b");

    assertThat(rig.reply(ticket).line())
        .isEqualTo("DONE 192.0.2.100 stays on exch-b, and both servers know");
    assertThat(rig.journal.entries)
        .contains(new Entry.Kept(1, "exch-b", "jane", "until the new board"));
    assertThat(rig.view().intent().armed()).isFalse();
    assertThat(rig.ownReport().kept()).contains(new Kept(1, "exch-b", "jane"));
  }

  @Test
  void keepsItAlsoOnTheServerThatDoesNotHaveIt() {
    Rig rig = suspended();

    assertThat(rig.reply(keep(rig, "exch-a")).line())
        .isEqualTo("DONE 192.0.2.100 stays on exch-a, and both servers know");
    assertThat(rig.view().intent().armed()).isFalse();
  }

  @Test
  void refusesAServerThatDoesNotHaveTheAddress() {
    Rig rig = suspended();

    assertThat(rig.reply(keep(rig, "exch-b")).line())
        .isEqualTo(
            "REFUSED 192.0.2.100 can only be kept where it is: it is on exch-a and not on exch-b;"
                + " KEEP exch-a");
    assertThat(rig.journal.count("kept")).isZero();
    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void refusesWhileNobodyIsKnownToHaveIt() {
    Rig rig = armed();
    rig.peerDies().passSeconds(3);

    assertThat(rig.reply(keep(rig, "exch-a")).line())
        .isEqualTo("REFUSED 192.0.2.100 can only be kept where it is: nobody is known to have it");
  }

  @Test
  void saysThatThePeerDoesNotKnowYet() {
    Rig rig = holder();
    Ticket ticket = rig.order(new Order.Keep(JANE, "exch-b"));
    rig.passSeconds(6);

    assertThat(rig.reply(ticket).line())
        .isEqualTo(
            "DONE 192.0.2.100 stays on exch-b, and exch-a does not know yet (agent no answer): it"
                + " reads it when the agents talk again");
  }

  @Test
  void saysThatItCouldNotBeWritten() {
    Rig rig = holder().peerReturns().passSeconds(2);
    rig.journal.diskWorks = false;

    assertThat(rig.reply(keep(rig, "exch-b")).line())
        .isEqualTo("FAILED cannot write the journal: disk full");
  }

  @Test
  void readsInTheReportOfThePeerWhatAPersonToldIt() {
    Rig rig = suspended();
    rig.peer.kept = Optional.of(new Kept(1, "exch-a", "jane"));
    rig.passSeconds(2);

    assertThat(rig.view().intent().armed()).isFalse();
    assertThat(rig.journal.count("kept")).isEqualTo(1);
    assertThat(rig.view().memory().place().kept())
        .contains(new Entry.Kept(1, "exch-a", "jane", ""));
  }

  @Test
  void anOldWordDoesNotEndAWishThatCameAfterIt() {
    Rig rig = suspended();
    rig.peer.kept = Optional.of(new Kept(1, "exch-a", "jane"));
    rig.passSeconds(2);
    rig.hear(Rig.event(State.CRITICAL, StateType.HARD, "18"));
    rig.passSeconds(5);

    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void countsOnFromTheWordThatThePeerKnows() {
    Rig rig = suspended();
    rig.peer.kept = Optional.of(new Kept(7, "exch-a", "jane"));
    rig.passSeconds(2);
    rig.peer.kept = Optional.empty();
    keep(rig, "exch-a");

    assertThat(rig.view().memory().place().number()).isEqualTo(8);
  }

  @Test
  void ofTwoWordsAtOnceTheOneThatNamesTheOwnerStands() {
    Rig rig = suspended();
    rig.journal.diskTakes = Duration.ofMillis(100);
    Ticket ticket = rig.order(new Order.Keep(JANE, "exch-a"));
    rig.peer.kept = Optional.of(new Kept(1, "exch-b", "joe"));
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.ownReport().kept()).contains(new Kept(1, "exch-a", "jane"));

    rig = suspended();
    rig.peer.known = Optional.of(new Epoch(2, "exch-b"));
    rig.passSeconds(2);
    rig.journal.diskTakes = Duration.ofMillis(100);
    ticket = rig.order(new Order.Keep(JANE, "exch-a"));
    rig.peer.kept = Optional.of(new Kept(1, "exch-b", "joe"));
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).line())
        .isEqualTo(
            "REFUSED at the same moment another order said that 192.0.2.100 stays on exch-b, where"
                + " it is");
    assertThat(rig.ownReport().kept()).contains(new Kept(1, "exch-b", "joe"));
  }

  @Test
  void ofTwoWordsAtOnceForOneServerBothAgentsKnowTheSame() {
    Rig rig = suspended();
    Ticket ticket = rig.order(new Order.Keep(JANE, "exch-a"));
    rig.peer.kept = Optional.of(new Kept(1, "exch-a", "adam"));
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.ownReport().kept()).contains(new Kept(1, "exch-a", "adam"));
  }

  @Test
  void isOverWithTheNextMove() {
    Rig rig = holder().peerReturns().passSeconds(2);
    keep(rig, "exch-b");
    rig.peer.holds = true;
    rig.peer.epoch = new Epoch(9, "exch-a");
    rig.world.wire = Set.of(OtherServer.MAC);
    rig.passSeconds(3);

    assertThat(rig.here()).isFalse();
    assertThat(rig.view().memory().place().kept()).isEmpty();
  }

  @Test
  void isNotOverWithARestartOrAVacancy() {
    Rig rig = holder().peerReturns().passSeconds(2);
    keep(rig, "exch-b");
    rig.kill().passSeconds(20).restart().pass(TAKE_WAIT.plusSeconds(3));

    assertThat(rig.here()).isTrue();
    assertThat(rig.view().memory().place().kept()).isPresent();
  }

  @Test
  void letsTheVacancyRuleActAgainAfterARelease() {
    Rig rig = armed();
    rig.order(new Order.Release(JANE));
    rig.passSeconds(1);
    assertThat(rig.recollection().releasedByPerson()).isTrue();
    keep(rig, "exch-a");

    assertThat(rig.recollection().releasedByPerson()).isFalse();
  }

  @Test
  void aWordThatNamesNeitherServerIsNotHeard() {
    Rig rig = suspended();
    rig.peer.kept = Optional.of(new Kept(7, "exch-z", "joe"));
    rig.passSeconds(2);

    assertThat(rig.journal.count("kept")).isZero();
    assertThat(rig.view().intent().armed()).isTrue();
  }

  @Test
  void anEarlierWordOfThePeerIsNotHeard() {
    Rig rig = suspended();
    rig.peer.kept = Optional.of(new Kept(8, "exch-a", "jane"));
    rig.passSeconds(2);
    rig.peer.kept = Optional.of(new Kept(7, "exch-a", "adam"));
    rig.passSeconds(2);
    rig.peer.kept = Optional.of(new Kept(8, "exch-a", "joe"));
    rig.passSeconds(2);

    assertThat(rig.journal.count("kept")).isEqualTo(1);
    assertThat(rig.ownReport().kept()).contains(new Kept(8, "exch-a", "jane"));
  }

  @Test
  void waitsFiveSecondsForAPeerThatAnswersAndHasNotReadItYet() {
    Rig rig = holder().peerReturns().passSeconds(2);
    rig.peer.listens = false;
    Ticket ticket = rig.order(new Order.Keep(JANE, "exch-b"));
    rig.passSeconds(4.9);
    assertThat(rig.answered(ticket)).isFalse();

    rig.passSeconds(0.5);
    assertThat(rig.reply(ticket).line())
        .isEqualTo(
            "DONE 192.0.2.100 stays on exch-b, and exch-a does not know yet (agent answers): it"
                + " reads it when the agents talk again");
  }

  @Test
  void isConfirmedOnlyWhenItIsWrittenHereToo() {
    Rig rig = holder().peerReturns().passSeconds(2);
    rig.journal.diskTakes = Duration.ofSeconds(3);
    rig.peer.kept = Optional.of(new Kept(1, "exch-b", "jane"));
    Ticket ticket = rig.order(new Order.Keep(JANE, "exch-b"));
    rig.passSeconds(2.5);
    assertThat(rig.answered(ticket)).isFalse();

    rig.passSeconds(1);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
  }
}
