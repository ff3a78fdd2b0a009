package casfailover.decide;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Decision.Act;
import casfailover.decide.Evidence.Home;
import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.MonitorView;
import casfailover.decide.Evidence.Ordered;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wait;
import casfailover.decide.Evidence.Wire;
import casfailover.decide.Evidence.Wish;
import casfailover.decide.Holding.Agent;
import casfailover.decide.Holding.Contact;
import casfailover.decide.Holding.Right;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Every combination of what can be known, against the tables as they are written down, line by
 * line, and against the rules that no table may break.
 */
class DeciderTest {

  private static final boolean[] BOTH = {true, false};

  private static final Set<PeerAgent> HOLDERS =
      EnumSet.of(PeerAgent.HOLDS_AND_SERVES, PeerAgent.HOLDS_WITHOUT_SERVING);
  private static final Set<PeerAgent> KEEPERLESS = EnumSet.of(PeerAgent.SILENT, PeerAgent.NOT_ME);
  private static final Set<Databases> NOT_HERE = EnumSet.of(Databases.AT_PEER, Databases.NOT_HERE);

  /** One line of a table: the number, when it matches, what then. */
  private record Line<T>(int number, Predicate<T> when, Act act) {}

  private static boolean ordered(Evidence e) {
    return e.order() != Ordered.NOTHING;
  }

  private static boolean evenIf(Evidence e) {
    return e.order() == Ordered.TAKEOVER_EVEN_IF_DATABASES;
  }

  private static boolean armed(Evidence e) {
    return e.wish() == Wish.ARMED || ordered(e);
  }

  private static boolean saysItHolds(Evidence e) {
    return HOLDERS.contains(e.agent());
  }

  /** The peer agrees that the address is ours to take back. */
  private static boolean goesHome(Evidence e) {
    return e.home() == Home.OURS && e.agent() == PeerAgent.NOT_ME;
  }

  private static boolean row12Handover(Evidence e) {
    return e.wire() == Wire.PEER
        && (e.agent() == PeerAgent.HOLDS_WITHOUT_SERVING
            || (ordered(e) && e.agent() == PeerAgent.HOLDS_AND_SERVES));
  }

  private static boolean row13(Evidence e) {
    return e.server() == Look.SEEN
        && KEEPERLESS.contains(e.agent())
        && e.wire() == Wire.SILENT
        && (e.waiting() == Wait.OVER || e.waiting() == Wait.OTHERS)
        && e.databases() == Databases.AT_PEER;
  }

  private static boolean notAskedFor(Evidence e) {
    return row12Handover(e) || row13(e) || goesHome(e);
  }

  private static boolean guardUnknown(Evidence e) {
    return e.gateway() == Look.UNKNOWN
        || e.wire() == Wire.UNKNOWN
        || (e.databases() == Databases.UNKNOWN && !evenIf(e) && !goesHome(e))
        || e.ownService() == Look.UNKNOWN
        || e.server() == Look.UNKNOWN
        || e.agent() == PeerAgent.UNKNOWN
        || (e.home() == Home.UNKNOWN && !ordered(e));
  }

  private static final List<Line<Evidence>> NOT_HOLDING =
      List.of(
          new Line<>(1, e -> e.wish() == Wish.ENDED && !ordered(e), Act.END_INTENT),
          new Line<>(2, e -> peerServes(e) && e.wish() == Wish.ARMED, Act.SUSPEND),
          new Line<>(2, DeciderTest::peerServes, Act.STAND_BY),
          new Line<>(4, e -> idle(e) && e.wish() == Wish.SOFT, Act.PRE_ARM),
          new Line<>(4, DeciderTest::idle, Act.STAND_BY),
          new Line<>(2, e -> !e.sameSettings() && !ordered(e), Act.HOLD),
          new Line<>(
              3,
              e ->
                  goesHome(e)
                      && e.gateway() == Look.SEEN
                      && e.wire() == Wire.SILENT
                      && e.ownService() == Look.SEEN,
              Act.TAKE),
          new Line<>(5, e -> e.downtime() && !ordered(e) && !goesHome(e), Act.HOLD),
          new Line<>(
              6,
              e -> e.monitor() == MonitorView.PEER_UP && !ordered(e) && !notAskedFor(e),
              Act.HOLD),
          new Line<>(7, DeciderTest::guardUnknown, Act.HOLD),
          new Line<>(8, e -> e.gateway() == Look.SILENT, Act.HOLD),
          new Line<>(
              9, e -> NOT_HERE.contains(e.databases()) && !notAskedFor(e) && !evenIf(e), Act.HOLD),
          new Line<>(
              9,
              e ->
                  e.databases() == Databases.NOT_ASKED
                      && e.agent() == PeerAgent.SILENT
                      && e.monitor() != MonitorView.PEER_DOWN
                      && !notAskedFor(e)
                      && !ordered(e),
              Act.HOLD),
          new Line<>(10, e -> e.ownService() == Look.SILENT, Act.HOLD),
          new Line<>(11, e -> e.coolingDown() && !ordered(e) && !goesHome(e), Act.HOLD),
          new Line<>(12, DeciderTest::row12Handover, Act.HANDOVER),
          new Line<>(12, e -> e.wire() != Wire.SILENT, Act.HOLD),
          new Line<>(13, DeciderTest::row13, Act.TAKE),
          new Line<>(14, e -> saysItHolds(e) || e.agent() == PeerAgent.BEGUN, Act.HOLD),
          new Line<>(14, e -> e.waiting() != Wait.OVER, Act.HOLD),
          new Line<>(15, e -> true, Act.TAKE));

  private static boolean peerServes(Evidence e) {
    return e.agent() == PeerAgent.HOLDS_AND_SERVES && e.wire() == Wire.PEER && !ordered(e);
  }

  private static boolean idle(Evidence e) {
    return !armed(e) && e.home() != Home.OURS;
  }

  private static final List<Line<Holding>> HOLDING =
      List.of(
          new Line<>(1, Holding::broken, Act.DELETE),
          new Line<>(2, h -> h.agent() == Agent.OUTRANKS_US, Act.RELEASE),
          new Line<>(3, h -> peerAnswersToo(h) && mayStay(h) && !h.defended(), Act.DEFEND),
          new Line<>(3, h -> peerAnswersToo(h) && mayStay(h), Act.KEEP_AND_ALARM),
          new Line<>(3, DeciderTest::peerAnswersToo, Act.RELEASE),
          new Line<>(4, h -> stranger(h) && !h.defended(), Act.DEFEND),
          new Line<>(4, DeciderTest::stranger, Act.KEEP_AND_ALARM),
          new Line<>(5, h -> h.onlyPeerHasGateway() && !h.paused(), Act.HANDOVER),
          new Line<>(6, h -> h.contact() == Contact.SEEN, Act.KEEP),
          new Line<>(7, h -> h.contact() == Contact.JUST_NOW, Act.KEEP),
          new Line<>(7, DeciderTest::knowsNothingYet, Act.KEEP_UNRENEWED),
          new Line<>(8, h -> h.right() == Right.LOST, Act.RELEASE),
          new Line<>(9, DeciderTest::mayStay, Act.KEEP),
          new Line<>(10, h -> h.gateway() != Look.SEEN, Act.RELEASE),
          new Line<>(10, h -> h.right() == Right.UNKNOWN, Act.KEEP_AND_ALARM),
          new Line<>(10, h -> true, Act.KEEP));

  private static boolean peerAnswersToo(Holding h) {
    return h.wire() == Wire.PEER && h.agent() == Agent.SILENT;
  }

  private static boolean mayStay(Holding h) {
    return h.right() == Right.CONFIRMED || h.right() == Right.ORDERED;
  }

  private static boolean knowsNothingYet(Holding h) {
    boolean gatewayIsEnough = h.right() == Right.NOT_ASKED && h.gateway() == Look.SEEN;
    return h.contact() == Contact.NOT_YET && !mayStay(h) && !gatewayIsEnough;
  }

  /** A stranger is answered only by a holder that may hold at all. */
  private static boolean stranger(Holding h) {
    boolean mustGo =
        h.contact() == Contact.GONE
            && (h.right() == Right.LOST || (!mayStay(h) && h.gateway() != Look.SEEN));
    boolean moves = h.onlyPeerHasGateway() && !h.paused();
    return h.wire() == Wire.STRANGER && (moves || !(mustGo || knowsNothingYet(h)));
  }

  @Test
  void everyCombinationOfStandingByFollowsTheTable() {
    Map<Act, Long> seen = new EnumMap<>(Act.class);
    Set<Row> rows = EnumSet.noneOf(Row.class);
    everyEvidence(
        e -> {
          Decision decision = Decider.standingBy(e);
          Line<Evidence> line = first(NOT_HOLDING, e);
          boolean heldByPause =
              e.paused() && !ordered(e) && (line.act() == Act.TAKE || line.act() == Act.HANDOVER);
          Act expected = heldByPause ? Act.HOLD : line.act();
          if (decision.act() != expected
              || decision.row().number() != line.number()
              || decision.wouldHave().isPresent() != heldByPause) {
            assertThat(decision).as("%s", e).isEqualTo(expected + " by row " + line.number());
          }
          seen.merge(decision.act(), 1L, Long::sum);
          rows.add(decision.row());
        });
    assertThat(seen)
        .containsOnlyKeys(
            Act.END_INTENT,
            Act.SUSPEND,
            Act.STAND_BY,
            Act.PRE_ARM,
            Act.HOLD,
            Act.TAKE,
            Act.HANDOVER);
    assertThat(rows).containsExactlyInAnyOrderElementsOf(EnumSet.range(Row.ENDED, Row.PEER_DEAD));
  }

  @Test
  void noCombinationTakesAgainstARule() {
    everyEvidence(
        e -> {
          if (Decider.standingBy(e).act() == Act.TAKE) {
            boolean sound =
                e.wire() == Wire.SILENT
                    && e.gateway() == Look.SEEN
                    && e.ownService() == Look.SEEN
                    && e.agent() != PeerAgent.UNKNOWN
                    && e.agent() != PeerAgent.BEGUN
                    && !saysItHolds(e)
                    && (e.databases() != Databases.UNKNOWN || evenIf(e) || goesHome(e))
                    && (!e.paused() || ordered(e))
                    && (e.wish() == Wish.ARMED || ordered(e) || e.home() == Home.OURS)
                    && (e.home() != Home.UNKNOWN || ordered(e))
                    && (e.waiting() == Wait.OVER || goesHome(e) || row13(e));
            if (!sound) {
              assertThat(e).as("takes against a rule").isNull();
            }
          }
        });
  }

  @Test
  void everyCombinationOfHoldingFollowsTheTable() {
    Set<Row> rows = EnumSet.noneOf(Row.class);
    everyHolding(
        h -> {
          Decision decision = Decider.holding(h);
          Line<Holding> line = first(HOLDING, h);
          assertThat(decision.act()).as("%s", h).isEqualTo(line.act());
          assertThat(decision.row().number()).as("%s", h).isEqualTo(line.number());
          rows.add(decision.row());
        });
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.range(Row.LEASE_BROKEN, Row.RIGHT_UNKNOWN_GATEWAY_SILENT));
  }

  @Test
  void noHolderStaysWithoutItsRightWhileThePeerIsGone() {
    everyHolding(
        h -> {
          if (h.contact() == Contact.GONE
              && h.right() == Right.LOST
              && !(h.onlyPeerHasGateway() && !h.paused())) {
            assertThat(Decider.holding(h).givesUp()).as("%s", h).isTrue();
          }
        });
  }

  @Test
  void aStrangerOnTheWireIsAnsweredOnce() {
    everyHolding(
        h -> {
          if (Decider.holding(h).act() == Act.DEFEND) {
            assertThat(h.defended()).as("%s", h).isFalse();
          }
        });
  }

  private static <T> Line<T> first(List<Line<T>> table, T value) {
    for (Line<T> line : table) {
      if (line.when().test(value)) {
        return line;
      }
    }
    throw new AssertionError("the table has no line for " + value);
  }

  private static void everyHolding(Consumer<Holding> each) {
    for (boolean broken : BOTH) {
      for (Agent agent : Agent.values()) {
        for (Wire wire : Wire.values()) {
          for (Contact contact : Contact.values()) {
            for (Right right : Right.values()) {
              for (Look gateway : Look.values()) {
                for (boolean only : BOTH) {
                  for (boolean defended : BOTH) {
                    for (boolean paused : BOTH) {
                      each.accept(
                          new Holding(
                              broken, agent, wire, contact, right, gateway, only, defended,
                              paused));
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static void everyEvidence(Consumer<Evidence> each) {
    for (Wish wish : Wish.values()) {
      for (Ordered order : Ordered.values()) {
        for (Home home : Home.values()) {
          for (Look server : Look.values()) {
            for (PeerAgent agent : PeerAgent.values()) {
              for (Wire wire : Wire.values()) {
                for (Look gateway : Look.values()) {
                  for (Databases databases : Databases.values()) {
                    everyEvidence(each, wish, order, home, server, agent, wire, gateway, databases);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static void everyEvidence(
      Consumer<Evidence> each,
      Wish wish,
      Ordered order,
      Home home,
      Look server,
      PeerAgent agent,
      Wire wire,
      Look gateway,
      Databases databases) {
    for (Look ownService : Look.values()) {
      for (MonitorView monitor : MonitorView.values()) {
        for (Wait waiting : Wait.values()) {
          for (boolean downtime : BOTH) {
            for (boolean coolingDown : BOTH) {
              for (boolean sameSettings : BOTH) {
                for (boolean paused : BOTH) {
                  each.accept(
                      new Evidence(
                          wish,
                          order,
                          home,
                          server,
                          agent,
                          wire,
                          gateway,
                          databases,
                          ownService,
                          downtime,
                          monitor,
                          waiting,
                          coolingDown,
                          sameSettings,
                          paused));
                }
              }
            }
          }
        }
      }
    }
  }
}
