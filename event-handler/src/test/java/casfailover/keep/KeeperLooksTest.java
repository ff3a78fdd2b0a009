package casfailover.keep;

import static casfailover.keep.Effects.count;
import static casfailover.keep.Rig.armed;
import static casfailover.keep.Rig.event;
import static casfailover.keep.Rig.holder;
import static casfailover.keep.Rig.quietHolder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.pair.Epoch;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How closely a keeper looks: as the moment needs, and at nothing that would slow a move. */
class KeeperLooksTest {

  private static final Question.Release RELEASE =
      new Question.Release(new Epoch(2, "exch-b"), 7, Timing.DEFAULT.grant(), true);

  /** What is looked at while a time passes. */
  private static List<Guard> looks(Rig rig, Duration time) {
    int before = rig.effects.size();
    rig.pass(time);
    return rig.effects.subList(before, rig.effects.size()).stream()
        .filter(Effect.LookAt.class::isInstance)
        .map(effect -> ((Effect.LookAt) effect).guard())
        .toList();
  }

  private static long looksInTenSeconds(Rig rig, Guard guard) {
    return looks(rig, Duration.ofSeconds(10)).stream().filter(guard::equals).count();
  }

  /** exch-b had it last, and nobody has it. */
  private static Rig vacant(Entry... more) {
    List<Entry> journal = new ArrayList<>(Rig.armedJournal());
    journal.add(new Entry.Learned(new Epoch(2, "exch-b")));
    journal.addAll(List.of(more));
    Rig rig = Rig.with(journal).databasesMove();
    rig.peer.holds = false;
    rig.peer.epoch = new Epoch(2, "exch-b");
    rig.world.wire = Set.of();
    return rig;
  }

  // ---- How often

  @Test
  void looksOnceASecondWhileNothingIsWrong() {
    assertThat(looksInTenSeconds(armed(), Guard.PEER_SERVICE)).isBetween(9L, 10L);
    assertThat(looksInTenSeconds(quietHolder(), Guard.PEER_SERVICE)).isBetween(9L, 10L);
  }

  @Test
  void looksWithoutABreakOnceThePeerMissesAPing() {
    Rig rig = armed();
    rig.peer.pings = false;

    assertThat(looksInTenSeconds(rig, Guard.PEER_SERVICE)).isGreaterThan(40);
  }

  @Test
  void looksWithoutABreakOnASoftState() {
    Rig rig = armed();
    rig.hear(event(State.CRITICAL, StateType.SOFT, "17"));

    assertThat(looksInTenSeconds(rig, Guard.PEER_SERVICE)).isGreaterThan(40);
  }

  @Test
  void looksWithoutABreakWhileTheAddressIsWantedHere() {
    Rig rig = armed();
    rig.hard();

    assertThat(looksInTenSeconds(rig, Guard.PEER_SERVICE)).isGreaterThan(40);
  }

  @Test
  void looksWithoutABreakWhereItHadTheAddressLastAndThePeerDoesNotHaveIt() {
    Rig paused = vacant(new Entry.Paused("jane", "")).passSeconds(5);
    assertThat(looksInTenSeconds(paused, Guard.PEER_SERVICE)).isGreaterThan(40);

    paused.peer.holds = true;
    paused.passSeconds(1);
    assertThat(looksInTenSeconds(paused, Guard.PEER_SERVICE)).isBetween(9L, 10L);
  }

  @Test
  void looksWithoutABreakWhileThePeerMayBeTakingWhatItLetGo() {
    Rig rig = quietHolder();
    rig.ask(RELEASE);
    rig.passSeconds(0.5);

    assertThat(looks(rig, Duration.ofSeconds(2)))
        .filteredOn(Guard.WIRE::equals)
        .hasSizeGreaterThan(8);
  }

  @Test
  void looksWithoutABreakWhileItsBeginIsWritten() {
    Rig rig = vacant();
    rig.journal.diskTakes = Duration.ofSeconds(2);
    rig.passUntil(() -> rig.journal.count("begun") == 1);

    assertThat(looks(rig, Duration.ofMillis(1900)))
        .filteredOn(Guard.WIRE::equals)
        .hasSizeGreaterThan(8);
  }

  @Test
  void looksAtTheWireRightAfterItAddedTheAddress() {
    Rig rig = vacant();
    rig.passUntil(() -> rig.journal.count("taken") == 1);

    assertThat(looks(rig, Duration.ofMillis(300))).contains(Guard.WIRE);
  }

  @Test
  void aHolderLooksCloselyOnlyAtWhatItsRightDependsOn() {
    Rig rig = holder();
    List<Guard> looks = looks(rig, Duration.ofSeconds(10));

    assertThat(looks).filteredOn(Guard.PEER_SERVICE::equals).hasSizeGreaterThan(40);
    assertThat(looks).filteredOn(Guard.WIRE::equals).hasSizeBetween(8, 11);
    assertThat(looks).filteredOn(Guard.OWN_SERVICE::equals).hasSizeBetween(8, 11);
  }

  // ---- At what

  private static Rig with(boolean dag, boolean ping, boolean arp) {
    Rig rig = armed();
    Setup s = rig.setup;
    rig.reload(
        new Setup(
            s.pair(),
            s.timing(),
            s.databases(),
            dag,
            ping,
            arp,
            s.mac(),
            s.settings(),
            s.version(),
            s.zone()));
    return rig.passSeconds(1);
  }

  @Test
  void asksExchangeNothingWithoutADag() {
    Rig rig = with(false, true, true);

    assertThat(looks(rig, Duration.ofSeconds(40)))
        .isNotEmpty()
        .doesNotContain(Guard.DATABASES, Guard.QUORUM);
    assertThat(looks(armed(), Duration.ofSeconds(40))).contains(Guard.DATABASES, Guard.QUORUM);
  }

  @Test
  void asksTheGatewayByArpWhereNoPingAnswersOrNoneIsSent() {
    assertThat(looks(armed(), Duration.ofSeconds(5))).doesNotContain(Guard.GATEWAY_ARP);
    assertThat(looks(with(true, false, true), Duration.ofSeconds(5))).contains(Guard.GATEWAY_ARP);

    Rig silent = armed();
    silent.world.gatewayAnswers = false;
    assertThat(looks(silent, Duration.ofSeconds(5))).contains(Guard.GATEWAY_ARP);

    Rig never = with(true, true, false);
    never.world.gatewayAnswers = false;
    assertThat(looks(never, Duration.ofSeconds(5))).doesNotContain(Guard.GATEWAY_ARP);
  }

  // ---- At nothing

  @Test
  void looksOnlyWhetherThePeerBeganTooWhileItsOwnBeginIsWritten() {
    Rig rig = armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.journal.diskTakes = Duration.ofMillis(95);
    rig.passUntil(() -> rig.journal.count("begun") == 1);
    List<Effect> begin = rig.effects.subList(rig.effects.size() - 2, rig.effects.size());
    assertThat(begin.get(0)).isInstanceOf(Effect.Write.class);
    assertThat(begin.get(1)).isEqualTo(new Effect.LookAt(Guard.PEER_AGENT));

    assertThat(looks(rig, Duration.ofMillis(90))).isEmpty();
  }

  @Test
  void looksAtNothingWhileItAdds() {
    Rig rig = armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.passUntil(() -> rig.journal.count("begun") == 1);
    rig.address.answersLate = Duration.ofMillis(500);
    rig.passUntil(() -> rig.address.adds == 1);

    assertThat(looks(rig, Duration.ofMillis(450))).isEmpty();
  }

  @Test
  void looksAtNothingFromTheQuestionOfThePeerUntilShortlyAfterItIsGone() {
    Rig rig = quietHolder();
    rig.journal.diskTakes = Duration.ofMillis(300);
    rig.ask(RELEASE);
    assertThat(looks(rig, Duration.ofMillis(299))).as("its entry is written").isEmpty();

    rig.address.answersLate = Duration.ofMillis(300);
    assertThat(looks(rig, Duration.ofMillis(300))).as("it is removed").isEmpty();
    rig.passUntil(() -> rig.journal.count("handed_over") == 1);
    assertThat(looks(rig, Duration.ofMillis(99))).as("the peer adds it").isEmpty();
    assertThat(looks(rig, Duration.ofMillis(200))).isNotEmpty();
  }

  @Test
  void aHolderWhosePingDoesNotRunReadsTheDatabasesAsOftenAsIfThePeerWereSilent() {
    Rig rig = quietHolder();
    rig.world.pingWorks = false;
    rig.passSeconds(1);
    long before = rig.looksAt(Guard.DATABASES);
    rig.passSeconds(10);

    assertThat(rig.looksAt(Guard.DATABASES) - before).isGreaterThanOrEqualTo(3);
  }

  @Test
  void itsOwnInterfacesAreLookedAtTheMoreOftenTheMoreDependsOnIt() {
    Rig starting = Rig.with(Rig.armedJournal());
    starting.address.inspectable = false;
    assertThat(inspectionsInTenSeconds(starting)).as("each tick").isGreaterThan(30);
    assertThat(inspectionsInTenSeconds(quietHolder())).as("each second").isBetween(8L, 10L);
    assertThat(inspectionsInTenSeconds(Rig.armed())).as("each other second").isBetween(4L, 5L);
  }

  @Test
  void aLookAtItsOwnInterfacesThatWasLostIsMadeAgainAfterThirtySeconds() {
    Rig rig = Rig.armed();
    rig.passSeconds(3);
    rig.address.answersLate = Duration.ofHours(1);
    rig.passSeconds(3);
    long before = count(rig, Effect.Inspect.class);
    rig.passSeconds(25);
    assertThat(count(rig, Effect.Inspect.class)).isEqualTo(before);

    rig.passSeconds(6);
    assertThat(count(rig, Effect.Inspect.class)).isEqualTo(before + 1);
  }

  private static long inspectionsInTenSeconds(Rig rig) {
    long before = count(rig, Effect.Inspect.class);
    rig.passSeconds(10);
    return count(rig, Effect.Inspect.class) - before;
  }
}
