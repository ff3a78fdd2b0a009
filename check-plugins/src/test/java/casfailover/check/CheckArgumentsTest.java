package casfailover.check;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.CheckArguments.Accepted;
import casfailover.check.CheckArguments.Refused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckArgumentsTest {

  @Test
  void takesThresholds() {
    assertThat(CheckArguments.parse(Check.PEER, List.of("pl_warning=20", "rta_critical=~:500")))
        .isEqualTo(
            new Accepted(
                new Thresholds(
                    Map.of("pl_warning", Range.upTo(20), "rta_critical", Range.parse("~:500"))),
                Map.of()));
  }

  @Test
  void keepsWhatAPollTells() {
    CheckArguments arguments =
        CheckArguments.parse(
            Check.FAILOVER,
            List.of(
                "pending_warning=5",
                "state=CRITICAL",
                "type=HARD",
                "downtime=0",
                "peer_state=DOWN",
                "peer_checked=1795313530",
                "now=1795313534"));
    assertThat(arguments)
        .isEqualTo(
            new Accepted(
                new Thresholds(Map.of("pending_warning", Range.upTo(5))),
                Map.of(
                    "state", "CRITICAL",
                    "type", "HARD",
                    "downtime", "0",
                    "peer_state", "DOWN",
                    "peer_checked", "1795313530",
                    "now", "1795313534")));
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void needsNoArguments(Check check) {
    assertThat(CheckArguments.parse(check, List.of()))
        .isEqualTo(new Accepted(Thresholds.NONE, Map.of()));
    assertThat(Check.of(check.command())).contains(check);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PEER      | pl_warn=20        | argument 'pl_warn' is not known; check_peer takes pl_critical"
            + " pl_warning rta_critical rta_warning",
        "PEER      | state=CRITICAL    | argument 'state' is not known; check_peer takes pl_critical"
            + " pl_warning rta_critical rta_warning",
        "DAG       | age_warning=x     | argument 'age_warning' got 'x': it is no range: numbers"
            + " without a unit, as in 10, 10:, ~:10, 10:20 or @10:20; check_dag takes age_critical"
            + " age_warning copyq_critical copyq_warning replayq_critical replayq_warning",
        "GATEWAY   | --pl_warning      | argument '--pl_warning' is no key=value word; check_gateway"
            + " takes pl_critical pl_warning rta_critical rta_warning",
        "GATEWAY   | --pl_warning=1    | argument '--pl_warning' is not known; check_gateway takes"
            + " pl_critical pl_warning rta_critical rta_warning",
        "CAS_IP    | holders_warning=1 | argument 'holders_warning' is not known; check_cas_ip takes"
            + " no arguments",
        "READINESS | ''                | argument '' is no key=value word; check_readiness takes no"
            + " arguments",
        "FAILOVER  | peer_state=$HOSTSTATE:exch-a$ | argument 'peer_state' got '$HOSTSTATE:exch-a$':"
            + " it takes letters, digits and any of . / - _; check_failover takes cas_ip downtime now peer_checked"
            + " peer_state pending_critical pending_warning service state type",
      })
  void refusesAWordByItsName(Check check, String word, String sentence) {
    assertThat(CheckArguments.parse(check, List.of(word))).isEqualTo(new Refused(sentence));
  }

  /** As Icinga fills it in before its first check. */
  @Test
  void takesALevelThatTheMonitorDoesNotKnowYet() {
    assertThat(CheckArguments.parse(Check.FAILOVER, List.of("state=")))
        .isEqualTo(new Accepted(new Thresholds(Map.of()), Map.of("state", "")));
  }

  @Test
  void refusesAWordThatCameTwice() {
    assertThat(CheckArguments.parse(Check.PEER, List.of("pl_warning=1", "pl_warning=2")))
        .isInstanceOf(Refused.class)
        .hasToString(
            "Refused[sentence=argument 'pl_warning' came twice; check_peer takes pl_critical"
                + " pl_warning rta_critical rta_warning]");
  }

  @Test
  void takesAllOrNothing() {
    assertThat(CheckArguments.parse(Check.PEER, List.of("pl_warning=1", "x=2")))
        .isInstanceOf(Refused.class);
  }
}
