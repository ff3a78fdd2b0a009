package casfailover.check;

import static casfailover.check.Seen.NOW;
import static casfailover.check.Seen.PAIR;
import static casfailover.check.Seen.golden;
import static casfailover.check.Seen.text;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.ReadinessFacts.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckReadinessTest {

  private static final List<Result> ALL_WELL =
      List.of(
          ok("armed", "not paused, no downtime on CAS peer of exch-b"),
          ok("monitor", "192.0.2.10 asked 2 s ago, its event handler was last heard 2 d ago"),
          ok("peer agent", "exch-a answers, same settings (3f9c21), version 1.0.0"),
          ok("gateway", "192.0.2.1 answers ping"),
          ok("wire", "exch-a (02:42:0a:2a:00:0b) answers for 192.0.2.100"),
          ok("databases", "2 of 2 copies here can be activated, read 4 s ago"),
          ok("client access", "443/tcp accepts on 192.0.2.12"),
          ok("interface", "eth0 has 192.0.2.12/24, agent may add addresses"),
          ok(
              "housekeeping",
              "mail.example.net:587 answered, 0 mails waiting, 41 GB free, certificate until"
                  + " 2036-11-19"));

  private static Result ok(String name, String sentence) {
    return new Result(name, Status.OK, sentence);
  }

  private static List<Result> with(Result... changed) {
    return ALL_WELL.stream()
        .map(
            g ->
                List.of(changed).stream()
                    .filter(c -> c.name().equals(g.name()))
                    .findFirst()
                    .orElse(g))
        .toList();
  }

  private static Outcome outcome(boolean holds, List<Result> guards) {
    return new CheckReadiness()
        .outcome(new ReadinessFacts(PAIR, holds, guards, NOW, Seen.MAX_AGE), NOW);
  }

  @Test
  void wouldTakeTheAddress() {
    assertThat(text(outcome(false, ALL_WELL))).isEqualTo(golden("check_readiness.ok"));
  }

  @Test
  void wouldNotTakeTheAddress() {
    List<Result> guards =
        with(
            new Result(
                "armed",
                Status.CRITICAL,
                "paused since installation (2026-11-20 10:14 +0100); to arm: cas-event-handler"
                    + " resume"),
            new Result(
                "gateway", Status.CRITICAL, "192.0.2.1 is silent (ping 0/10, no ARP answer)"));
    assertThat(text(outcome(false, guards))).isEqualTo(golden("check_readiness.critical"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OK       | OK       | OK       | exch-b would take 192.0.2.100 if exch-a failed now:"
            + " 9 of 9 guards",
        "WARNING  | OK       | WARNING  | exch-b would take 192.0.2.100 if exch-a failed now, but"
            + " 1 of 9 guards warns: wire",
        "WARNING  | WARNING  | WARNING  | exch-b would take 192.0.2.100 if exch-a failed now, but"
            + " 2 of 9 guards warn: wire, databases",
        "UNKNOWN  | OK       | UNKNOWN  | exch-b would NOT take 192.0.2.100: 1 of 9 guards is"
            + " unknown: wire",
        "UNKNOWN  | WARNING  | UNKNOWN  | exch-b would NOT take 192.0.2.100: 1 of 9 guards is"
            + " unknown: wire; 1 warns: databases",
        "CRITICAL | UNKNOWN  | CRITICAL | exch-b would NOT take 192.0.2.100: 1 of 9 guards fails:"
            + " wire; 1 is unknown: databases",
        "CRITICAL | WARNING  | CRITICAL | exch-b would NOT take 192.0.2.100: 1 of 9 guards fails:"
            + " wire; 1 warns: databases",
      })
  void saysWhatStandsInTheWay(Status wire, Status databases, Status status, String sentence) {
    Outcome outcome =
        outcome(
            false, with(new Result("wire", wire, "x"), new Result("databases", databases, "y")));
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.sentence()).isEqualTo(sentence);
  }

  @Test
  void showsTheGravestGuardFirst() {
    Outcome outcome =
        outcome(
            false,
            with(
                new Result("armed", Status.WARNING, "w"),
                new Result("monitor", Status.UNKNOWN, "u"),
                new Result("wire", Status.CRITICAL, "c")));
    assertThat(outcome.details().stream().map(Detail::toString))
        .startsWith("\\_ [CRITICAL] wire: c", "\\_ [UNKNOWN] monitor: u", "\\_ [WARNING] armed: w");
  }

  @Test
  void speaksOfHoldingWhereThisServerHasTheAddress() {
    assertThat(outcome(true, ALL_WELL).sentence())
        .isEqualTo("exch-b has 192.0.2.100: 9 of 9 guards");
    assertThat(outcome(true, with(new Result("gateway", Status.CRITICAL, "silent"))).sentence())
        .isEqualTo("exch-b has 192.0.2.100: 1 of 9 guards fails: gateway");
  }

  @Test
  void knowsNothingBeforeAGuardWasAsked() {
    assertThat(text(outcome(false, List.of())))
        .isEqualTo("CAS READINESS UNKNOWN - no guard was asked yet");
  }

  @Test
  void knowsNothingWhereTheGuardsWereAskedTooLongAgo() {
    ReadinessFacts facts =
        new ReadinessFacts(PAIR, false, ALL_WELL, Seen.ago(Duration.ofSeconds(11)), Seen.MAX_AGE);
    assertThat(text(new CheckReadiness().outcome(facts, NOW)))
        .isEqualTo(
            "CAS READINESS UNKNOWN - the guards were last asked 11 s ago, limit 10 s: cas-agent"
                + " hangs or is overloaded");
  }
}
