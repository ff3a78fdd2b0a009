package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.nrpe.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent does when what it works with fails. */
class AgentInTroubleTest {

  private static final String ADD = "add 192.0.2.100/24";
  private static final String SECOND = " 192.0.2.101/24";

  @TempDir Path folder;
  private final List<World> worlds = new ArrayList<>();

  @AfterEach
  void end() throws IOException {
    for (World world : worlds) {
      world.close();
      assertThat(world.broken).isEmpty();
    }
  }

  private World ready(Example example) throws IOException {
    World world = World.armed(example);
    worlds.add(world);
    return world.start();
  }

  private World ready() throws IOException {
    return ready(Example.in(folder));
  }

  private static World taking(World world) {
    world.peerDies().databasesArrive();
    world.sent(world.hard());
    return world;
  }

  private static World holding(World world) {
    return taking(world).passUntil("it is here", world::here).pass(Duration.ofSeconds(3));
  }

  @Test
  void aReadingOfTheDatabasesThatHangsDelaysNoRenewal() throws IOException {
    World world = holding(ready());
    world.peer.pings = true;
    world.peer.serves = true;
    world.databases.hangUntil = Optional.of(new CountDownLatch(1));
    long before = world.addresses.count("renew 192.0.2.100/24");
    world.pass(Duration.ofSeconds(60));

    assertThat(world.here()).isTrue();
    assertThat(world.addresses.count(ADD)).isEqualTo(1);
    assertThat(world.addresses.count("renew 192.0.2.100/24") - before).isGreaterThan(15);
  }

  @Test
  void withoutAJournalNothingIsTakenAndTheCallerIsTold() throws IOException {
    World world = ready();
    world.peerDies().databasesArrive();
    world.journal.diskWorks = false;
    Reply reply = world.answer(world.hard());
    world.pass(Duration.ofSeconds(30));

    assertThat(reply.code()).isEqualTo(2);
    assertThat(reply.text()).startsWith("FAILED cannot write the journal: ");
    assertThat(world.addresses.count(ADD)).isZero();
    assertThat(world.ask("check_failover").text()).contains("cannot write the journal");

    world.journal.diskWorks = true;
    assertThat(world.answer(world.hard()).code()).isZero();
    world.passUntil("it is here", world::here);
  }

  @Test
  void aJournalThatFailsAtTheBeginKeepsTheTakeFromBeginning() throws IOException {
    World world = ready();
    world.peerDies();
    world.databases.statusHere = "Dismounted";
    world.answer(world.hard());
    world.pass(world.settings.timing().takeWait());
    world.journal.diskWorks = false;
    world.databasesArrive().pass(Duration.ofSeconds(40));
    assertThat(world.addresses.count(ADD)).isZero();

    world.journal.diskWorks = true;
    world.passUntil("it is here", world::here);
    assertThat(world.addresses.count(ADD)).isEqualTo(1);
  }

  @Test
  void aMailThatTheDiskRefusesIsHandedOnAgain() throws IOException {
    World world = ready();
    Path tmp = folder.resolve("mail").resolve("tmp");
    Files.delete(tmp);
    Files.createFile(tmp);
    holding(world).pass(Duration.ofSeconds(10));
    assertThat(world.mailServer.letters).isEmpty();
    assertThat(world.here()).isTrue();

    Files.delete(tmp);
    Files.createDirectory(tmp);
    world.passUntil("the mail", () -> !world.mailServer.letters.isEmpty());
    assertThat(world.mailServer.letters).hasSize(1);
  }

  @Test
  void aMailThatNobodyAcceptsWaitsAndTheCheckSaysSo() throws IOException {
    World world = ready();
    world.mailServer.up = false;
    holding(world);

    await().atMost(World.PATIENCE).until(() -> world.outbox.waiting() == 1);
    assertThat(world.ask("check_failover").text()).contains("1 mail waits");
  }

  @Test
  void aMailThatIsRefusedForGoodIsKeptAndAlarmed() throws IOException {
    World world = ready();
    world.mailServer.refusal =
        Optional.of("mail.provider.example:587 answered 550 5.1.1 no such user");
    holding(world);

    await().atMost(World.PATIENCE).until(() -> world.outbox.rejected() == 1);
    Reply check = world.ask("check_failover");
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.text())
        .startsWith("CAS FAILOVER WARNING - ")
        .contains("1 mail was refused for good and put aside: ", "550 5.1.1 no such user");
    assertThat(world.ask("check_readiness").text())
        .contains("[WARNING] housekeeping: ", "1 refused for good");
    assertThat(world.outbox.waiting()).isZero();
  }

  @Test
  void anAddThatFailsIsUndoneAndTriedAgain() throws IOException {
    World world = ready();
    world.addresses.failing.add(ADD);
    taking(world).passUntil("a try", () -> world.journal.count("gave_up") > 0);
    assertThat(world.addresses.count("delete 192.0.2.100/24")).isZero();

    world.addresses.failing.clear();
    world.passUntil("it is here", world::here);
  }

  @Test
  void aProgramThatBreaksIsAFailureAndNotTheEnd() throws IOException {
    World world = ready();
    world.addresses.failing.add("break " + ADD);
    taking(world).passUntil("a try", () -> world.journal.count("gave_up") > 0);
    assertThat(world.ask("explain").text())
        .contains("given up: adding 192.0.2.100/24 broke: ")
        .contains("no such program");

    world.addresses.failing.clear();
    world.announcer.breaks = true;
    world.passUntil("it is here", world::here);
    assertThat(world.broken).isEmpty();
  }

  @Test
  void probesThatBreakAreLooksThatCouldNotBeMade() throws IOException {
    World world = ready();
    world.network.probesBreak = true;
    world.peerDies().databasesArrive();
    Reply reply = world.answer(world.hard());
    world.pass(Duration.ofSeconds(30));

    assertThat(reply.text()).contains("the look broke");
    assertThat(world.gone()).isTrue();
  }

  @Test
  void severalAddressesMoveAsOne() throws IOException {
    World world = ready(Example.in(folder).withCasIps(Example.CAS_IP, Example.SECOND_CAS_IP));
    holding(world);
    assertThat(world.addresses.has(Example.SECOND_CAS_IP)).isTrue();

    world.answer(world.tell("release"));
    assertThat(world.gone()).isTrue();
  }

  @Test
  void whereOneOfSeveralCannotBeAddedNoneStays() throws IOException {
    World world = ready(Example.in(folder).withCasIps(Example.CAS_IP, Example.SECOND_CAS_IP));
    world.addresses.failing.add("add" + SECOND);
    taking(world).passUntil("a try", () -> world.journal.count("gave_up") > 0);

    assertThat(world.addresses.count(ADD)).isEqualTo(1);
    assertThat(world.gone()).isTrue();
  }

  @Test
  void whereOneOfSeveralCannotBeDeletedTheOthersGoAllTheSameAndItIsTriedAgain() throws IOException {
    World world = ready(Example.in(folder).withCasIps(Example.CAS_IP, Example.SECOND_CAS_IP));
    holding(world);
    world.addresses.failing.add("delete 192.0.2.100/24");
    var answer = world.tell("release");
    world.passUntil("the second is gone", () -> !world.addresses.has(Example.SECOND_CAS_IP));
    assertThat(world.journal.count("released")).isZero();

    world.addresses.failing.clear();
    assertThat(world.answer(answer).text()).startsWith("DONE");
    assertThat(world.gone()).isTrue();
  }

  @Test
  void aReleaseIsNotDoneWhileNobodyCanTellWhetherTheAddressIsGone() throws IOException {
    World world = holding(ready());
    world.addresses.failing.add("delete 192.0.2.100/24");
    world.addresses.readable = false;
    var answer = world.tell("release");
    world.pass(Duration.ofSeconds(3));
    assertThat(answer).isNotDone();
    assertThat(world.journal.count("released")).isZero();

    world.addresses.failing.clear();
    assertThat(world.answer(answer).text()).startsWith("DONE");
    assertThat(world.gone()).isTrue();
  }

  @Test
  void withoutItsInterfaceItTakesNothingAndSaysSo() throws IOException {
    World world = ready();
    world.network.deviceThere = false;
    world.peerDies().databasesArrive();
    Reply reply = world.answer(world.hard());
    world.pass(Duration.ofSeconds(30));

    assertThat(reply.text()).contains("no interface has 192.0.2.12 any more");
    assertThat(world.gone()).isTrue();
    assertThat(world.ask("check_readiness").text())
        .contains("[CRITICAL] interface: no interface has 192.0.2.12 any more");
  }

  @Test
  void whereTheSystemListsNoInterfacesChecksAndStatusAreAnsweredAllTheSame() throws IOException {
    World world = ready();
    world.network.devicesListed = false;
    world.pass(Duration.ofSeconds(3));

    assertThat(world.ask("check_readiness").text())
        .contains("[CRITICAL] interface: the system does not list its network interfaces");
    assertThat(world.ask("status").text()).contains("stands by");
    assertThat(world.ask("check_cas_ip").text()).startsWith("CAS IP UNKNOWN");
  }

  @Test
  void aHolderWhoseInterfaceGoesCannotRenewAndLetsItGo() throws IOException {
    World world = holding(ready());
    world.network.deviceThere = false;
    world.passUntil("it is gone", world::gone);

    assertThat(world.ask("check_failover").text()).doesNotContain("stands by, nothing is pending");
    assertThat(world.broken).isEmpty();
  }
}
