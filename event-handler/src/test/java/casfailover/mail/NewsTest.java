package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Epoch;
import casfailover.pair.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewsTest {

  private static final ZoneId ZONE = ZoneOffset.ofHours(1);

  private static final List<TimelineRow> TIMELINE =
      List.of(
          new TimelineRow(
              Instant.parse("2026-11-22T02:12:02Z"), "exch-a answered for the last time"),
          new TimelineRow(
              Instant.parse("2026-11-22T02:12:05Z"),
              "Nagios 192.0.2.10: CAS peer CRITICAL HARD, problem 17; databases mounted here;"
                  + " held 9.5 s, since the other side might still serve"),
          new TimelineRow(Fixture.AT, "address added, announced, verified"));

  private static final List<GuardRow> GUARDS =
      List.of(
          row("peer", "silent", "ping 0/10, 443/tcp no answer, agent no answer", 200),
          row("gateway", "seen", "192.0.2.1 ping 10/10", 200),
          row("address", "silent", "3 ARP probes, no answer", 100),
          row("databases", "here", "Archive Mounted, Mailbox Database 1 Mounted", 1100),
          row("services", "accept", "443/tcp on 192.0.2.12", 200),
          new GuardRow(
              "monitor",
              "agrees",
              "host exch-a DOWN, checked 1 s before the event",
              Optional.empty()));

  private static final String WHY =
      "exch-a is silent, the gateway answers, nobody answered for the address,"
          + " 2 of 2 databases are mounted on exch-b";

  @Test
  void tellsOfATakeoverInTheGoldenWords() {
    assertThat(text(takeover())).isEqualTo(golden("mail.takeover"));
  }

  @Test
  void tellsOfAHoldInTheGoldenWords() {
    HoldNews hold =
        new HoldNews(
            Fixture.PAIR,
            "2026-11-22-1",
            Fixture.AT,
            1,
            Duration.ofSeconds(60),
            HoldNews.Reach.NOBODY_ANSWERS,
            "databases not mounted here",
            "Archive Dismounted, Mailbox Database 1 Dismounted",
            Advice.whileDatabasesMissing("exch-b"),
            Duration.ofHours(1));
    assertThat(text(hold)).isEqualTo(golden("mail.hold"));
  }

  @Test
  void tellsOfAFailbackInTheGoldenWords() {
    HandoverNews back =
        new HandoverNews(
            new Pair(
                Fixture.PAIR.peer(),
                Fixture.PAIR.self(),
                "exch-a",
                Fixture.PAIR.casIps(),
                Fixture.PAIR.gateway()),
            "2026-11-23-1",
            Instant.parse("2026-11-23T18:30:02Z"),
            "ordered by jane: FAILBACK exch-a",
            "0.03 s",
            List.of(
                row("peer", "seen", "ping 10/10, 443/tcp accepts, agent answers", 200),
                row("databases", "away", "Archive Healthy, Mailbox Database 1 Healthy", 1100)),
            Optional.of("2026-11-22-1"));
    assertThat(text(back)).isEqualTo(golden("mail.failback"));
    assertThat(back.letter(ZONE).references())
        .containsExactly(
            Letter.root("2026-11-22-1", "exch-b"), Letter.root("2026-11-23-1", "exch-a"));
  }

  @Test
  void saysThatAnOutageWasNotMeasured() {
    HandoverNews there =
        new HandoverNews(
            Fixture.PAIR,
            "2026-11-23-1",
            Fixture.AT,
            "the service on exch-a stops",
            "",
            List.of(),
            Optional.empty());
    assertThat(there.letter(ZONE).subject())
        .isEqualTo(
            "[CAS exch-b] HANDOVER DONE 03:12:14: 192.0.2.100 is on exch-b, handed over by exch-a");
    assertThat(there.letter(ZONE).body())
        .startsWith("exch-b took 192.0.2.100 from exch-a, the service on exch-a stops.")
        .contains("How long clients were cut off was not measured.");
  }

  @Test
  void saysTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(text(takeover())).isEqualTo(golden("mail.takeover"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void tellsWhatItWouldHaveDoneHadItNotBeenPaused() {
    WouldHaveNews news =
        new WouldHaveNews(
            Fixture.PAIR,
            "2026-11-22-1",
            Fixture.AT,
            1,
            WHY,
            TIMELINE,
            GUARDS,
            Advice.whilePaused("exch-b"));
    Letter letter = news.letter(ZONE);
    assertThat(letter.id()).isEqualTo("2026-11-22-1.would-have-1@exch-b");
    assertThat(letter.subject())
        .isEqualTo(
            "[CAS exch-b] WOULD HAVE TAKEN 03:12:14: 192.0.2.100 stays where it is,"
                + " exch-b is paused");
    assertThat(letter.body())
        .startsWith(
            "exch-b is paused and took nothing. At 03:12:14 it would have taken 192.0.2.100:")
        .contains("  03:12:05  Nagios 192.0.2.10: CAS peer CRITICAL HARD")
        .contains("  gateway   seen    192.0.2.1 ping 10/10")
        .contains("cas-event-handler resume\n");
  }

  @Test
  void tellsOfAReleaseAndWhy() {
    ReleaseNews news =
        new ReleaseNews(
            Fixture.PAIR,
            "2026-11-22-1",
            Fixture.AT,
            2,
            Optional.of(new Epoch(7, "exch-b")),
            "the local cluster service has no quorum",
            "Nobody has it now.",
            TIMELINE,
            GUARDS,
            Advice.afterRelease("exch-b"));
    Letter letter = news.letter(ZONE);
    assertThat(letter.id()).isEqualTo("2026-11-22-1.release-2@exch-b");
    assertThat(letter.subject())
        .isEqualTo("[CAS exch-b] RELEASED 03:12:14: 192.0.2.100 is no longer on exch-b");
    assertThat(letter.body())
        .startsWith(
            "exch-b released 192.0.2.100: the local cluster service has no quorum."
                + " Nobody has it now.\n")
        .contains("cas-event-handler takeover\n");
    assertThat(letter.references()).containsExactly("end-of-term-7@exch-b");
  }

  @Test
  void aReleaseOfWhatWasNeverTakenBelongsToTheIncident() {
    ReleaseNews news =
        new ReleaseNews(
            Fixture.PAIR,
            "2026-11-22-1",
            Fixture.AT,
            1,
            Optional.empty(),
            "it was on exch-b without having been taken",
            "",
            TIMELINE,
            GUARDS,
            Advice.afterRelease("exch-b"));
    assertThat(news.letter(ZONE).references()).containsExactly("2026-11-22-1@exch-b");
  }

  @Test
  void tellsOfAnAlarm() {
    AlarmNews news =
        new AlarmNews(
            Fixture.PAIR,
            "2026-11-22-1",
            Fixture.AT,
            "stranger",
            "a stranger answers for 192.0.2.100",
            "00:15:5d:01:02:03 answers for 192.0.2.100 and is not exch-a.",
            Advice.whileWaiting("exch-b"));
    Letter letter = news.letter(ZONE);
    assertThat(letter.id()).isEqualTo("2026-11-22-1.alarm-stranger@exch-b");
    assertThat(letter.subject())
        .isEqualTo("[CAS exch-b] ALARM 03:12:14: a stranger answers for 192.0.2.100");
    assertThat(letter.body()).startsWith("00:15:5d:01:02:03 answers for 192.0.2.100");
  }

  @Test
  void namesTheSameNewsAlikeAndPutsItIntoTheThreadOfItsIncident() {
    Letter letter = takeover().letter(ZONE);
    assertThat(letter.id()).isEqualTo("2026-11-22-1.takeover@exch-b");
    assertThat(letter.references()).containsExactly("2026-11-22-1@exch-b", "end-of-term-6@exch-a");
    assertThat(takeover().letter(ZONE)).isEqualTo(letter);
  }

  @Test
  void beginsANewDayInTheTimeline() {
    TakeoverNews news = takeover();
    TakeoverNews overMidnight =
        new TakeoverNews(
            news.pair(),
            news.incident(),
            news.at(),
            TakeoverNews.From.NOBODY,
            news.before(),
            news.why(),
            Optional.empty(),
            Optional.of("Two holders are possible."),
            List.of(
                new TimelineRow(Instant.parse("2026-11-21T22:59:59Z"), "before"),
                new TimelineRow(Instant.parse("2026-11-21T23:00:01Z"), "after")),
            news.guards(),
            news.advice());
    Letter letter = overMidnight.letter(ZONE);
    assertThat(letter.subject()).endsWith("192.0.2.100 was vacant and is on exch-b again");
    assertThat(letter.body())
        .contains("are mounted on exch-b. Nobody had it, and exch-b had it last.\n")
        .contains("\nTwo holders are possible.\n\n")
        .contains(
            "2026-11-21 (+0100)\n  23:59:59  before\n2026-11-22 (+0100)\n  00:00:01  after\n");
  }

  @Test
  void whereNothingMovedNothingIsToBeMovedBack() {
    assertThat(Advice.afterVacancy("exch-a", "exch-b", "2026-11-22-1").lines())
        .containsExactly(
            "see why nobody had it, on exch-a:  cas-event-handler explain 2026-11-22-1",
            "see whether exch-b is well:  cas-event-handler status");
  }

  @Test
  void wrapsALongDetailInItsColumn() {
    String detail = "File check failed: logfile was not found. ".repeat(3).strip();
    TakeoverNews news = takeover();
    TakeoverNews wordy =
        new TakeoverNews(
            news.pair(),
            news.incident(),
            news.at(),
            news.from(),
            news.before(),
            news.why(),
            news.cutOff(),
            news.warning(),
            news.timeline(),
            List.of(row("databases", "unknown", detail, 61_000)),
            news.advice());
    String body = wordy.letter(ZONE).body();
    assertThat(body).contains("  databases unknown File check failed").contains("  61 s old\n");
    assertThat(body.lines().filter(l -> !l.contains("Acknowledge") && !l.contains("FAILBACK")))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(90));
  }

  private static TakeoverNews takeover() {
    return new TakeoverNews(
        Fixture.PAIR,
        "2026-11-22-1",
        Fixture.AT,
        TakeoverNews.From.PEER,
        Optional.of(new Epoch(6, "exch-a")),
        WHY,
        Optional.of(Duration.ofSeconds(12)),
        Optional.empty(),
        TIMELINE,
        GUARDS,
        Advice.afterTakeover("exch-b", "exch-a"));
  }

  private static GuardRow row(String name, String word, String detail, long ageMillis) {
    return GuardRow.of(name, word, detail, Duration.ofMillis(ageMillis));
  }

  private static String text(News news) {
    Letter letter = news.letter(ZONE);
    return "Subject: " + letter.subject() + "\n\n" + letter.body();
  }

  private static String golden(String name) {
    try (InputStream in = NewsTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
