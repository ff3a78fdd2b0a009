package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.certificate.Health;
import casfailover.check.PluginLine;
import casfailover.mail.Letter;
import casfailover.nrpe.Caller;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Receipt;
import casfailover.nrpe.Reply;
import casfailover.sight.PeerReport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read, made by a whole agent from what it saw: as in the golden texts. */
class AgentTextsTest {

  private static final List<String> CHECKS =
      List.of(
          "check_peer",
          "check_gateway",
          "check_dag",
          "check_cas_ip",
          "check_failover",
          "check_readiness");

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void begin() throws IOException {
    world = World.armed(Example.in(folder));
  }

  @AfterEach
  void end() throws IOException {
    world.close();
  }

  private CompletableFuture<Reply> hard() {
    return world
        .seen()
        .tell(
            "handle_event",
            "cas_ip=192.0.2.100",
            "service=peer",
            "state=CRITICAL",
            "type=HARD",
            "problem=17",
            "peer_state=DOWN",
            "peer_checked=1763777520",
            "now=1763777521");
  }

  private static String golden(String module, String name) throws IOException {
    return Files.readString(Path.of("..", module, "src/test/resources/golden", name)).strip();
  }

  private static String text(Letter letter) {
    return ("Subject: " + letter.subject() + "\n\n" + letter.body()).strip();
  }

  private String firstLine(String check) {
    return world.ask(check).text().lines().findFirst().orElse("");
  }

  @Test
  void theMailOfAHoldIsTheGoldenOne() throws IOException {
    world.start().peerDies().databases.statusHere = "Dismounted";
    world.sent(hard());
    world.passUntil("a mail", () -> !world.mailServer.letters.isEmpty());

    assertThat(text(world.mailServer.letters.get(0)))
        .isEqualTo(golden("event-handler", "mail.hold"));
  }

  @Test
  void theMailOfATakeoverHasEveryGuardOfTheGoldenOne() throws IOException {
    world.start().peerDies().databasesArrive().pass(Duration.ofSeconds(3));
    world.sent(hard());
    world.passUntil("a mail", () -> !world.mailServer.letters.isEmpty());
    String mail = text(world.mailServer.letters.get(0));
    String golden = golden("event-handler", "mail.takeover");

    assertThat(mail.lines().map(AgentTextsTest::withoutTimes).toList())
        .containsSequence(
            golden
                .lines()
                .skip(2)
                .filter(l -> !l.contains("Nagios 192.0.2.10") && !l.contains("held 9.5 s"))
                .map(AgentTextsTest::withoutTimes)
                .limit(5)
                .toList())
        .contains("  TIME  192.0.2.10: CAS peer CRITICAL HARD, problem 17; held SPAN")
        .containsSequence(
            golden
                .lines()
                .dropWhile(l -> !l.contains("address added"))
                .map(AgentTextsTest::withoutTimes)
                .toList());
  }

  private static String withoutTimes(String line) {
    return line.replaceAll("[0-9]{2}:[0-9]{2}:[0-9]{2}", "TIME")
        .replaceAll("[0-9]+(\\.[0-9])? s\\b(?! before)", "SPAN");
  }

  @Test
  void whatIsWantedAndWaitedForReadsAsInTheGoldenCheck() throws IOException {
    world.start().peerDies().databases.statusHere = "Dismounted";
    world.answer(hard());
    world.pass(Duration.ofSeconds(20));
    String golden =
        golden("check-plugins", "check_failover.pending")
            .replace(", DAG is moving them", "")
            .replace("mails_waiting=1", "mails_waiting=0");

    String line = world.ask("check_failover").text();

    assertThat(anySeconds(line)).isEqualTo(anySeconds(golden));
  }

  private static String anySeconds(String text) {
    return text.replaceAll("[0-9]{2}:[0-9]{2}:[0-9]{2}", "TIME")
        .replaceAll("for [0-9]+ s", "for SPAN")
        .replaceAll("pending=[0-9]+s", "pending=SPAN")
        .replaceAll("last_takeover=([0-9]+s|U)", "last_takeover=SPAN");
  }

  @Test
  void atRestEveryCheckIsOkInTheGoldenWords() throws IOException {
    world.start();

    for (String check : CHECKS) {
      world.ask(check);
      assertThat(world.ask(check).code()).as(check).isZero();
    }
    assertThat(firstLine("check_peer")).isEqualTo(golden("check-plugins", "check_peer.ok"));
    assertThat(firstLine("check_cas_ip")).isEqualTo(golden("check-plugins", "check_cas_ip.ok"));
    assertThat(world.ask("check_readiness").text().lines())
        .contains(
            "\\_ [OK] armed: not paused, no downtime on CAS peer of exch-b",
            "\\_ [OK] peer agent: exch-a answers, same settings (3f9c21), version 1.0.0",
            "\\_ [OK] gateway: 192.0.2.1 answers ping",
            "\\_ [OK] wire: exch-a (02:42:0a:2a:00:0b) answers for 192.0.2.100",
            "\\_ [OK] client access: 443/tcp accepts on 192.0.2.12",
            "\\_ [OK] interface: eth0 has 192.0.2.12/24");
  }

  @Test
  void beforeTheFirstLookNoCheckClaimsAnything() {
    assertThat(CHECKS)
        .filteredOn(check -> !check.equals("check_failover"))
        .allSatisfy(check -> assertThat(world.ask(check).code()).as(check).isEqualTo(3));
    assertThat(world.ask("status").text())
        .contains("cannot tell or change whether it has 192.0.2.100/24");
  }

  @Test
  void readinessNamesWhatFails() {
    world.start();
    world.answer(world.tell("pause", "author=jane"));
    world.network.gatewayAnswers = false;
    world.peer.settings = "beef00";
    world.databases.statusHere = "FailedAndSuspended";
    world.pass(Duration.ofSeconds(20));

    assertThat(world.ask("check_readiness").text())
        .startsWith(
            "CAS READINESS CRITICAL - exch-b would NOT take 192.0.2.100: 4 of 9 guards fail")
        .containsPattern("\\[CRITICAL] armed: paused by jane since 2026-11-22 03:\\d\\d \\+0100;")
        .contains("[CRITICAL] gateway: 192.0.2.1 is silent (ping 0/10, no ARP answer)")
        .contains("[CRITICAL] peer agent: exch-a has other settings (beef00, here 3f9c21)")
        .contains("[CRITICAL] databases: 0 of 2 copies here can be activated");
  }

  @Test
  void readinessTellsOfADowntimeAndOfTheEventHandler() {
    world.start();
    world.answer(
        world.tell(
            "handle_event",
            "cas_ip=192.0.2.100",
            "service=peer",
            "state=OK",
            "type=HARD",
            "downtime=1"));
    world.pass(Duration.ofSeconds(5));

    assertThat(world.ask("check_readiness").text())
        .startsWith("CAS READINESS CRITICAL - exch-b would NOT take 192.0.2.100")
        .contains("[CRITICAL] armed: a downtime is set for exch-b or its check of exch-a");
    world.tell("check_failover", "downtime=0").join();
    world.pass(Duration.ofSeconds(1));
    assertThat(world.ask("check_readiness").text())
        .contains("armed: not paused, no downtime on CAS peer of exch-b")
        .containsPattern(
            "192.0.2.10 asked \\d+ s ago, its event handler was last heard \\d+ s ago");
  }

  @Test
  void readinessTellsThatTheDatabasesAreReadTooSlowly() {
    world.databases.takes = world.settings.timing().dagMaxAge().plusSeconds(1);
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains("[WARNING] databases: 2 of 2 copies here can be activated, read ")
        .contains("; the reading took 5.0 s, longer than dag_max_age (4.0 s): make that longer");
  }

  @Test
  void readinessTellsThatTheServiceIsDeafOnTheAddressOfTheClients() {
    world.network.casIpListed = true;
    world.servesOnCasIp = false;
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains(
            "[CRITICAL] client access: 443/tcp accepts on 192.0.2.12, 443/tcp no answer on"
                + " 192.0.2.100: let the service listen on all addresses");
  }

  @Test
  void aServiceThatAnswersOnBothAddressesIsWell() {
    world.network.casIpListed = true;
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains("[OK] client access: 443/tcp accepts on 192.0.2.12 and on 192.0.2.100");
  }

  @Test
  void readinessTellsOfAGuardProcessThatDied() {
    world.lifetimeTrouble =
        Optional.of("another guard process was started: java ended with exit code 137");
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains(
            "[WARNING] lifetime: another guard process was started: java ended with exit code 137");
  }

  @Test
  void certificatesThatAreWellAreAWordOfHousekeeping() {
    world.certificates = health(List.of(), List.of());
    world.start();

    assertThat(world.ask("check_readiness").text())
        .containsPattern(
            "housekeeping: 0 mails waiting, \\d+ MB free in .*, certificate until 2036-11-19")
        .contains(" of 9 guards");
  }

  @Test
  void certificatesThatEndSoonAreAGuardOfTheirOwn() {
    world.certificates =
        health(List.of(), List.of("tls/exch-b.pem is valid until 2026-12-01 only: renew it"));
    world.start();

    assertThat(world.ask("check_readiness").text())
        .contains(" of 10 guards")
        .contains("[WARNING] certificate: tls/exch-b.pem is valid until 2026-12-01 only: renew it");
  }

  @Test
  void certificatesThatCannotBeUsedAreLookedAtAgainWithinAnHour() {
    world.certificates =
        health(List.of("tls/exch-b.pem expired on 2026-11-21: renew it"), List.of("and more"));
    world.start();
    assertThat(world.ask("check_readiness").text())
        .startsWith("CAS READINESS CRITICAL - exch-b would NOT take")
        .contains(
            "[CRITICAL] certificate: tls/exch-b.pem expired on 2026-11-21: renew it; and more");

    world.certificates = health(List.of(), List.of());
    assertThat(world.ask("check_readiness").text()).contains("[CRITICAL] certificate: ");
    world.agent.close();
  }

  private static Optional<Health> health(List<String> failures, List<String> warnings) {
    return Optional.of(
        new Health(
            List.of(), failures, warnings, Optional.of(Instant.parse("2036-11-19T11:00:00Z"))));
  }

  @Test
  void aStateFolderThatIsGoneIsAWarningOfReadinessAndNoError() throws IOException {
    World elsewhere = World.armed(Example.in(folder.resolve("gone")));
    elsewhere.start();
    elsewhere.journal.close();
    deleteAll(folder.resolve("gone"));

    assertThat(elsewhere.ask("check_readiness").text())
        .contains("[WARNING] housekeeping: 0 mails waiting, free space in ")
        .contains("is not known (java.nio.file.NoSuchFileException");
    elsewhere.agent.close();
  }

  private static void deleteAll(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void theStatusOfAHolderReadsAsTheGoldenOne() {
    world.start().peerDies().databasesArrive();
    world.sent(hard());
    world.passUntil("it is here", world::here);
    world.peer.pings = true;
    world.peer.serves = true;
    world.peer.agent = true;
    world.peer.stance = PeerReport.Stance.NOT_ME;
    world.ask("check_peer");
    world.pass(Duration.ofSeconds(2));

    assertThat(world.ask("status").text().lines().toList())
        .anyMatch(
            l ->
                l.matches("exch-b   HOLDS 192.0.2.100/24 on eth0 since .*: failover from exch-a.*"))
        .contains(
            "         away from its preferred owner; waits for you: FAILBACK exch-a | KEEP exch-b",
            "exch-a   stands by, agent 1.0.0, same settings (3f9c21)")
        .anyMatch(l -> l.startsWith("address    ours    verified on eth0, nobody else answers "))
        .anyMatch(l -> l.startsWith("databases  here    2 of 2 mounted on exch-b "))
        .anyMatch(l -> l.startsWith("services   accept  443/tcp  "))
        .anyMatch(
            l -> l.matches("monitor    192.0.2.10 asked 2 s ago, last event CRITICAL HARD .*"))
        .anyMatch(l -> l.startsWith("intent     none; armed; cool-down for "));
  }

  @Test
  void twoMachinesOnTheWireAreTold() {
    world.start().network.wire = Set.of(OtherServer.MAC, World.STRANGER);
    world.pass(Duration.ofSeconds(3));

    assertThat(firstLine("check_cas_ip"))
        .startsWith("CAS IP CRITICAL - 2 machines answer for 192.0.2.100: ")
        .contains("a stranger (00:15:5d:01:02:03, not exch-b)")
        .contains("exch-a (02:42:0a:2a:00:0b)");
  }

  @Test
  void whoeverAnswersBeforeThePeerToldItsMacCountsAsThePeer() {
    world.peer.agent = false;
    world.start();

    assertThat(firstLine("check_cas_ip"))
        .startsWith("CAS IP WARNING - exch-a answers for 192.0.2.100, but no agent says");
  }

  @Test
  void explainsAnIncidentAndKnowsNoOther() {
    world.start().peerDies().databasesArrive();
    world.sent(hard());
    world.passUntil("it is here", world::here).pass(Duration.ofSeconds(2));

    assertThat(world.ask("explain").text())
        .startsWith("Incident 2026-11-22-1\n")
        .containsSubsequence("CAS peer CRITICAL HARD", "TAKEOVER begins", "TAKEOVER done", "Now: ");
    assertThat(world.ask("explain", "incident=2026-11-22-9").code()).isEqualTo(2);
    assertThat(world.ask("explain", "problem=17").text()).startsWith("Incident 2026-11-22-1\n");
    assertThat(world.ask("explain", "at=2026-11-22").text()).startsWith("Incident 2026-11-22-1\n");
    assertThat(world.ask("explain", "at=2026-11-21").code()).isEqualTo(2);
    assertThat(world.ask("explain", "at=soon"))
        .returns(3, Reply::code)
        .extracting(Reply::text)
        .asString()
        .contains("'soon' is no time; a time is written as 07:01");
  }

  @Test
  void aDecisionIsExplainedWithWhatEachGuardSaidAndHowOldThatWas() {
    world.start().peerDies().databasesArrive();
    world.sent(hard());
    world.passUntil("it is here", world::here).pass(Duration.ofSeconds(2));

    assertThat(world.ask("explain").text())
        .containsPattern(
            "TAKEOVER begins.*\\n +seen: peer ping silent \\([0-9.]+ s\\), peer service ")
        .containsPattern("gateway ping seen \\([0-9.]+ s\\)");
    assertThat(world.ask("explain", "form=json").text())
        .startsWith("{\"version\":1,\"incident\":\"2026-11-22-1\"")
        .containsPattern("\\{\"guard\":\"wire\",\"answer\":\"silent\",\"age_ms\":[0-9]+,")
        .contains("\"now\":\"");
  }

  @Test
  void theHistoryIsToldWithoutTheStepsBetween() {
    world.start().peerDies().databasesArrive();
    world.sent(hard());
    world.passUntil("it is here", world::here).pass(Duration.ofSeconds(2));

    assertThat(world.ask("history").text())
        .containsSubsequence("resume    armed by jane", "event     ", "take      TAKEOVER done")
        .doesNotContain("TAKEOVER begins");
    assertThat(world.ask("history", "limit=1").text().lines()).hasSize(1);
    assertThat(world.ask("history", "since=0s").text())
        .isEqualTo("nothing happened in that time\n");
    assertThat(world.ask("history", "form=json", "limit=2").text())
        .startsWith("{\"version\":1,\"history\":[{\"at\":\"2026-11-22T")
        .contains("\"kind\":\"take\"");
  }

  @Test
  void mailThatWaitsIsTriedWhenAPersonOrdersIt() {
    world.start().peerDies().mailServer.up = false;
    world.answer(hard());
    world.passUntil("a mail", () -> world.outbox.waiting() == 1);
    await()
        .atMost(World.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(world.ask("flush_mail", "author=jane").text())
                    .startsWith("FAILED 1 mail still waiting: mail.provider.example:587"));
    world.mailServer.up = true;

    assertThat(world.ask("flush_mail", "author=jane"))
        .isEqualTo(new Reply(0, "DONE no mail waits"));
    assertThat(world.mailServer.letters).hasSize(1);
  }

  @Test
  void whatIfGoesFromWhatIsSeenNowAndDoesNothing() {
    world.start();

    assertThat(world.ask("what_if").text())
        .startsWith("STAND BY: exch-a has 192.0.2.100 and serves");
    assertThat(world.ask("what_if", "armed=yes", "peer=silent", "databases=not_here").text())
        .startsWith("HOLD: databases not mounted here (supposed)\nrow 9 of the table for")
        .contains("all else as exch-b sees it now");
    assertThat(world.ask("what_if", "form=json", "gateway=silent").text())
        .startsWith("{\"version\":1,\"node\":\"exch-b\",\"from\":\"now\"");
    assertThat(world.ask("what_if", "gatway=silent"))
        .returns(3, Reply::code)
        .extracting(Reply::text)
        .asString()
        .contains("did you mean gateway?");
    assertThat(world.here()).isFalse();
  }

  @Test
  void aHolderIsAskedAsAHolder() {
    world.start().peerDies().databasesArrive();
    world.sent(hard());
    world.passUntil("it is here", world::here).pass(Duration.ofSeconds(2));

    assertThat(world.ask("what_if", "right=lost").text())
        .startsWith("RELEASE: exch-b may not keep it")
        .contains("all else as exch-b sees it now");
  }

  @Test
  void aLineOfTheJournalThatDoesNotReadHidesNoOther() throws IOException {
    world.journal.append("taken", java.util.Map.of("epoch", "seven"));
    world.start();

    assertThat(world.ask("status").text())
        .contains("of the journal does not read: ")
        .contains("armed by jane");
  }

  @Test
  void whoAsksInVersionTwoGetsNoFigureThatIsCut() {
    world.databases.second = "Mailbox Database " + "1".repeat(900);
    world.start();
    Caller old =
        new Caller(
            InetAddress.getLoopbackAddress(),
            true,
            Optional.empty(),
            PacketVersion.V2,
            new Receipt());
    String whole = world.ask("check_dag").text();
    String cut = world.tell(old, "check_dag").join().text();

    assertThat(whole.length()).isGreaterThan(1023);
    assertThat(cut.length()).isLessThanOrEqualTo(1023);
    assertThat(PluginLine.parse(whole).metrics()).containsAll(PluginLine.parse(cut).metrics());
  }

  @Test
  void theStatusIsJsonForPrograms() {
    world.start();

    assertThat(world.ask("status", "form=json").text())
        .startsWith("{\"version\":1,")
        .contains("\"node\":\"exch-b\",\"stance\":\"stands_by\"");
    assertThat(Optional.of(world.ask("status", "form=json").code())).contains(0);
  }

  @Test
  void aStrangerBesideTheHolderIsTheGoldenCriticalAndOneMail() throws IOException {
    holding().network.wire = Set.of(World.STRANGER);
    world
        .passUntil("a second mail", () -> world.mailServer.letters.size() == 2)
        .pass(Duration.ofSeconds(90));

    assertThat(world.here()).isTrue();
    assertThat(firstLine("check_cas_ip"))
        .isEqualTo(golden("check-plugins", "check_cas_ip.critical.two"));
    assertThat(firstLine("check_failover"))
        .startsWith("CAS FAILOVER CRITICAL")
        .contains(World.STRANGER.toString());
    assertThat(world.mailServer.letters).hasSize(2);
    assertThat(text(world.mailServer.letters.get(1)))
        .contains("ALARM", "another machine answers for 192.0.2.100", World.STRANGER.toString())
        .contains("Find the machine by its hardware address");
  }

  @Test
  void anAddressThatNobodyOutsideReachesIsAlarmedEverywhereAndKept() throws IOException {
    world.network.reachable = false;
    holding().passUntil("a second mail", () -> world.mailServer.letters.size() == 2);

    String complaint =
        "exch-b has 192.0.2.100, but nobody outside has reached it yet (192.0.2.1 does not answer"
            + " 192.0.2.100)";
    assertThat(world.here()).isTrue();
    assertThat(firstLine("check_cas_ip"))
        .startsWith("CAS IP CRITICAL - " + complaint + ": clients may not connect");
    assertThat(firstLine("check_failover")).contains(complaint);
    assertThat(world.ask("status").text()).contains("nobody outside has reached it");
    assertThat(text(world.mailServer.letters.get(1)))
        .contains("ALARM", "192.0.2.100 was taken, but nobody outside has reached it yet");

    world.network.reachable = true;
    world.passUntil(
        "an end of the alarm", () -> firstLine("check_cas_ip").startsWith("CAS IP WARNING"));
    assertThat(world.mailServer.letters).hasSize(2);
  }

  @Test
  void aLinkThatCameUpAgainIsToldToTheNetwork() throws IOException {
    holding();
    int before = world.announcer.announcements.get();
    world.network.linkUps = 2;
    world.passUntil("three more", () -> world.announcer.announcements.get() == before + 3);
  }

  private World holding() {
    world.start().peerDies().databasesArrive().pass(Duration.ofSeconds(3));
    world.sent(hard());
    return world
        .passUntil("a mail", () -> !world.mailServer.letters.isEmpty())
        .pass(Duration.ofSeconds(5));
  }
}
