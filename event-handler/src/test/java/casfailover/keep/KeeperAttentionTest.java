package casfailover.keep;

import static casfailover.keep.Rig.armed;
import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.journal.Entry;
import casfailover.keep.News.Kind;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.pair.Epoch;
import casfailover.sight.Acknowledged;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A person's word that what is wrong with the address was seen. */
class KeeperAttentionTest {

  private static final Who JANE = new Who("jane", "vendor called");

  /** From one reminder to the next. */
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private static Ticket acknowledge(Rig rig) {
    Ticket ticket = rig.order(new Order.Acknowledge(JANE));
    rig.passSeconds(1.5);
    return ticket;
  }

  /** exch-b took the address from exch-a, which is dead. */
  private static Rig taken() {
    Rig rig = holder();
    rig.reload(Timings.of(4, 5, INTERVAL), "3f9c21");
    return rig;
  }

  /** exch-b wants the address for long, and the databases do not come. */
  private static Rig held() {
    Rig rig = armed();
    rig.reload(Timings.of(4, 5, INTERVAL), "3f9c21");
    rig.peerDies().passSeconds(3);
    rig.hard();
    return rig.passSeconds(75);
  }

  private static Optional<String> seenBy(Rig rig) {
    return rig.view().memory().acknowledgement().word().map(Entry.Acknowledged::author);
  }

  @Test
  void isWrittenDownWithItsAuthorAndToldByMail() {
    Rig rig = holder();
    Ticket ticket = acknowledge(rig);

    assertThat(rig.reply(ticket).line())
        .isEqualTo(
            "DONE acknowledged; no more reminders, and exch-a does not know yet (agent no answer):"
                + " it reads it when the agents talk again");
    assertThat(seenBy(rig)).contains("jane");
    assertThat(rig.letters()).containsExactly(Kind.TAKEOVER, Kind.ACKNOWLEDGED);
    assertThat(rig.news.get(1).incident()).isEqualTo(rig.news.get(0).incident());
    assertThat(rig.news.get(1).reason().text()).isEqualTo("jane (vendor called)");
  }

  @Test
  void remindsAgainAndAgainUntilSomebodyHasSeenIt() {
    Rig rig = taken().pass(INTERVAL).pass(INTERVAL);
    assertThat(rig.letters()).containsExactly(Kind.TAKEOVER, Kind.AWAY, Kind.AWAY);
    acknowledge(rig);
    rig.pass(INTERVAL).pass(INTERVAL);

    assertThat(rig.letters())
        .containsExactly(Kind.TAKEOVER, Kind.AWAY, Kind.AWAY, Kind.ACKNOWLEDGED);
  }

  @Test
  void remindsNobodyWhoSaidThatItStays() {
    Rig rig = taken().peerReturns().passSeconds(2);
    rig.order(new Order.Keep(JANE, "exch-b"));
    rig.pass(INTERVAL.multipliedBy(2));

    assertThat(rig.letters()).containsExactly(Kind.TAKEOVER);
  }

  @Test
  void endsTheRemindersOfAHold() {
    Rig rig = held();
    assertThat(rig.letters()).containsExactly(Kind.HOLD);
    acknowledge(rig);
    rig.pass(INTERVAL.multipliedBy(2));

    assertThat(rig.letters()).containsExactly(Kind.HOLD, Kind.ACKNOWLEDGED);
  }

  @Test
  void tellsOfAnotherReasonAlsoAfterIt() {
    Rig rig = held();
    acknowledge(rig);
    rig.world.gatewayAnswers = false;
    rig.passSeconds(30);

    assertThat(rig.letters()).containsExactly(Kind.HOLD, Kind.ACKNOWLEDGED, Kind.HOLD);
  }

  @Test
  void neverHoldsATakeover() {
    Rig rig = held();
    acknowledge(rig);
    rig.databasesMove().pass(Rig.TAKE_WAIT.plusSeconds(3));

    assertThat(rig.here()).isTrue();
  }

  @Test
  void isOverWithTheTakeoverThatFollows() {
    Rig rig = held();
    acknowledge(rig);
    rig.databasesMove().pass(Rig.TAKE_WAIT.plusSeconds(3));
    assertThat(seenBy(rig)).isEmpty();
    rig.pass(INTERVAL);

    assertThat(rig.letters())
        .containsExactly(Kind.HOLD, Kind.ACKNOWLEDGED, Kind.TAKEOVER, Kind.AWAY);
  }

  @Test
  void isOverWithTheNextIncident() {
    Rig rig = held();
    acknowledge(rig);
    rig.hear(Rig.event("192.0.2.10", Subject.PEER, State.OK, StateType.HARD, "17", Level.NOTHING));
    rig.passSeconds(1);
    assertThat(seenBy(rig)).contains("jane");
    rig.hear(Rig.event(State.CRITICAL, StateType.HARD, "18"));
    rig.passSeconds(1);

    assertThat(seenBy(rig)).isEmpty();
  }

  @Test
  void survivesARestart() {
    Rig rig = held();
    acknowledge(rig);
    rig.kill().restart().passSeconds(3);

    assertThat(seenBy(rig)).contains("jane");
  }

  @Test
  void theSameWordTwiceIsOne() {
    Rig rig = holder();
    acknowledge(rig);

    assertThat(rig.reply(acknowledge(rig)).line())
        .isEqualTo("DONE acknowledged already; no more reminders");
    assertThat(rig.journal.count("acknowledged")).isEqualTo(1);
    assertThat(rig.letters()).containsExactly(Kind.TAKEOVER, Kind.ACKNOWLEDGED);
  }

  @Test
  void bothServersKnow() {
    Rig rig = holder().peerReturns().passSeconds(2);

    assertThat(rig.reply(acknowledge(rig)).line())
        .isEqualTo("DONE acknowledged; no more reminders, and both servers know");
    assertThat(rig.ownReport().acknowledged().map(Acknowledged::author)).contains("jane");
  }

  @Test
  void readsInTheReportOfThePeerWhatAPersonToldIt() {
    Rig rig = holder().peerReturns().passSeconds(2);
    Epoch term = rig.view().memory().known();
    rig.peer.acknowledged =
        Optional.of(new Acknowledged(7, term, rig.time.now.wall(), "jane", "vendor called"));
    rig.passSeconds(2);

    assertThat(seenBy(rig)).contains("jane");
    assertThat(rig.letters()).containsExactly(Kind.TAKEOVER, Kind.ACKNOWLEDGED);
  }

  @Test
  void whoOnlyWantsWhatTheOtherServerHasDoesNotTellOfItToo() {
    Rig rig = armed();
    rig.hard();
    rig.passSeconds(1);
    acknowledge(rig);

    assertThat(seenBy(rig)).contains("jane");
    assertThat(rig.letters()).isEmpty();
  }

  @Test
  void aWordAboutAnEarlierTermIsNotHeard() {
    Rig rig = holder().peerReturns().passSeconds(2);
    rig.peer.acknowledged =
        Optional.of(new Acknowledged(7, new Epoch(1, "exch-a"), rig.time.now.wall(), "jane", ""));
    rig.passSeconds(2);

    assertThat(seenBy(rig)).isEmpty();
  }

  @Test
  void whereNothingIsWrongThereIsNothingToAcknowledge() {
    Rig rig = armed();

    assertThat(rig.reply(acknowledge(rig)).line())
        .isEqualTo("REFUSED nothing is wrong with 192.0.2.100, so there is nothing to acknowledge");
    assertThat(rig.journal.count("acknowledged")).isZero();
  }

  @Test
  void saysThatItCouldNotBeWritten() {
    Rig rig = holder();
    rig.journal.diskWorks = false;

    assertThat(rig.reply(acknowledge(rig)).line())
        .isEqualTo("FAILED cannot write the journal: disk full");
  }

  @Test
  void countsOnFromWhatAnybodyRemembers() {
    Rig rig = holder().peerReturns().passSeconds(2);
    long clock = rig.time.now.wall().getEpochSecond();
    acknowledge(rig);
    assertThat(number(rig)).as("the clock").isEqualTo(clock);

    rig = holder().peerReturns().passSeconds(2);
    long later = clock + 100_000;
    rig.peer.acknowledged =
        Optional.of(
            new Acknowledged(later, new Epoch(1, "exch-a"), rig.time.now.wall(), "joe", ""));
    rig.passSeconds(2);
    acknowledge(rig);
    assertThat(number(rig)).as("also where only the peer remembers it").isEqualTo(later + 1);
  }

  private static long number(Rig rig) {
    return rig.view().memory().acknowledgement().number();
  }

  @Test
  void anotherCommentIsAnotherWord() {
    Rig rig = holder();
    acknowledge(rig);
    rig.order(new Order.Acknowledge(new Who("jane", "on the way")));
    rig.order(new Order.Acknowledge(new Who("joe", "vendor called")));
    rig.passSeconds(2);

    assertThat(rig.journal.count("acknowledged")).isEqualTo(3);
  }

  @Test
  void nothingIsWrongWhereAPersonSaidThatItStays() {
    Rig rig = holder().peerReturns().passSeconds(130);
    rig.order(new Order.Keep(JANE, "exch-b"));
    rig.passSeconds(2);

    assertThat(rig.reply(acknowledge(rig)).line()).startsWith("REFUSED nothing is wrong");
  }

  @Test
  void anAddressThatNobodyHasAndAnAlarmAreWrong() {
    Rig nowhere = armed();
    nowhere.peer.holds = false;
    nowhere.passSeconds(2);
    assertThat(nowhere.reply(acknowledge(nowhere)).line()).startsWith("DONE acknowledged");

    Rig alarmed = armed();
    alarmed.outboxWorks = false;
    alarmed.feed(new Input.NotPosted(holder().news.get(0), "disk full"));
    assertThat(alarmed.view().alarm()).isNotEmpty();
    assertThat(alarmed.reply(acknowledge(alarmed)).line()).startsWith("DONE acknowledged");
  }

  @Test
  void anEarlierWordOfThePeerIsNotHeard() {
    Rig rig = holder().peerReturns().passSeconds(2);
    acknowledge(rig);
    Epoch term = rig.view().memory().known();
    rig.peer.acknowledged =
        Optional.of(new Acknowledged(number(rig), term, rig.time.now.wall(), "joe", ""));
    rig.passSeconds(2);

    assertThat(seenBy(rig)).contains("jane");
    assertThat(rig.journal.count("acknowledged")).isEqualTo(1);
  }
}
