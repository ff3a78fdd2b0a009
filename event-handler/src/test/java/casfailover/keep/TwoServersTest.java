package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.Entry;
import casfailover.keep.TwoServers.Link;
import casfailover.keep.TwoServers.Server;
import casfailover.order.Order;
import casfailover.pair.Timing;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers under faults that are drawn by lot: what the checked model promises. */
class TwoServersTest {

  private static final List<Link> LINKS = List.copyOf(EnumSet.allOf(Link.class));
  private static final Duration EVERY = Timing.DEFAULT.remindEvery();
  private static final int LOTS = Integer.getInteger("lots", 8);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void oneHoldsAndNeverTwoWhateverFails(int faults) {
    for (int lot = 0; lot < LOTS; lot++) {
      long seed = 1000L * faults + lot;
      TwoServers world = new TwoServers(seed);
      for (int i = 0; i < faults; i++) {
        world.story.add("-- " + fault(world));
        world.pass(Duration.ofMillis(100 + world.chance.nextInt(30_000)));
      }
      world.pass(Duration.ofSeconds(200));
      judge(seed, world, "while the faults last");
      heal(world);
      world.pass(Duration.ofSeconds(200));
      judge(seed, world, "when all is well again");
      assertThat(world.serves(world.a) ^ world.serves(world.b)).as(tell(seed, world)).isTrue();
      for (Server server : List.of(world.a, world.b)) {
        mailsEachTakeOnce(seed, world, server);
        assertThat(server.unanswered).as(tell(seed, world)).isEmpty();
      }
    }
  }

  @Test
  void aCutThatGivesTheDatabasesToTheOtherSideMovesTheAddressWithoutAnOverlap() {
    for (int lot = 0; lot < LOTS; lot++) {
      TwoServers world = new TwoServers(lot);
      world.pass(Duration.ofMillis(world.chance.nextInt(3000)));
      world.cut.add(Link.PEERS);
      world.databasesOn = world.b.name;
      world.pass(Duration.ofSeconds(30));

      assertThat(world.b.here()).as(tell(lot, world)).isTrue();
      assertThat(world.longestTwo).as(tell(lot, world)).isZero();
    }
  }

  @Test
  void aHolderThatIsCutOffRightAfterItGotLongerTimesIsNotOneOfTwo() {
    for (int lot = 0; lot < LOTS; lot++) {
      TwoServers world = new TwoServers(lot);
      world.pass(Duration.ofMillis(world.chance.nextInt(3000)));
      world.a.reload(Rig.times(20, 15, EVERY), "000002");
      world.cut.add(Link.PEERS);
      world.databasesOn = world.b.name;
      world.pass(Duration.ofSeconds(30));

      assertThat(world.b.here()).as(tell(lot, world)).isTrue();
      assertThat(world.longestTwo).as(tell(lot, world)).isZero();
    }
  }

  private static void failback(Server at, Server to) {
    at.order(new Order.Failback(new Order.Who("jane", ""), to.name, false));
  }

  @Test
  void theAddressIsHandedThereAndBackWhicheverServerIsTold() {
    for (int lot = 0; lot < LOTS; lot++) {
      TwoServers world = new TwoServers(lot);
      Server told = world.chance.nextBoolean() ? world.a : world.b;
      failback(told, world.b);
      world.pass(Duration.ofSeconds(5));
      assertThat(world.b.here()).as(tell(lot, world)).isTrue();

      failback(told, world.a);
      world.pass(Duration.ofSeconds(5));
      assertThat(world.a.here()).as(tell(lot, world)).isTrue();
      assertThat(world.longestTwo).as(tell(lot, world)).isZero();
      assertThat(told.replies.values())
          .allSatisfy(reply -> assertThat(reply.outcome()).isEqualTo(Reply.Outcome.DONE));
    }
  }

  /** What is lost, late, cut or killed in the middle of a handover ends with one that has it. */
  @Test
  void whateverHappensInAHandoverOneHasTheAddressInTheEnd() {
    for (int lot = 0; lot < 8 * LOTS; lot++) {
      TwoServers world = new TwoServers(lot);
      world.lossPercent = world.chance.nextInt(60);
      for (int round = 0; round < 4; round++) {
        Server told = world.chance.nextBoolean() ? world.a : world.b;
        failback(told, world.a.here() ? world.b : world.a);
        world.pass(Duration.ofMillis(world.chance.nextInt(400)));
        Server victim = world.chance.nextBoolean() ? world.a : world.b;
        switch (world.chance.nextInt(5)) {
          case 0 -> victim.kill();
          case 1 ->
              victim.frozenUntil = world.now.plus(Duration.ofMillis(world.chance.nextInt(6000)));
          case 2 -> world.cut.add(Link.PEERS);
          default -> {}
        }
        world.pass(Duration.ofMillis(world.chance.nextInt(6000)));
        heal(world);
        world.pass(Duration.ofSeconds(40));
        assertThat(world.serves(world.a) ^ world.serves(world.b)).as(tell(lot, world)).isTrue();
      }
      assertThat(world.longestTwo).as(tell(lot, world)).isLessThan(Duration.ofSeconds(1));
      assertThat(world.a.unanswered).as(tell(lot, world)).isEmpty();
      assertThat(world.b.unanswered).as(tell(lot, world)).isEmpty();
    }
  }

  @Test
  void settingsThatAreExchangedCostTheAddressNotAMoment() {
    List<Timing> times =
        List.of(
            Rig.times(20, 15, EVERY),
            Rig.times(2, 1, EVERY),
            Timing.DEFAULT,
            Rig.times(2, 1, EVERY));
    TwoServers world = new TwoServers(1);
    assertThat(world.a.here()).isTrue();
    for (int next = 0; next < times.size(); next++) {
      for (Server server : next % 2 == 0 ? List.of(world.a, world.b) : List.of(world.b, world.a)) {
        server.reload(times.get(next), "00000" + next);
        world.pass(Duration.ofSeconds(20));
      }
    }
    assertThat(world.a.here()).as(tell(1, world)).isTrue();
    assertThat(world.a.journal).noneMatch(Entry.Releasing.class::isInstance);
    assertThat(world.a.journal).filteredOn(Entry.Taken.class::isInstance).hasSize(1);
  }

  /** A holder that was told of longer times, and a taker of shorter ones, in any order. */
  @Test
  void settingsThatAreExchangedUnderWayNeverMakeTwoHolders() {
    List<Timing> times = List.of(Timing.DEFAULT, Rig.times(2, 1, EVERY), Rig.times(20, 15, EVERY));
    for (int lot = 0; lot < 2 * LOTS; lot++) {
      TwoServers world = new TwoServers(lot);
      for (int round = 0; round < 6; round++) {
        int next = world.chance.nextInt(times.size());
        boolean aFirst = world.chance.nextBoolean();
        for (Server server : aFirst ? List.of(world.a, world.b) : List.of(world.b, world.a)) {
          if (world.chance.nextInt(4) > 0) {
            server.reload(times.get(next), "00000" + next);
          }
          world.pass(Duration.ofMillis(world.chance.nextInt(2000)));
          if (world.chance.nextInt(5) == 0) {
            world.cutOrMend(Link.PEERS);
            world.pass(Duration.ofMillis(world.chance.nextInt(40_000)));
          }
        }
      }
      world.cutOrMend(Link.PEERS);
      world.databasesOn = world.b.name;
      world.pass(Duration.ofSeconds(60));
      assertThat(world.longestTwo)
          .as("two had the address%s", tell(lot, world))
          .isLessThan(Duration.ofSeconds(1));

      heal(world);
      world.a.reload(Timing.DEFAULT, "3f9c21");
      world.b.reload(Timing.DEFAULT, "3f9c21");
      world.pass(Duration.ofSeconds(200));
      assertThat(world.serves(world.a) ^ world.serves(world.b)).as(tell(lot, world)).isTrue();
      assertThat(world.a.unanswered).as(tell(lot, world)).isEmpty();
      assertThat(world.b.unanswered).as(tell(lot, world)).isEmpty();
    }
  }

  private static String fault(TwoServers world) {
    Server server = world.chance.nextBoolean() ? world.a : world.b;
    switch (world.chance.nextInt(5)) {
      case 0, 1 -> {
        boolean between = world.chance.nextBoolean();
        Link link = between ? Link.PEERS : LINKS.get(world.chance.nextInt(LINKS.size()));
        world.cutOrMend(link);
        return world.now.wall() + " cut or mended: " + link + ", now cut: " + world.cut;
      }
      case 2 -> {
        if (server.power) {
          server.powerOff();
        } else {
          server.powerOn();
        }
        return world.now.wall() + " power of " + server.name + ": " + server.power;
      }
      case 3 -> {
        if (server.agent) {
          server.kill();
        } else if (server.power) {
          server.start();
        }
        return world.now.wall() + " agent of " + server.name + ": " + server.agent;
      }
      default -> {
        int seconds = 1 + world.chance.nextInt(20);
        server.frozenUntil = world.now.plus(Duration.ofSeconds(seconds));
        return world.now.wall() + " agent of " + server.name + " stands still for " + seconds;
      }
    }
  }

  private static void heal(TwoServers world) {
    world.story.add("-- " + world.now.wall() + " all is well again");
    world.cut.clear();
    for (Server server : List.of(world.a, world.b)) {
      if (!server.power) {
        server.powerOn();
      } else if (!server.agent) {
        server.start();
      }
    }
  }

  private static void judge(long seed, TwoServers world, String when) {
    assertThat(world.longestTwo)
        .as("%s two had the address%s", when, tell(seed, world))
        .isLessThan(Duration.ofSeconds(1));
    boolean nobody = !world.a.here() && !world.b.here();
    for (Server server : List.of(world.a, world.b)) {
      boolean wanted = server.hard.containsValue(true);
      if (nobody && wanted) {
        assertThat(server.healthy())
            .as("%s nobody has it, and %s could%s", when, server.name, tell(seed, world))
            .isFalse();
      }
    }
  }

  private static void mailsEachTakeOnce(long seed, TwoServers world, Server server) {
    for (Entry entry : server.journal) {
      if (entry instanceof Entry.Taken taken) {
        assertThat(server.outbox)
            .as("letter of %s%s", taken, tell(seed, world))
            .filteredOn(
                id -> id.matches(".*\\.(takeover|handover)-" + taken.epoch().counter() + "@.*"))
            .hasSize(1);
      }
    }
  }

  private static String tell(long seed, TwoServers world) {
    return " (seed "
        + seed
        + ", lease "
        + Timing.DEFAULT.lease()
        + ")\n"
        + String.join("\n", world.story);
  }
}
