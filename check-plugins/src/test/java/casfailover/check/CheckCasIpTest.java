package casfailover.check;

import static casfailover.check.Seen.MAC_A;
import static casfailover.check.Seen.MAC_B;
import static casfailover.check.Seen.NOW;
import static casfailover.check.Seen.PAIR;
import static casfailover.check.Seen.STRANGER;
import static casfailover.check.Seen.ZONE;
import static casfailover.check.Seen.at;
import static casfailover.check.Seen.golden;
import static casfailover.check.Seen.text;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.CasIpFacts.Holding;
import casfailover.check.CasIpFacts.Machine;
import casfailover.check.CasIpFacts.Wire;
import casfailover.pair.MacAddress;
import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCasIpTest {

  private static final Machine A = new Machine(Optional.of("exch-a"), MAC_A);
  private static final Machine B = new Machine(Optional.of("exch-b"), MAC_B);
  private static final Machine X = new Machine(Optional.empty(), STRANGER);
  private static final Holding A_HOLDS =
      new Holding("exch-a", Instant.parse("2026-11-01T05:02:00Z"), "adopted", "");
  private static final Holding B_HOLDS =
      new Holding("exch-b", at("03:12:14"), "failover", "exch-a silent");

  private static Wire wire(Machine... machines) {
    return new Wire.Asked(NOW, List.of(machines));
  }

  private static CasIpFacts facts(Wire wire, Optional<Holding> holding) {
    return new CasIpFacts(
        PAIR,
        wire,
        holding,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(at("03:12:02")),
        Optional.empty(),
        "exch-b waits: databases not mounted here",
        Seen.MAX_AGE);
  }

  private static CasIpFacts said(CasIpFacts facts, Optional<String> kept, Optional<String> acked) {
    return new CasIpFacts(
        facts.pair(),
        facts.wire(),
        facts.holding(),
        facts.unreached(),
        kept,
        acked,
        facts.answered(),
        facts.nobodySince(),
        facts.onItsWay(),
        facts.waiting(),
        facts.maxAge());
  }

  private static CasIpFacts unreached(CasIpFacts facts, String sentence) {
    return new CasIpFacts(
        facts.pair(),
        facts.wire(),
        facts.holding(),
        Optional.of(sentence),
        facts.keptBy(),
        facts.acknowledgedBy(),
        facts.answered(),
        facts.nobodySince(),
        facts.onItsWay(),
        facts.waiting(),
        facts.maxAge());
  }

  private static CasIpFacts onItsWay(CasIpFacts facts, String sentence) {
    return new CasIpFacts(
        facts.pair(),
        facts.wire(),
        facts.holding(),
        facts.unreached(),
        facts.keptBy(),
        facts.acknowledgedBy(),
        facts.answered(),
        facts.nobodySince(),
        Optional.of(sentence),
        facts.waiting(),
        facts.maxAge());
  }

  private static Outcome outcome(CasIpFacts facts) {
    return new CheckCasIp(ZONE).outcome(facts, NOW);
  }

  @Test
  void isFineOnItsPreferredOwner() {
    assertThat(text(outcome(facts(wire(A), Optional.of(A_HOLDS)))))
        .isEqualTo(golden("check_cas_ip.ok"));
  }

  @Test
  void isCriticalWhileNobodyOutsideHasReachedItsHolder() {
    CasIpFacts taken = facts(wire(B), Optional.of(B_HOLDS));
    assertThat(text(outcome(unreached(taken, "exch-b has it, but nobody has reached it yet"))))
        .isEqualTo(
            "CAS IP CRITICAL - exch-b has it, but nobody has reached it yet: clients may not"
                + " connect | holders=1;;1:1;0");
  }

  @Test
  void warnsWhileItIsAway() {
    CasIpFacts away = facts(wire(B), Optional.of(B_HOLDS));
    assertThat(text(outcome(said(away, Optional.empty(), Optional.of("jane")))))
        .isEqualTo(golden("check_cas_ip.warning"));
  }

  @Test
  void isCriticalWhenNobodyAnswers() {
    assertThat(text(outcome(facts(wire(), Optional.empty()))))
        .isEqualTo(golden("check_cas_ip.critical.nobody"));
  }

  @Test
  void warnsWhileItIsHandedOver() {
    CasIpFacts vacant = facts(wire(), Optional.empty());
    assertThat(text(outcome(onItsWay(vacant, "exch-b hands 192.0.2.100 over to exch-a"))))
        .isEqualTo("CAS IP WARNING - exch-b hands 192.0.2.100 over to exch-a | holders=0;;1:1;0");
  }

  @Test
  void warnsOfNothingElseWhenItAnswersAlreadyFromWhereItIsHandedTo() {
    CasIpFacts added = facts(wire(A), Optional.empty());
    assertThat(text(outcome(onItsWay(added, "exch-b hands 192.0.2.100 over to exch-a"))))
        .isEqualTo("CAS IP WARNING - exch-b hands 192.0.2.100 over to exch-a | holders=1;;1:1;0");
  }

  @Test
  void isCriticalWhenTwoAnswer() {
    assertThat(text(outcome(facts(wire(B, X), Optional.of(B_HOLDS)))))
        .isEqualTo(golden("check_cas_ip.critical.two"));
  }

  @ParameterizedTest(name = "wire \"{0}\", agents \"{1}\": {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "     | none | CRITICAL | nobody answers for 192.0.2.100 since 03:12:02 (12 s): clients",
        "     | a    | CRITICAL | (12 s), though exch-a says that it has it: clients cannot"
            + " connect",
        "     | b    | CRITICAL | (12 s), though exch-b says that it has it: clients cannot"
            + " connect",
        "A    | none | WARNING  | exch-a answers for 192.0.2.100, but no agent says that it holds"
            + " it",
        "A    | a    | OK       | 192.0.2.100 is on exch-a, its preferred owner, since 2026-11-01",
        "A    | b    | CRITICAL | exch-a (02:42:0a:2a:00:0b) answers for 192.0.2.100, but exch-b"
            + " says",
        "B    | none | WARNING  | exch-b answers for 192.0.2.100, but no agent says that it holds"
            + " it",
        "B    | a    | CRITICAL | exch-b (02:42:0a:2a:00:0c) answers for 192.0.2.100, but exch-a"
            + " says",
        "B    | b    | WARNING  | is on exch-b since 03:12:14 (failover, exch-a silent), not on"
            + " its",
        "X    | none | CRITICAL | a stranger (00:15:5d:01:02:03, neither exch-a nor exch-b)"
            + " answers",
        "X    | a    | CRITICAL | answers for 192.0.2.100, and exch-a says that it has it: find it",
        "X    | b    | CRITICAL | answers for 192.0.2.100, and exch-b says that it has it: find it",
        "AB   | none | CRITICAL | 2 machines answer for 192.0.2.100: exch-a (02:42:0a:2a:00:0b)"
            + " and",
        "AB   | a    | CRITICAL | exch-b (02:42:0a:2a:00:0c): one must let go; if this stays,",
        "AX   | a    | CRITICAL | and a stranger (00:15:5d:01:02:03, not exch-b): find it",
        "XX   | none | CRITICAL | a stranger (00:15:5d:01:02:03, not exch-a nor exch-b) and",
        "ABX  | b    | CRITICAL | 3 machines answer for 192.0.2.100: exch-a (",
        "?    | none | UNKNOWN  | no agent says that it has 192.0.2.100, and the wire could not be"
            + " asked: arping: Operation not permitted",
        "?    | a    | UNKNOWN  | is on exch-a by its own word since 2026-11-01 06:02 +0100, but"
            + " the wire could not be asked: arping",
        "?    | b    | UNKNOWN  | is on exch-b by its own word since 03:12:14, but the wire could"
            + " not",
      })
  void judgesEveryCombination(String wire, String agents, Status status, String words) {
    Outcome outcome = outcome(facts(machines(wire), holding(agents)));
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.sentence()).contains(words);
    assertThat(text(outcome)).containsPattern("\\| holders=[0-9U];;1:1;0(\n|$)");
  }

  private static Wire machines(String wire) {
    return wire == null
        ? wire()
        : wire.equals("?")
            ? new Wire.NotAsked("arping: Operation not permitted")
            : wire(
                wire.chars()
                    .mapToObj(c -> c == 'A' ? A : c == 'B' ? B : X)
                    .toArray(Machine[]::new));
  }

  private static Optional<Holding> holding(String agents) {
    return switch (agents) {
      case "a" -> Optional.of(A_HOLDS);
      case "b" -> Optional.of(B_HOLDS);
      default -> Optional.empty();
    };
  }

  @Test
  void isFineWhereAPersonKeepsIt() {
    CasIpFacts away = facts(wire(B), Optional.of(B_HOLDS));
    Outcome outcome = outcome(said(away, Optional.of("jane"), Optional.empty()));
    assertThat(text(outcome))
        .isEqualTo(
            "CAS IP OK - 192.0.2.100 is on exch-b since 03:12:14 (failover, exch-a silent), kept"
                + " there by jane | holders=1;;1:1;0");
  }

  @Test
  void saysNoReasonWhereThereIsNone() {
    Holding ordered = new Holding("exch-b", at("03:12:14"), "ordered", "");
    assertThat(outcome(facts(wire(B), Optional.of(ordered))).sentence())
        .contains("since 03:12:14 (ordered), not on its preferred owner exch-a");
  }

  @Test
  void showsWhoAcknowledgedThatNobodyAnswers() {
    CasIpFacts nobody = facts(wire(), Optional.empty());
    assertThat(outcome(said(nobody, Optional.empty(), Optional.of("jane"))).sentence())
        .endsWith("databases not mounted here; acknowledged by jane");
  }

  @Test
  void doesNotCountAnOldLook() {
    Moment then = Seen.ago(Duration.ofSeconds(12));
    Outcome outcome = outcome(facts(new Wire.Asked(then, List.of(A)), Optional.of(A_HOLDS)));
    assertThat(text(outcome))
        .isEqualTo(
            "CAS IP UNKNOWN - 192.0.2.100 is on exch-a by its own word since 2026-11-01 06:02"
                + " +0100, but the wire was last asked 12 s ago, limit 10 s | holders=U;;1:1;0");
  }

  @Test
  void namesMachinesThatItKnowsByTheirHardwareAddress() {
    MacAddress same = new MacAddress("02-42-0A-2A-00-0B");
    assertThat(
            outcome(facts(wire(new Machine(Optional.of("exch-a"), same), B), Optional.empty()))
                .sentence())
        .contains("exch-a (02:42:0a:2a:00:0b)");
  }
}
