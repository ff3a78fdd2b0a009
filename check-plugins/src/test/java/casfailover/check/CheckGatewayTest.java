package casfailover.check;

import static casfailover.check.Seen.NOW;
import static casfailover.check.Seen.PAIR;
import static casfailover.check.Seen.golden;
import static casfailover.check.Seen.old;
import static casfailover.check.Seen.replies;
import static casfailover.check.Seen.seen;
import static casfailover.check.Seen.silent;
import static casfailover.check.Seen.text;
import static casfailover.check.Seen.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckGatewayTest {

  private static final Optional<Sighting> PING = seen(replies(10, 300));
  private static final Optional<Sighting> NO_PING = silent(replies(0, 0));
  private static final Optional<Sighting> ARP = seen(new Note("02:42:0a:2a:00:01 answered"));
  private static final Optional<Sighting> NO_ARP = silent(new Note("3 ARP probes, no answer"));

  private static Outcome outcome(
      Optional<Sighting> ping, Optional<Sighting> arp, GatewayProbe probe, boolean holds) {
    return new CheckGateway()
        .outcome(
            new GatewayFacts(PAIR, ping, arp, probe, holds, Seen.MAX_AGE), NOW, Thresholds.NONE);
  }

  @Test
  void saysThatTheGatewayAnswers() {
    assertThat(text(outcome(PING, NO_ARP, GatewayProbe.PING_AND_ARP, false)))
        .isEqualTo(golden("check_gateway.ok"));
  }

  @Test
  void isCriticalWhenTheGatewayIsSilent() {
    assertThat(text(outcome(NO_PING, NO_ARP, GatewayProbe.PING_AND_ARP, false)))
        .isEqualTo(golden("check_gateway.critical"));
  }

  @ParameterizedTest(name = "{0}: ping {1}, ARP {2}: {3}")
  @CsvSource({
    "PING_AND_ARP, seen,    seen,    OK,       answers exch-b: ping 10/10",
    "PING_AND_ARP, seen,    silent,  OK,       answers exch-b: ping 10/10",
    "PING_AND_ARP, seen,    unknown, OK,       answers exch-b: ping 10/10",
    "PING_AND_ARP, silent,  seen,    OK,       'answers exch-b: ping 0/10, ARP answers'",
    "PING_AND_ARP, silent,  silent,  CRITICAL, 'ping 0/10, no ARP answer; exch-b may be'",
    "PING_AND_ARP, silent,  unknown, UNKNOWN,  'ping 0/10, ARP unknown (no arping)'",
    "PING_AND_ARP, unknown, seen,    OK,       'ping unknown (no arping), ARP answers'",
    "PING_AND_ARP, unknown, silent,  UNKNOWN,  'ping unknown (no arping), no ARP answer'",
    "PING_AND_ARP, unknown, unknown, UNKNOWN,  exch-b will not take 192.0.2.100",
    "PING,         seen,    silent,  OK,       answers exch-b: ping 10/10",
    "PING,         silent,  seen,    CRITICAL, 'seen from exch-b: ping 0/10; exch-b may be'",
    "PING,         unknown, seen,    UNKNOWN,  whether 192.0.2.1 answers exch-b: ping unknown",
    "ARP,          silent,  seen,    OK,       answers exch-b: ARP answers",
    "ARP,          seen,    silent,  CRITICAL, 'seen from exch-b: no ARP answer; exch-b may be'",
    "ARP,          seen,    unknown, UNKNOWN,  'answers exch-b: ARP unknown (no arping); until'",
  })
  void judgesEveryCombination(
      GatewayProbe probe, String ping, String arp, Status status, String words) {
    Outcome outcome = outcome(look(ping, PING, NO_PING), look(arp, ARP, NO_ARP), probe, false);
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.sentence()).contains(words);
    assertThat(outcome.metrics()).hasSize(probe == GatewayProbe.ARP ? 0 : 2);
  }

  private static Optional<Sighting> look(
      String word, Optional<Sighting> seen, Optional<Sighting> silent) {
    return switch (word) {
      case "seen" -> seen;
      case "silent" -> silent;
      default -> unknown("no arping");
    };
  }

  @Test
  void doesNotCountAnOldAnswer() {
    Outcome outcome = outcome(old(replies(10, 300)), NO_ARP, GatewayProbe.PING_AND_ARP, false);
    assertThat(text(outcome))
        .isEqualTo(
            "CAS GATEWAY UNKNOWN - it is not known whether 192.0.2.1 answers exch-b: ping unknown"
                + " (last looked at 12 s ago, limit 10 s), no ARP answer; until it is known exch-b"
                + " will not take 192.0.2.100 | rta=U pl=U");
  }

  @Test
  void tellsAHolderThatItsClientsMayBeCutOff() {
    assertThat(outcome(NO_PING, NO_ARP, GatewayProbe.PING_AND_ARP, true).sentence())
        .endsWith("exch-b may be the isolated one and has 192.0.2.100: clients may not reach it");
    assertThat(outcome(unknown("x"), NO_ARP, GatewayProbe.PING_AND_ARP, true).sentence())
        .endsWith("; exch-b has 192.0.2.100");
  }
}
