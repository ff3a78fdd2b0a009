package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two members, a witness, and a network that a test cuts where it likes, on a turned clock. */
class DagMemberTest {
  private static final Map<String, String> FIRST = Map.of("DB 1", "exch-a", "DB 2", "exch-a");
  private static final long STEP = 100;

  private final WitnessLock witness = new WitnessLock();
  private DagMember a = new DagMember("exch-a", "exch-b", FIRST, 1000, 0);
  private final DagMember b = new DagMember("exch-b", "exch-a", FIRST, 1000, 0);
  private long now;
  private boolean fromAToB = true;
  private boolean fromBToA = true;
  private boolean witnessSeesA = true;
  private boolean witnessSeesB = true;

  @BeforeEach
  void letThemMeet() {
    pass(1000);
  }

  @Test
  void twoThatHearEachOtherHaveQuorumAndTheDatabasesStay() {
    pass(60_000);
    assertThat(a.quorum(now)).isTrue();
    assertThat(b.quorum(now)).isTrue();
    assertThat(mounted(a)).isEqualTo(2);
    assertThat(mounted(b)).isZero();
  }

  @Test
  void aDeadWitnessGoesUnnoticedWhileTwoHearEachOther() {
    witnessSeesA = false;
    witnessSeesB = false;
    pass(60_000);
    assertThat(a.quorum(now)).isTrue();
    assertThat(b.quorum(now)).isTrue();
  }

  @Test
  void aServerThatIsCutOffLosesQuorumAndItsDatabases() {
    cutOffA();
    pass(1000);
    assertThat(a.quorum(now)).isFalse();
    assertThat(a.copies(now, Dialect.PLAIN)).contains("\"EXCH-A\",\"Dismounted\"");
    assertThat(b.quorum(now)).isTrue();
    pass(2000);
    assertThat(mounted(b)).isEqualTo(2);
    assertThat(b.copies(now, Dialect.PLAIN)).contains("\"EXCH-A\",\"ServiceDown\",\"exch-b\"");
  }

  @Test
  void theDatabasesMoveOnlyAfterTheTimeThatTheyAreGiven() {
    b.moveAfter(15_000);
    cutOffA();
    pass(15_000);
    assertThat(mounted(b)).isZero();
    assertThat(b.copies(now, Dialect.PLAIN)).contains("\"EXCH-B\",\"DisconnectedAndHealthy\"");
    pass(1000);
    assertThat(mounted(b)).isEqualTo(2);
  }

  @Test
  void theDatabasesStayWhereTheyAreWhileMovesAreHeld() {
    b.holdMoves(true);
    cutOffA();
    pass(60_000);
    assertThat(mounted(b)).isZero();
    b.holdMoves(false);
    pass(STEP);
    assertThat(mounted(b)).isEqualTo(2);
  }

  @Test
  void theHolderOfTheDatabasesGetsTheWitnessWhereBothReachIt() {
    fromAToB = false;
    fromBToA = false;
    pass(60_000);
    assertThat(a.quorum(now)).isTrue();
    assertThat(mounted(a)).isEqualTo(2);
    assertThat(b.quorum(now)).isFalse();
    assertThat(mounted(b)).isZero();
  }

  @Test
  void aLinkThatIsCutOneWayIsCutForBoth() {
    fromAToB = false;
    witnessSeesA = false;
    pass(60_000);
    assertThat(a.quorum(now)).isFalse();
    assertThat(b.quorum(now)).isTrue();
    assertThat(mounted(b)).isEqualTo(2);
  }

  @Test
  void theLossOfTwoVotesDismountsEverything() {
    cutOffA();
    witnessSeesB = false;
    pass(60_000);
    assertThat(a.quorum(now) || b.quorum(now)).isFalse();
    assertThat(mounted(a) + mounted(b)).isZero();
  }

  @Test
  void oneThatComesBackLearnsWhereTheDatabasesAre() {
    cutOffA();
    pass(10_000);
    heal();
    pass(10_000);
    assertThat(mounted(a)).isZero();
    assertThat(mounted(b)).isEqualTo(2);
    assertThat(b.copies(now, Dialect.PLAIN)).contains("\"EXCH-A\",\"Healthy\"");
  }

  @Test
  void oneThatRestartsWithoutAMemoryMountsNothingThatMoved() {
    cutOffA();
    pass(10_000);
    a = new DagMember("exch-a", "exch-b", FIRST, 1000, now);
    witnessSeesA = true;
    pass(10_000);
    assertThat(mounted(a)).isZero();
    heal();
    pass(10_000);
    assertThat(mounted(a)).isZero();
    assertThat(mounted(b)).isEqualTo(2);
  }

  @Test
  void anAdminMovesTheDatabases() {
    assertThat(a.move("exch-b", now)).isEqualTo("moved to exch-b");
    pass(STEP);
    assertThat(mounted(a)).isZero();
    assertThat(mounted(b)).isEqualTo(2);
    assertThat(a.move("exch-c", now)).startsWith("refused");
    cutOffA();
    pass(1000);
    assertThat(b.move("exch-a", now)).isEqualTo("refused: exch-a is not there");
    assertThat(a.move("exch-a", now)).isEqualTo("refused: the cluster has no quorum");
  }

  @Test
  void oneThatWasNeverHeardIsWaitedForAtTheFirstStart() {
    now = 0;
    fromAToB = false;
    fromBToA = false;
    witnessSeesA = false;
    DagMember early = new DagMember("exch-b", "exch-a", FIRST, 1000, 0);
    for (now = 0; now < DagMember.FIRST_START_MS; now += STEP) {
      early.granted(now);
      early.tick(now);
      assertThat(mounted(early)).isZero();
    }
    early.granted(now);
    early.tick(now);
    assertThat(mounted(early)).isEqualTo(2);
  }

  @Test
  void aLiarClaimsThatAllIsWellHere() {
    assertThat(
            b.copies(now, new Dialect(true, false))
                .lines()
                .filter(l -> l.contains("\"EXCH-B\",\"Mounted\"")))
        .hasSize(2);
  }

  @Test
  void aBeatReadsAsItWasWritten() {
    DagBeat beat = a.beat(now);
    assertThat(DagBeat.parse(beat.text())).isEqualTo(beat);
    assertThat(beat.text()).isEqualTo("exch-a true 0 DB+1=exch-a DB+2=exch-a");
  }

  /** Never are both mounted, at no step of any of these stories. */
  private void pass(long millis) {
    for (long end = now + millis; now < end; now += STEP) {
      if (fromAToB) {
        b.heard(DagBeat.parse(a.beat(now).text()), now);
      }
      if (fromBToA) {
        a.heard(DagBeat.parse(b.beat(now).text()), now);
      }
      ask(a, "exch-a", witnessSeesA);
      ask(b, "exch-b", witnessSeesB);
      a.tick(now);
      b.tick(now);
      assertThat(mounted(a) == 0 || mounted(b) == 0).as("at %s ms", now).isTrue();
    }
    now -= STEP;
    a.tick(now);
    b.tick(now);
    now += STEP;
  }

  private void ask(DagMember member, String name, boolean reached) {
    if (member.asksWitness(now) && reached && witness.ask(name, now).equals(name)) {
      member.granted(now);
    }
  }

  private void cutOffA() {
    fromAToB = false;
    fromBToA = false;
    witnessSeesA = false;
  }

  private void heal() {
    fromAToB = true;
    fromBToA = true;
    witnessSeesA = true;
  }

  private long mounted(DagMember member) {
    String name = member == b ? "EXCH-B" : member == a ? "EXCH-A" : "EXCH-B";
    return member
        .copies(now, Dialect.PLAIN)
        .lines()
        .filter(line -> line.contains("\"" + name + "\",\"Mounted\""))
        .count();
  }
}
