package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.config.ActionClients;
import casfailover.config.Settings;
import casfailover.exchange.DagReader;
import casfailover.nrpe.Reply;
import casfailover.pair.Ipv4;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is ordered to read its settings again while it runs. */
class AgentReloadTest {

  private static final String NEW = "00000b";

  @TempDir Path folder;
  private Example example = Example.in(Path.of(""));
  private World world;
  private final AtomicInteger outside = new AtomicInteger();

  @BeforeEach
  void begin() throws IOException {
    example = Example.in(folder);
    world = World.armed(example);
  }

  @AfterEach
  void end() throws IOException {
    world.close();
  }

  private void offer(Settings settings, String... changed) {
    world.outfitter =
        (running, used) ->
            new Fitting.Ready(
                settings,
                List.of(changed),
                List.of("cas-failover.cfg:3: mail_to: all mail stays inside"),
                used,
                outside::incrementAndGet);
  }

  private Reply reload() {
    return world.tell("reload", "author=jane").orTimeout(60, TimeUnit.SECONDS).join();
  }

  private void takeTheAddress() {
    world.peerDies().databasesArrive();
    CompletableFuture<Reply> coming = world.hard();
    world.passUntil("it is here", world::here);
    world.sent(coming);
  }

  @Test
  void goesOverToOtherSettingsAndSaysWhatChangedAndWhatThePeerGoesBy() {
    world.start();
    offer(
        example.withClients(new ActionClients.Certificates(List.of("jane"))).settings(NEW),
        "action_clients");

    assertThat(reload())
        .isEqualTo(
            new Reply(
                0,
                "DONE exch-b now runs with settings 00000b, changed: action_clients\n"
                    + "exch-a goes by settings 3f9c21: reload it, too. Until then neither takes the"
                    + " address by itself, and the more careful times of both count.\n"
                    + "warning: cas-failover.cfg:3: mail_to: all mail stays inside"));
    assertThat(outside).hasValue(1);
    assertThat(world.ask("pause").text()).startsWith("REFUSED 192.0.2.10 may not order pause");
    assertThat(world.ask("check_readiness").text())
        .contains("[CRITICAL] peer agent: exch-a has other settings (3f9c21, here 00000b)");
    world.passUntil("it is written", () -> world.journal.count("reloaded") == 1);
    assertThat(world.report().settings()).isEqualTo(NEW);
  }

  @Test
  void settingsThatAreAsTheyWereAreDoneAndChangeNothing() {
    world.start();
    offer(world.settings);

    for (int twice = 0; twice < 2; twice++) {
      assertThat(reload().text())
          .startsWith("DONE nothing changed, exch-b runs with settings 3f9c21\nwarning: ");
    }
    assertThat(outside).hasValue(0);
    assertThat(world.journal.count("reloaded")).isZero();
  }

  @Test
  void theSameSettingsInOtherWordsAreOthersForThePeer() {
    world.start();
    offer(example.settings(NEW));

    assertThat(reload().text())
        .startsWith(
            "DONE exch-b now runs with settings 00000b, changed: only how they are written");
    assertThat(world.report().settings()).isEqualTo(NEW);
  }

  @Test
  void settingsThatAreWrongAreRefusedAndEachProblemIsNamed() {
    world.start();
    world.outfitter =
        (running, used) ->
            new Fitting.Refused(List.of("a.cfg:4: lease: is odd | x=1", "a.cfg:9: gateway: no"));

    assertThat(reload())
        .isEqualTo(
            new Reply(
                2,
                """
                REFUSED 2 problems, and exch-b keeps settings 3f9c21
                a.cfg:4: lease: is odd / x=1
                a.cfg:9: gateway: no\
                """));
    assertThat(world.ask("pause").text()).startsWith("DONE");
    assertThat(world.journal.count("reloaded")).isZero();
  }

  @Test
  void whatBreaksOnTheWayKeepsTheOldOnes() {
    world.start();
    world.outfitter =
        (running, used) -> {
          throw new IllegalStateException("out of file handles");
        };

    assertThat(reload().text())
        .startsWith("FAILED the reload broke, and settings 3f9c21 are kept: ")
        .contains("out of file handles");
    offer(world.settings);
    assertThat(reload().text()).startsWith("DONE nothing changed");
  }

  @Test
  void wordsThatItDoesNotKnowAreRefused() {
    world.start();

    assertThat(world.ask("reload", "config=/etc/passwd"))
        .returns(3, Reply::code)
        .extracting(Reply::text)
        .asString()
        .contains("reload does not know 'config'");
  }

  @Test
  void oneReloadAtATimeAndOthersAreToldSo() throws Exception {
    world.start();
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    world.outfitter =
        (running, used) -> {
          reading.countDown();
          World.hang(read);
          return new Fitting.Refused(List.of("a.cfg:1: no"));
        };
    CompletableFuture<Reply> first = CompletableFuture.supplyAsync(this::reload);
    reading.await();

    assertThat(reload().text()).startsWith("HELD another reload is at work");
    read.countDown();
    assertThat(first.join().text()).startsWith("REFUSED 1 problem, ");
  }

  @Test
  void theAddressStaysAndLivesByTheNewLease() {
    world.start();
    takeTheAddress();
    Settings shorter = example.withLease(4).settings(NEW);
    offer(shorter, "lease");

    assertThat(reload().text()).startsWith("DONE ");
    world.pass(shorter.timing().takeWait());
    assertThat(world.here()).isTrue();
    assertThat(world.addresses.lifetime(Example.CAS_IP)).hasSeconds(4);
    assertThat(world.journal.count("taken")).isEqualTo(1);
    assertThat(world.journal.count("releasing")).isZero();
    assertThat(world.report().settings()).isEqualTo(NEW);
  }

  @Test
  void anotherGatewayIsPingedAndTheOldOneIsNot() {
    world.start();
    Ipv4 other = Ipv4.parse("192.0.2.254");
    offer(example.withGateway(other).settings(NEW), "gateway");
    assertThat(world.network.pinged())
        .isEqualTo(Set.of(world.settings.pair().peer().address(), world.settings.pair().gateway()));

    assertThat(reload().text()).startsWith("DONE ");
    assertThat(world.network.pinged())
        .isEqualTo(Set.of(world.settings.pair().peer().address(), other));
    assertThat(world.ask("check_gateway").text()).contains("192.0.2.254");
  }

  @Test
  void aReaderOfTheDatabasesThatIsReplacedIsEnded() {
    world.start();
    Equipment used = world.equipment();
    Ended first = new Ended();
    Ended second = new Ended();
    for (Ended next : List.of(first, second)) {
      world.outfitter =
          (running, before) ->
              new Fitting.Ready(
                  example.settings(next == first ? NEW : "00000c"),
                  List.of("powershell"),
                  List.of(),
                  with(used, next),
                  outside::incrementAndGet);
      assertThat(reload().text()).startsWith("DONE ");
    }

    await().atMost(World.PATIENCE).until(() -> first.ended.getCount() == 0);
    assertThat(second.ended.getCount()).isEqualTo(1);
  }

  private static Equipment with(Equipment e, DagReader dag) {
    return new Equipment(
        e.clock(),
        e.pinger(),
        e.wire(),
        e.reach(),
        e.peerService(),
        e.ownService(),
        Optional.of(dag),
        e.witness(),
        e.local(),
        e.addresses(),
        e.lifetimes(),
        e.announcer(),
        e.carrier(),
        e.oldScript(),
        e.journal(),
        e.outbox(),
        e.peer(),
        e.handover(),
        e.certificates());
  }

  /** A reader that never knows, and notes its end. */
  private final class Ended implements DagReader {
    final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Sighting copies() {
      Moment now = world.now();
      return new Sighting.Unknown(now, now, "not asked");
    }

    @Override
    public Sighting quorum() {
      return copies();
    }

    @Override
    public void close() {
      ended.countDown();
    }
  }
}
