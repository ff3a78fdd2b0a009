package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Reply;
import casfailover.sight.PeerReport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What status, explain, history and what-if say. */
class AgentReportTextsTest extends AgentTexts {

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
  void theStatusIsJsonForPrograms() {
    world.start();

    assertThat(world.ask("status", "form=json").text())
        .startsWith("{\"version\":1,")
        .contains("\"node\":\"exch-b\",\"stance\":\"stands_by\"");
    assertThat(Optional.of(world.ask("status", "form=json").code())).contains(0);
  }
}
