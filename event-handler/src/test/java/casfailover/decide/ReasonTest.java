package casfailover.decide;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Decision.Act;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

  private static Details details(String databases, Duration waitLeft) {
    return new Details(
        "exch-b",
        "exch-a",
        "192.0.2.100",
        "192.0.2.1",
        "exch-a is silent",
        "ping 0/10, 443/tcp no answer",
        "ping 0/10",
        "02:42:0a:2a:00:0b answered",
        databases,
        "443/tcp refused",
        waitLeft,
        "the other side might still serve",
        Duration.ofMillis(41_250),
        "3f9c21 and 77b0d4");
  }

  private static final Details DETAILS = details("2 of 2", Duration.ofMillis(9_500));

  private static String sentence(Row row) {
    return Reason.of(Decision.of(Act.HOLD, row), DETAILS).text();
  }

  @ParameterizedTest
  @EnumSource(Row.class)
  void everyRowHasASentence(Row row) {
    assertThat(sentence(row))
        .matches("[\\x20-\\x7e]+")
        .doesNotContain("null", "  ", "()")
        .doesNotEndWith(".")
        .doesNotEndWith(" ");
    assertThat(Reason.of(Decision.of(Act.HOLD, row), DETAILS).what()).isNotBlank();
  }

  @Test
  void noTwoRowsHaveTheSame() {
    assertThat(Arrays.stream(Row.values()).map(ReasonTest::sentence)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PEER_DEAD | exch-a is silent, the gateway answers, nobody answered for the address, 2 of"
            + " 2 databases are mounted on exch-b",
        "KEEPER_GONE | exch-a is up, but nobody has 192.0.2.100; exch-b serves its databases",
        "GOING_HOME | nobody has 192.0.2.100, exch-b had it last, and exch-a says that it does not"
            + " have it",
        "WAITING | waits 9.5 s more, since the other side might still serve",
        "COOL_DOWN | took it only a short time ago, cool-down for 41.3 s",
        "GATEWAY_SILENT | gateway 192.0.2.1 is silent, exch-b may be the isolated one (ping 0/10)",
        "WIRE_ANSWERS | 192.0.2.100 still answers (02:42:0a:2a:00:0b answered)",
        "DATABASES_UNKNOWN | cannot tell where the databases are mounted (2 of 2)",
        "WIRE_UNKNOWN | cannot tell whether anybody answers for 192.0.2.100"
            + " (02:42:0a:2a:00:0b answered)",
        "MONITOR_SEES_PEER | the monitor itself reaches exch-a",
        "DOWNTIME | a downtime is set for exch-b or its check of exch-a",
        "OWN_SERVICE_SILENT | exch-b does not serve clients itself (443/tcp refused)",
        "PEER_DOES_NOT_SERVE | exch-a has 192.0.2.100 and does not serve clients",
        "SETTINGS_DIFFER | the settings differ from those of exch-a; to take it all the same:"
            + " cas-event-handler takeover (3f9c21 and 77b0d4)",
        "HISTORY_UNKNOWN | the journal was lost and exch-a has not said who held last; to take it"
            + " all the same: cas-event-handler takeover",
        "LEASE_BROKEN | the lease was not renewed in time, so exch-a may have the address",
        "OUTRANKED | exch-a took the address later than exch-b",
        "ONLY_PEER_HAS_GATEWAY | only exch-a reaches the gateway",
        "RIGHT_LOST | exch-b may not keep it: no quorum, or the databases are elsewhere (2 of 2)"
      })
  void theSentencesThatPeopleReadAreThese(Row row, String sentence) {
    assertThat(sentence(row)).isEqualTo(sentence);
  }

  @Test
  void whatIsMissingStandsInParentheses() {
    Details missing = details("Archive Dismounted, Mailbox Database 1 Dismounted", Duration.ZERO);
    Reason reason = Reason.of(Decision.of(Act.HOLD, Row.DATABASES_NOT_HERE), missing);

    assertThat(reason.what()).isEqualTo("databases not mounted here");
    assertThat(reason.text())
        .isEqualTo(
            "databases not mounted here (Archive Dismounted, Mailbox Database 1 Dismounted)");
  }

  @Test
  void withoutADagNothingIsSaidOfDatabases() {
    assertThat(Reason.of(Decision.of(Act.TAKE, Row.PEER_DEAD), details("", Duration.ZERO)).text())
        .isEqualTo("exch-a is silent, the gateway answers, nobody answered for the address");
    assertThat(
            Reason.of(Decision.of(Act.KEEP, Row.RIGHT_CONFIRMED), details("", Duration.ZERO))
                .text())
        .doesNotContain("()");
  }

  @Test
  void aPauseSaysWhatWouldHaveBeen() {
    Decision take = new Decision(Act.HOLD, Row.PEER_DEAD, Optional.of(Act.TAKE));
    Decision handover = new Decision(Act.HOLD, Row.PEER_DOES_NOT_SERVE, Optional.of(Act.HANDOVER));

    assertThat(Reason.of(take, DETAILS).what()).isEqualTo("paused: would have taken 192.0.2.100");
    assertThat(Reason.of(take, DETAILS).detail()).isEqualTo(sentence(Row.PEER_DEAD));
    assertThat(Reason.of(handover, DETAILS).text())
        .isEqualTo(
            "paused: would have asked exch-a for 192.0.2.100"
                + " (exch-a has 192.0.2.100 and does not serve clients)");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0 s", "-1, 0.0 s", "40, 0.0 s", "60, 0.1 s", "9999, 10.0 s", "60000, 60.0 s"})
  void secondsHaveOneDecimalInEveryCountry(long millis, String text) {
    assertThat(Reason.seconds(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
