package casfailover.check;

import static casfailover.check.Seen.NOW;
import static casfailover.check.Seen.PAIR;
import static casfailover.check.Seen.activeOn;
import static casfailover.check.Seen.ago;
import static casfailover.check.Seen.broken;
import static casfailover.check.Seen.copy;
import static casfailover.check.Seen.golden;
import static casfailover.check.Seen.reading;
import static casfailover.check.Seen.suspended;
import static casfailover.check.Seen.text;
import static casfailover.check.Seen.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.DagFacts.Asked;
import casfailover.check.DagFacts.Reading;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckDagTest {

  private static final String MAIN = "Mailbox Database 1";
  private static final DagReading ALL_ON_A =
      reading(
          copy("Archive", "EXCH-A", "Mounted", 0, 0),
          copy("Archive", "EXCH-B", "Healthy", 0, 0),
          copy(MAIN, "EXCH-A", "Mounted", 0, 0),
          copy(MAIN, "EXCH-B", "Healthy", 0, 2));
  private static final String REFUSED =
      "http://exch-b.corp.example/PowerShell/ refused CORP\\svc-cas: Access is denied";

  private static Asked facts(
      Optional<Sighting> latest, Optional<Reading> good, List<String> databases) {
    return new Asked(
        PAIR,
        latest,
        good,
        databases,
        100,
        200,
        "cas-event-handler selftest --only exchange",
        Duration.ofMinutes(2));
  }

  private static Asked read(int secondsAgo, DagReading reading) {
    return facts(
        Seen.seen(reading),
        Optional.of(new Reading(ago(Duration.ofSeconds(secondsAgo)), reading)),
        List.of());
  }

  private static Asked failed(int secondsAgo) {
    return facts(
        unknown(REFUSED),
        Optional.of(new Reading(ago(Duration.ofSeconds(secondsAgo)), ALL_ON_A)),
        List.of());
  }

  private static Outcome outcome(DagFacts facts) {
    return new CheckDag().outcome(facts, NOW, Thresholds.NONE);
  }

  @Test
  void isFineWhileAllIsMountedAndThisServerCouldTakeOver() {
    assertThat(text(outcome(read(4, ALL_ON_A)))).isEqualTo(golden("check_dag.ok"));
  }

  @Test
  void warnsOfABadCopyHere() {
    DagReading reading =
        reading(
            copy("Archive", "EXCH-A", "Mounted", 0, 0),
            broken(
                copy("Archive", "EXCH-B", "FailedAndSuspended", 124661, 0),
                "File check failed: logfile 'G:\\Log\\E03.log' was not found."),
            copy(MAIN, "EXCH-A", "Mounted", 0, 0),
            copy(MAIN, "EXCH-B", "Healthy", 0, 2));
    assertThat(text(outcome(read(4, reading)))).isEqualTo(golden("check_dag.warning"));
  }

  @Test
  void isCriticalWhenADatabaseIsMountedNowhere() {
    DagReading reading =
        reading(
            copy("Archive", "EXCH-A", "ServiceDown", -1, -1),
            copy("Archive", "EXCH-B", "FailedAndSuspended", -1, -1),
            copy(MAIN, "EXCH-A", "ServiceDown", -1, -1),
            copy(MAIN, "EXCH-B", "Mounted", 0, 0));
    assertThat(text(outcome(read(4, reading)))).isEqualTo(golden("check_dag.critical"));
  }

  @Test
  void isUnknownWhenTheReadingIsTooOld() {
    assertThat(text(outcome(failed(134)))).isEqualTo(golden("check_dag.unknown"));
  }

  @Test
  void isUnknownBeforeTheFirstReading() {
    assertThat(text(outcome(facts(unknown(REFUSED), Optional.empty(), List.of("Archive")))))
        .isEqualTo(
            "CAS DAG UNKNOWN - no answer from Exchange yet: "
                + REFUSED
                + "; until it answers exch-b takes nothing over | age=U;60;120;0\n"
                + "\\_ [UNKNOWN] Archive: never read\n"
                + "\\_ do: cas-event-handler selftest --only exchange");
    assertThat(outcome(facts(Optional.empty(), Optional.empty(), List.of())).sentence())
        .isEqualTo("no answer from Exchange yet; until it answers exch-b takes nothing over");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4   | OK      | 2 of 2 databases mounted on exch-a, both copies on exch-b Healthy; read 4"
            + " s ago",
        "60  | OK      | read 60 s ago",
        "61  | WARNING | no answer from Exchange for 61 s: http://exch-b",
        "120 | WARNING | denied; 2 of 2 databases mounted on exch-a, both copies",
        "121 | UNKNOWN | no answer from Exchange for 121 s (limit 120 s): http://exch-b",
      })
  void getsGraverAsTheReadingAges(int seconds, Status status, String words) {
    Outcome outcome = outcome(failed(seconds));
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.sentence()).contains(words);
  }

  @Test
  void showsThatTheLatestLookFailedWhileTheLastReadingStillCounts() {
    assertThat(text(outcome(failed(4)))).endsWith("\n\\_ the latest look failed: " + REFUSED);
  }

  @Test
  void takesTheLimitsOfTheMonitor() {
    Thresholds limits =
        new Thresholds(
            Map.of(
                "age_warning", Range.parse("2"),
                "age_critical", Range.parse("3"),
                "replayq_warning", Range.parse("1"),
                "copyq_critical", Range.parse("5")));
    assertThat(text(new CheckDag().outcome(read(4, ALL_ON_A), NOW, limits)))
        .startsWith("CAS DAG UNKNOWN - no answer from Exchange for 4 s (limit 3 s); until");
    assertThat(text(new CheckDag().outcome(read(1, ALL_ON_A), NOW, limits)))
        .startsWith("CAS DAG WARNING - Mailbox Database 1 lags on exch-b (Healthy, copy queue 0,")
        .contains("'Mailbox Database 1_copyq'=0;100;5;0 'Mailbox Database 1_replayq'=2;1;;0");
  }

  @ParameterizedTest(name = "exch-a {0} (active on {1}), exch-b {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Mounted     | exch-a | Healthy               | OK       | 1 of 1 database mounted on exch-a,"
            + " its copy on exch-b Healthy",
        "Mounted     | exch-a | DisconnectedAndHealthy | OK      | exch-b DisconnectedAndHealthy",
        "Mounted     | exch-a | SeedingSource         | OK       | its copy on exch-b SeedingSource",
        "Mounted     | exch-a | Resynchronizing       | WARNING  | Archive has no good copy on exch-b"
            + " (Resynchronizing",
        "Mounted     | exch-a | Wobbling              | WARNING  | Archive has no good copy on exch-b"
            + " (Wobbling",
        "Mounted     | exch-a |                       | WARNING  | Archive has no good copy on exch-b"
            + " (none)",
        "Healthy     | exch-b | Mounted               | OK       | 1 of 1 database mounted on exch-b,"
            + " its copy on exch-a Healthy",
        "ServiceDown | exch-b | Mounted               | OK       | its copy on exch-a ServiceDown",
        "            | exch-b | Mounted               | OK       | 1 of 1 database mounted on exch-b;",
        "Dismounted  | exch-a | Healthy               | CRITICAL | Archive is mounted nowhere; 0 of 1",
        "Mounting    | exch-a | Healthy               | CRITICAL | Archive is mounted nowhere; 0 of 1",
        "ServiceDown | exch-a | Mounting              | CRITICAL | Archive is mounted nowhere; 0 of 1",
        "ServiceDown | exch-c | Healthy               | UNKNOWN  | it is not known where Archive is",
        "Unknown     | exch-a | Healthy               | UNKNOWN  | it is not known where Archive is",
        "Wobbling    | exch-a | Healthy               | UNKNOWN  | it is not known where Archive is",
        "            | exch-a | Healthy               | UNKNOWN  | it is not known where Archive is",
        "Healthy     | exch-b |                       | UNKNOWN  | it is not known where Archive is",
      })
  void judgesOneDatabase(String onA, String active, String onB, Status status, String words) {
    Copy[] copies =
        java.util.stream.Stream.of(
                Optional.ofNullable(onA).map(s -> copy("Archive", "EXCH-A", s, 0, 0)),
                Optional.ofNullable(onB).map(s -> copy("Archive", "EXCH-B", s, 0, 0)))
            .flatMap(Optional::stream)
            .map(c -> activeOn(c, active))
            .toArray(Copy[]::new);
    Outcome outcome = outcome(read(4, reading(copies)));
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.sentence()).contains(words);
  }

  /** The words of Exchange from 2010 on, for a copy that is not mounted. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Healthy, OK, CRITICAL",
    "DisconnectedAndHealthy, OK, CRITICAL",
    "SeedingSource, OK, CRITICAL",
    "Dismounted, WARNING, CRITICAL",
    "Dismounting, WARNING, CRITICAL",
    "Mounting, WARNING, CRITICAL",
    "Failed, WARNING, CRITICAL",
    "FailedAndSuspended, WARNING, CRITICAL",
    "Suspended, WARNING, CRITICAL",
    "Seeding, WARNING, CRITICAL",
    "Initializing, WARNING, CRITICAL",
    "Resynchronizing, WARNING, CRITICAL",
    "DisconnectedAndResynchronizing, WARNING, CRITICAL",
    "ServiceDown, WARNING, CRITICAL",
    "NonExchangeReplication, WARNING, CRITICAL",
    "Misconfigured, WARNING, CRITICAL",
    "SinglePageRestore, WARNING, CRITICAL",
    "Unknown, WARNING, UNKNOWN",
    "OfALaterExchange, WARNING, UNKNOWN",
  })
  void knowsEachStatus(String word, Status besideAMountedCopy, Status besideAHealthyOne) {
    Outcome standby =
        outcome(
            read(
                4,
                reading(
                    activeOn(copy("Archive", "EXCH-A", "Mounted", 0, 0), "exch-a"),
                    activeOn(copy("Archive", "EXCH-B", word, 0, 0), "exch-a"))));
    Outcome nowhere =
        outcome(
            read(
                4,
                reading(
                    activeOn(copy("Archive", "EXCH-A", word, 0, 0), "exch-a"),
                    activeOn(copy("Archive", "EXCH-B", "Healthy", 0, 0), "exch-a"))));

    assertThat(standby.status()).isEqualTo(besideAMountedCopy);
    assertThat(nowhere.status()).isEqualTo(besideAHealthyOne);
    for (Outcome outcome : List.of(standby, nowhere)) {
      assertThat(outcome.details().get(0).text()).contains(" " + word + ", copy queue 0");
    }
  }

  @Test
  void doesNotClaimFromTheViewOfOneServer() {
    DagReading oneSide = reading(activeOn(copy("Archive", "EXCH-B", "Healthy", 0, 0), "EXCH-A"));
    assertThat(outcome(read(4, oneSide)).details().get(0).toString())
        .isEqualTo(
            "\\_ [UNKNOWN] Archive: not known where mounted; exch-b Healthy, copy queue 0, replay"
                + " queue 0, exch-a has the active copy, which was not read");
  }

  @Test
  void showsADatabaseThatIsMountedOutsideThePair() {
    DagReading elsewhere =
        reading(
            copy("Archive", "exch-c", "Mounted", 0, 0),
            copy("Archive", "exch-b", "Healthy", 0, 0),
            copy("Archive", "exch-a", "Healthy", 0, 0));
    Outcome outcome = outcome(read(4, elsewhere));
    assertThat(outcome.status()).isEqualTo(Status.OK);
    assertThat(outcome.sentence()).isEqualTo("1 of 1 database mounted on exch-c; read 4 s ago");
    assertThat(outcome.details().get(0).text())
        .isEqualTo(
            "Archive: Mounted on exch-c; exch-b Healthy, copy queue 0, replay queue 0, exch-a"
                + " Healthy, copy queue 0, replay queue 0");
  }

  @Test
  void showsDatabasesOnBothServers() {
    DagReading split =
        reading(
            copy("Archive", "exch-a", "Mounted", 0, 0),
            copy("Archive", "exch-b", "Healthy", 0, 0),
            copy(MAIN, "exch-a", "Healthy", 0, 0),
            copy(MAIN, "exch-b", "Mounted", 0, 0));
    assertThat(outcome(read(4, split)).sentence())
        .isEqualTo("1 of 2 databases mounted on exch-a, 1 on exch-b; read 4 s ago");
  }

  @Test
  void warnsOfACopyThatLags() {
    DagReading lagging =
        reading(
            copy("Archive", "exch-a", "Mounted", 0, 0),
            copy("Archive", "exch-b", "Healthy", 101, 0));
    Outcome outcome = outcome(read(4, lagging));
    assertThat(outcome.status()).isEqualTo(Status.WARNING);
    assertThat(outcome.sentence())
        .startsWith("Archive lags on exch-b (Healthy, copy queue 101, replay queue 0); 1 of 1");
  }

  @Test
  void warnsOfAServerInMaintenance() {
    DagReading maintenance =
        reading(
            copy("Archive", "exch-a", "Mounted", 0, 0),
            suspended(copy("Archive", "exch-b", "Healthy", 0, 0)));
    assertThat(outcome(read(4, maintenance)).sentence())
        .startsWith("Archive has no good copy on exch-b (Healthy, activation suspended, copy");
    // Mounted by hand on a server in maintenance it is served all the same.
    DagReading byHand =
        reading(
            copy("Archive", "exch-a", "Healthy", 0, 0),
            suspended(copy("Archive", "exch-b", "Mounted", 0, 0)));
    assertThat(outcome(read(4, byHand)).status()).isEqualTo(Status.OK);
  }

  @Test
  void looksOnlyAtTheDatabasesOfTheSettings() {
    Asked facts =
        facts(
            Seen.seen(ALL_ON_A),
            Optional.of(new Reading(ago(Duration.ofSeconds(4)), ALL_ON_A)),
            List.of("archive", "Journal"));
    Outcome outcome = outcome(facts);
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
    assertThat(outcome.sentence())
        .isEqualTo(
            "it is not known where Journal is mounted; 1 of 2 databases mounted on exch-a; read 4 s"
                + " ago");
    assertThat(outcome.details().get(0).text())
        .isEqualTo("Journal: Exchange named no copy of it; is dag_databases right?");
  }

  @Test
  void isUnknownWhenExchangeNamesNothing() {
    Outcome outcome = outcome(read(4, reading()));
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
    assertThat(outcome.sentence()).isEqualTo("Exchange named no databases; read 4 s ago");
  }

  @Test
  void namesOnlyAFewOfManyDatabases() {
    Copy[] copies =
        java.util.stream.IntStream.rangeClosed(1, 9)
            .boxed()
            .flatMap(
                i ->
                    java.util.stream.Stream.of(
                        copy("DB" + i, "exch-a", "Dismounted", 0, 0),
                        copy("DB" + i, "exch-b", "Healthy", 0, 0)))
            .toArray(Copy[]::new);
    assertThat(outcome(read(4, reading(copies))).sentence())
        .isEqualTo(
            "DB1, DB2, DB3 and 6 more are mounted nowhere; 0 of 9 databases mounted; read 4 s ago");
  }

  @Test
  void saysWhatFollowsWhereNoDagIsAsked() {
    assertThat(text(outcome(new DagFacts.NotAsked(PAIR))))
        .isEqualTo(
            "CAS DAG OK - no databases are asked for (dag=none): exch-b takes over from a dead"
                + " agent only while the monitor says that exch-a is DOWN");
  }
}
