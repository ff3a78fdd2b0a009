package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Reply;
import org.junit.jupiter.api.Test;

/** Two whole agents hand the address over, and hear each other over NRPE with mutual TLS. */
class HandoverOnTheWireTest extends BesideEachOther {

  @Test
  void thereAndBackWhicheverServerIsTold() {
    Reply there = pair.order(pair.a, "failback", "server=exch-b", "author=jane", "comment=disk");

    assertThat(there.code()).isZero();
    assertThat(there.text()).startsWith("DONE exch-b has 192.0.2.100, handed over by exch-a");
    assertThat(pair.b.here()).isTrue();
    assertThat(pair.a.here()).isFalse();
    assertThat(pair.a.journal.words()).containsSubsequence("handing_over", "handed_over");
    assertThat(pair.b.announcer.announcements.get()).isPositive();
    pair.passUntil("exch-a hears of it", () -> pair.a.journal.words().contains("learned"));
    // Until it is sure that exch-b has it, it is still moving.
    pair.passUntil(
        "exch-a can be ordered again",
        () -> !pair.order(pair.a, "failback", "dry_run=yes").text().startsWith("HELD "));

    Reply back = pair.order(pair.a, "failback", "author=jane");

    assertThat(back.text()).startsWith("DONE exch-a has 192.0.2.100, handed over by exch-b");
    assertThat(pair.a.here()).isTrue();
    assertThat(pair.b.here()).isFalse();
    pair.passUntil(
        "both mails are sent",
        () -> pair.a.mailServer.letters.size() + pair.b.mailServer.letters.size() == 2);
    assertThat(pair.a.mailServer.letters.get(0).subject())
        .startsWith("[CAS exch-a] FAILBACK DONE ");
    assertThat(pair.a.mailServer.letters.get(0).body())
        .startsWith("exch-a took 192.0.2.100 back, ordered by jane.\nClients were cut off for ");
  }

  @Test
  void theMonitorSeesNothingCriticalWhileTheAddressMoves() {
    Reply there = pair.order(pair.a, "failback", "server=exch-b");
    String justLetGo = pair.a.ask("check_cas_ip");
    String justTaken = pair.b.ask("check_cas_ip");

    assertThat(there.text()).startsWith("DONE exch-b has 192.0.2.100");
    assertThat(justLetGo)
        .startsWith("CAS IP WARNING - ")
        .containsAnyOf("exch-a hands 192.0.2.100 over to exch-b", "192.0.2.100 is on exch-b ");
    assertThat(justTaken).startsWith("CAS IP WARNING - 192.0.2.100 is on exch-b ");
    pair.passUntil(
        "exch-a hears that exch-b has it",
        () -> pair.a.ask("check_cas_ip").contains("192.0.2.100 is on exch-b "));
    assertThat(pair.a.ask("check_cas_ip")).startsWith("CAS IP WARNING - 192.0.2.100 is on exch-b ");
  }

  @Test
  void aDryRunOnTheHolderShowsWhatTheOtherServerSees() {
    Reply reply = pair.order(pair.a, "failback", "server=exch-b", "dry_run=yes");

    assertThat(reply.text().lines())
        .first()
        .isEqualTo("DONE exch-b would take 192.0.2.100 from exch-a; dry run, nothing was moved");
    assertThat(reply.text())
        .contains("\n\\_ ok       databases  1 of 1 with a good copy on exch-b");
    assertThat(pair.a.here()).isTrue();
  }

  @Test
  void theServiceOfTheHolderHandsOverBeforeItEnds() {
    pair.a.stop();

    assertThat(pair.b.here()).isTrue();
    assertThat(pair.a.here()).isFalse();
    assertThat(pair.a.journal.words()).contains("handed_over").doesNotContain("released");
  }

  @Test
  void onlyTheOtherAgentReadsThatItWasThereBefore() {
    Reply offered =
        pair.a
            .tell("exch-b", "handover_offer", "epoch=1:exch-b", "attempt=1", "cause=failback")
            .join();
    Reply ordered = pair.a.tell("monitor", "failback", "server=exch-a").join();

    assertThat(offered.text()).isEqualTo("ALREADY exch-a has 192.0.2.100 already");
    assertThat(ordered.text()).isEqualTo("DONE exch-a has 192.0.2.100 already");
  }

  @Test
  void onlyTheOtherAgentMayAskForTheRelease() {
    Reply reply =
        pair.a
            .tell(
                "monitor",
                "handover_release",
                "epoch=1:exch-a",
                "attempt=1",
                "grant_ms=2000",
                "ordered=yes")
            .join();

    assertThat(reply.code()).isEqualTo(2);
    assertThat(reply.text())
        .isEqualTo(
            "REFUSED monitor may not ask for handover_release: only the agent of exch-b may;"
                + " people order a failback");
    assertThat(pair.a.here()).isTrue();
  }

  @Test
  void wordsThatAreNotKnownDoNothing() {
    Reply reply = pair.a.tell("exch-b", "handover_release", "epoch=1:exch-a", "force=yes").join();

    assertThat(reply.code()).isEqualTo(3);
    assertThat(reply.text())
        .startsWith("handover_release does not know 'force'")
        .endsWith("Nothing was done.");
    assertThat(pair.a.here()).isTrue();
  }
}
