package casfailover.check;

import static casfailover.check.Seen.NOW;
import static casfailover.check.Seen.PAIR;
import static casfailover.check.Seen.golden;
import static casfailover.check.Seen.text;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.FailoverFacts.Alarm;
import casfailover.check.FailoverFacts.Pending;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckFailoverTest {

  private static final Alarm NOT_CALLED =
      new Alarm(
          Status.CRITICAL, "CAS peer is CRITICAL HARD for 30 s and the event handler did not call");
  private static final Alarm NO_QUORUM_KNOWN =
      new Alarm(Status.WARNING, "exch-b keeps 192.0.2.100 although its quorum is not known");

  private static Pending waiting(Duration since) {
    return new Pending(
        since,
        "databases not mounted here (0 of 2, DAG is moving them)",
        "CAS peer CRITICAL HARD from 192.0.2.10, problem 17, received 03:12:05",
        Optional.of("as soon as the databases are here"));
  }

  private static FailoverFacts facts(
      Optional<Pending> pending, boolean paused, int mails, Alarm... alarms) {
    return new FailoverFacts(
        PAIR,
        pending,
        "stands by",
        paused,
        List.of(alarms),
        mails,
        Optional.of(Duration.ofDays(21)),
        NOW,
        Seen.MAX_AGE);
  }

  private static Outcome outcome(FailoverFacts facts) {
    return new CheckFailover().outcome(facts, NOW, Thresholds.NONE);
  }

  @Test
  void saysWhatATakeoverWaitsFor() {
    assertThat(text(outcome(facts(Optional.of(waiting(Duration.ofSeconds(23))), false, 1))))
        .isEqualTo(golden("check_failover.pending"));
  }

  /** Each item of the golden text, by the fact that it tells of. */
  @Test
  void saysEachThingThatATakeoverWaitsFor() {
    Pending other =
        new Pending(
            Duration.ofSeconds(59),
            "gateway 192.0.2.1 is silent, exch-b may be the isolated one (ping no answer)",
            "CAS IP CRITICAL HARD from monitor, problem 18, received 03:13:06",
            Optional.of("when the gateway answers"));
    FailoverFacts facts =
        new FailoverFacts(
            PAIR,
            Optional.of(other),
            "stands by",
            false,
            List.of(),
            3,
            Optional.of(Duration.ofHours(1)),
            NOW,
            Seen.MAX_AGE);

    assertThat(text(outcome(facts)))
        .isEqualTo(
            golden("check_failover.pending")
                .replace("for 23 s and waits", "for 59 s and waits")
                .replace(
                    "databases not mounted here (0 of 2, DAG is moving them)",
                    "gateway 192.0.2.1 is silent, exch-b may be the isolated one (ping no answer)")
                .replace("pending=23s;", "pending=59s;")
                .replace("mails_waiting=1;", "mails_waiting=3;")
                .replace("last_takeover=1814400s", "last_takeover=3600s")
                .replace(
                    "event: CAS peer CRITICAL HARD from 192.0.2.10, problem 17, received 03:12:05",
                    "event: CAS IP CRITICAL HARD from monitor, problem 18, received 03:13:06")
                .replace("as soon as the databases are here", "when the gateway answers"));
  }

  @Test
  void hasNothingToSayMostOfTheTime() {
    assertThat(text(outcome(facts(Optional.empty(), false, 0))))
        .isEqualTo(
            "CAS FAILOVER OK - exch-b stands by, nothing is pending"
                + " | pending=0s;0;60;0 mails_waiting=0;0;;0 last_takeover=1814400s");
  }

  @ParameterizedTest(name = "pending {0} s, paused {1}, {2} mails, alarm {3}: {4}")
  @CsvSource({
    "-1, false, 0, none,     OK",
    "0,  false, 0, none,     WARNING",
    "60, false, 0, none,     WARNING",
    "61, false, 0, none,     CRITICAL",
    "-1, true,  0, none,     WARNING",
    "23, true,  0, none,     WARNING",
    "61, true,  0, none,     CRITICAL",
    "-1, false, 1, none,     WARNING",
    "-1, false, 0, warning,  WARNING",
    "-1, false, 0, critical, CRITICAL",
    "23, true,  2, critical, CRITICAL",
  })
  void judgesEveryCombination(int pending, boolean paused, int mails, String alarm, Status status) {
    Optional<Pending> wish =
        pending < 0 ? Optional.empty() : Optional.of(waiting(Duration.ofSeconds(pending)));
    Alarm[] alarms =
        switch (alarm) {
          case "warning" -> new Alarm[] {NO_QUORUM_KNOWN};
          case "critical" -> new Alarm[] {NOT_CALLED};
          default -> new Alarm[0];
        };
    assertThat(outcome(facts(wish, paused, mails, alarms)).status()).isEqualTo(status);
  }

  @Test
  void saysThatItIsPaused() {
    assertThat(outcome(facts(Optional.empty(), true, 0)).sentence())
        .isEqualTo("exch-b is paused and takes nothing over; to arm: cas-event-handler resume");
  }

  @Test
  void doesNotOfferToPauseWhatIsPaused() {
    Outcome outcome = outcome(facts(Optional.of(waiting(Duration.ofSeconds(5))), true, 0));
    assertThat(outcome.sentence()).contains("exch-b wants 192.0.2.100 for 5 s and waits: ");
    assertThat(outcome.details()).hasSize(1);
  }

  @Test
  void saysThatOnlyAPersonCanGoOn() {
    Pending stuck =
        new Pending(Duration.ofSeconds(5), "journal lost", "CAS peer", Optional.empty());
    assertThat(outcome(facts(Optional.of(stuck), false, 0)).details().get(1).text())
        .isEqualTo("goes on only by a person's word; to stop it: cas-event-handler pause");
  }

  @Test
  void putsTheAlarmsFirst() {
    assertThat(outcome(facts(Optional.empty(), false, 2, NOT_CALLED, NO_QUORUM_KNOWN)).sentence())
        .isEqualTo(
            "CAS peer is CRITICAL HARD for 30 s and the event handler did not call; exch-b keeps"
                + " 192.0.2.100 although its quorum is not known; 2 mails wait to be accepted");
    assertThat(outcome(facts(Optional.empty(), false, 1)).sentence())
        .isEqualTo("exch-b stands by, nothing is pending; 1 mail waits to be accepted");
  }

  @Test
  void countsAWishOfLessThanASecond() {
    Outcome outcome = outcome(facts(Optional.of(waiting(Duration.ofMillis(300))), false, 0));
    assertThat(outcome.status()).isEqualTo(Status.WARNING);
    assertThat(outcome.sentence()).startsWith("exch-b wants 192.0.2.100 for 300 ms");
    assertThat(text(outcome)).contains("| pending=1s;0;60;0 ");
  }

  @Test
  void takesTheLimitsOfTheMonitor() {
    Thresholds limits =
        new Thresholds(
            Map.of("pending_warning", Range.parse("30"), "pending_critical", Range.parse("120")));
    FailoverFacts facts = facts(Optional.of(waiting(Duration.ofSeconds(23))), false, 0);
    Outcome outcome = new CheckFailover().outcome(facts, NOW, limits);
    assertThat(outcome.status()).isEqualTo(Status.OK);
    assertThat(text(outcome)).contains("pending=23s;30;120;0");
  }

  @Test
  void hasNeverTakenOver() {
    FailoverFacts facts =
        new FailoverFacts(
            PAIR,
            Optional.empty(),
            "stands by",
            false,
            List.of(),
            0,
            Optional.empty(),
            NOW,
            Seen.MAX_AGE);
    assertThat(text(outcome(facts))).endsWith("last_takeover=U");
  }

  @Test
  void knowsNothingFromAKeeperThatHangs() {
    Moment later = NOW.plus(Duration.ofSeconds(12));
    assertThat(
            text(
                new CheckFailover()
                    .outcome(facts(Optional.empty(), false, 0), later, Thresholds.NONE)))
        .isEqualTo(
            "CAS FAILOVER UNKNOWN - the keeper was last heard 12 s ago, limit 10 s: cas-agent"
                + " hangs or is overloaded; nothing is taken over meanwhile");
  }
}
