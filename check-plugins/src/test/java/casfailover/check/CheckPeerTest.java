package casfailover.check;

import static casfailover.check.Seen.NOW;
import static casfailover.check.Seen.PAIR;
import static casfailover.check.Seen.agent;
import static casfailover.check.Seen.golden;
import static casfailover.check.Seen.old;
import static casfailover.check.Seen.port;
import static casfailover.check.Seen.replies;
import static casfailover.check.Seen.seen;
import static casfailover.check.Seen.silent;
import static casfailover.check.Seen.text;
import static casfailover.check.Seen.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckPeerTest {

  private static final Optional<Sighting> PING = seen(replies(10, 400));
  private static final Optional<Sighting> NO_PING = silent(replies(0, 0));
  private static final Optional<Sighting> ACCEPTS = seen(port(true, "accepts"));
  private static final Optional<Sighting> REFUSED = silent(port(false, "refused"));
  private static final Optional<Sighting> NO_ANSWER = silent(port(false, "no answer"));
  private static final Optional<Sighting> AGENT = seen(agent("answers"));
  private static final Optional<Sighting> NO_AGENT = silent(agent("no answer"));
  private static final Optional<Sighting> GATEWAY = seen(replies(10, 300));

  private static PeerFacts facts(
      Optional<Sighting> ping, Optional<Sighting> service, Optional<Sighting> agent) {
    return new PeerFacts(PAIR, ping, service, agent, GATEWAY, Seen.MAX_AGE);
  }

  private static Outcome outcome(PeerFacts facts) {
    return new CheckPeer().outcome(facts, NOW, Thresholds.NONE);
  }

  @Test
  void saysThatThePeerAnswers() {
    assertThat(text(outcome(facts(PING, ACCEPTS, AGENT)))).isEqualTo(golden("check_peer.ok"));
  }

  @Test
  void isCriticalWhenThePeerIsSilent() {
    assertThat(text(outcome(facts(NO_PING, NO_ANSWER, NO_AGENT))))
        .isEqualTo(golden("check_peer.critical"));
  }

  @Test
  void isCriticalWhenThePeerIsUpButDoesNotServe() {
    assertThat(text(outcome(facts(PING, REFUSED, AGENT))))
        .isEqualTo(golden("check_peer.critical.services"));
  }

  @ParameterizedTest(name = "ping {0}, client access {1}, agent {2}: {3}")
  @CsvSource({
    "seen,    seen,    seen,    OK,       answers exch-b:",
    "seen,    seen,    silent,  WARNING,  'serves clients, but its agent is silent:'",
    "seen,    seen,    unknown, UNKNOWN,  'serves clients, but not all is known of it:'",
    "silent,  seen,    seen,    WARNING,  'serves clients, but its ping is silent:'",
    "silent,  seen,    silent,  WARNING,  'serves clients, but its ping and its agent are silent:'",
    "silent,  seen,    unknown, UNKNOWN,  'serves clients, but not all is known of it:'",
    "unknown, seen,    seen,    UNKNOWN,  'serves clients, but not all is known of it:'",
    "unknown, seen,    silent,  UNKNOWN,  'serves clients, but not all is known of it:'",
    "unknown, seen,    unknown, UNKNOWN,  'serves clients, but not all is known of it:'",
    "seen,    silent,  seen,    CRITICAL, is up but does not serve clients:",
    "seen,    silent,  silent,  CRITICAL, is up but does not serve clients:",
    "seen,    silent,  unknown, CRITICAL, is up but does not serve clients:",
    "silent,  silent,  seen,    CRITICAL, is up but does not serve clients:",
    "silent,  silent,  silent,  CRITICAL, 'is silent, seen from exch-b:'",
    "silent,  silent,  unknown, CRITICAL, 'does not serve clients and may be down, seen from'",
    "unknown, silent,  seen,    CRITICAL, is up but does not serve clients:",
    "unknown, silent,  silent,  CRITICAL, 'does not serve clients and may be down, seen from'",
    "unknown, silent,  unknown, CRITICAL, 'does not serve clients and may be down, seen from'",
    "seen,    unknown, seen,    UNKNOWN,  it is not known whether exch-a",
    "seen,    unknown, silent,  UNKNOWN,  it is not known whether exch-a",
    "seen,    unknown, unknown, UNKNOWN,  it is not known whether exch-a",
    "silent,  unknown, seen,    UNKNOWN,  it is not known whether exch-a",
    "silent,  unknown, silent,  UNKNOWN,  it is not known whether exch-a",
    "silent,  unknown, unknown, UNKNOWN,  it is not known whether exch-a",
    "unknown, unknown, seen,    UNKNOWN,  it is not known whether exch-a",
    "unknown, unknown, silent,  UNKNOWN,  it is not known whether exch-a",
    "unknown, unknown, unknown, UNKNOWN,  it is not known whether exch-a",
  })
  void judgesEveryCombination(
      String ping, String service, String agent, Status status, String words) {
    Outcome outcome =
        outcome(
            facts(
                look(ping, PING, NO_PING),
                look(service, ACCEPTS, NO_ANSWER),
                look(agent, AGENT, NO_AGENT)));
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.sentence()).contains(words);
  }

  private static Optional<Sighting> look(
      String word, Optional<Sighting> seen, Optional<Sighting> silent) {
    return switch (word) {
      case "seen" -> seen;
      case "silent" -> silent;
      default -> unknown("no such program");
    };
  }

  static Stream<Arguments> looksThatSayNothing() {
    return Stream.of(
        Arguments.of(Optional.empty(), "client access unknown (not looked at yet)"),
        Arguments.of(
            old(port(true, "accepts")),
            "client access unknown (last looked at 12 s ago, limit 10 s)"),
        Arguments.of(unknown("socket: Too many open files"), "(socket: Too many open files)"));
  }

  @ParameterizedTest
  @MethodSource("looksThatSayNothing")
  void knowsNothingFromALookThatFailedOrIsTooOld(Optional<Sighting> service, String words) {
    Outcome outcome = outcome(facts(PING, service, AGENT));
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
    assertThat(text(outcome))
        .contains(words)
        .contains("agent answers | rta=0.4ms")
        .endsWith("ports=U");
  }

  @Test
  void saysThatThisServerMayBeTheIsolatedOne() {
    PeerFacts facts =
        new PeerFacts(PAIR, NO_PING, NO_ANSWER, NO_AGENT, silent(replies(0, 0)), Seen.MAX_AGE);
    assertThat(outcome(facts).sentence())
        .endsWith("; gateway 192.0.2.1 is silent too: exch-b may be the isolated one");
  }

  @Test
  void saysThatTheGatewayIsUnknown() {
    PeerFacts facts =
        new PeerFacts(PAIR, NO_PING, NO_ANSWER, NO_AGENT, Optional.empty(), Seen.MAX_AGE);
    assertThat(outcome(facts).sentence())
        .endsWith("; gateway 192.0.2.1 unknown (not looked at yet)");
  }

  @Test
  void namesWhatWasAskedWhereAFindingDoesNot() {
    Outcome outcome =
        outcome(facts(silent(new Note("no answer")), NO_ANSWER, silent(new Note("wrong CA"))));
    assertThat(outcome.sentence()).contains(": ping no answer, 443/tcp no answer, agent wrong CA;");
    assertThat(text(outcome)).contains("rta=U pl=U ports=0");
  }

  @Test
  void heedsTheLimitsThatTheMonitorSent() {
    Thresholds limits =
        new Thresholds(Map.of("pl_warning", Range.parse("10"), "rta_critical", Range.parse("0.2")));
    Outcome outcome =
        new CheckPeer().outcome(facts(seen(replies(8, 400)), ACCEPTS, AGENT), NOW, limits);
    assertThat(text(outcome))
        .isEqualTo(
            "CAS PEER CRITICAL - exch-a (192.0.2.11) answers exch-b: ping 8/10, 443/tcp accepts,"
                + " agent answers; rta is 0.4ms (critical limit 0.2); pl is 20% (warning limit 10)"
                + " | rta=0.4ms;;0.2;0 pl=20%;10;;0;100 ports=1;;;0;1");
  }

  @Test
  void neverGetsBetterByALimit() {
    Thresholds limits = new Thresholds(Map.of("pl_warning", Range.parse("100")));
    for (PeerFacts facts :
        List.of(facts(NO_PING, NO_ANSWER, NO_AGENT), facts(NO_PING, ACCEPTS, AGENT))) {
      assertThat(new CheckPeer().outcome(facts, NOW, limits).status())
          .isEqualTo(outcome(facts).status());
    }
  }
}
