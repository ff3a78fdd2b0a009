package casfailover.report;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.mail.MailState;
import casfailover.mail.TimelineRow;
import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTest {

  private static final ZoneId ZONE = ZoneOffset.ofHours(1);
  private static final Instant NOW = Instant.parse("2026-11-22T18:16:14Z");
  private static final Instant TAKEN = Instant.parse("2026-11-22T02:12:14Z");
  private static final MailState MAIL_WELL =
      new MailState(0, 0, 0, Optional.of(TAKEN), Optional.empty());

  @Test
  void showsTheGoldenText() throws IOException {
    try (InputStream golden = StatusTest.class.getResourceAsStream("/golden/status.txt")) {
      assertThat(StatusText.of(holding(), ZONE))
          .isEqualTo(
              new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void isTheSameInJson() {
    assertThat(StatusJson.of(holding(), ZONE).toString())
        .isEqualTo(
            """
            {"version":1,"now":"2026-11-22T19:16:14+01:00","node":"exch-b","nodes":[\
            {"node":"exch-b","stance":"holds","address":"192.0.2.100/24","device":"eth0",\
            "since":"2026-11-22T03:12:14+01:00","held_ms":57840000,"how":"failover from exch-a",\
            "preferred_owner":"exch-a","acknowledged":{"by":"jane",\
            "at":"2026-11-22T03:20:31+01:00","comment":"controller dead, vendor called"},\
            "guards_well":null,"guards_all":null,"agent":null,"settings":null,\
            "settings_same":null},\
            {"node":"exch-a","stance":"stands_by","since":"2026-11-22T07:41:10+01:00",\
            "preferred_owner":null,"acknowledged":null,"guards_well":9,"guards_all":9,\
            "agent":"1.0.0","settings":"3f9c21","settings_same":true}],\
            "sightings":[\
            {"guard":"peer","answer":"seen","age_ms":1000,\
            "detail":"ping 10/10, 443/tcp accepts, agent answers"},\
            {"guard":"gateway","answer":"seen","age_ms":1000,"detail":"192.0.2.1 ping 10/10"},\
            {"guard":"address","answer":"silent","age_ms":12000,\
            "detail":"verified on eth0, nobody else answers"},\
            {"guard":"databases","answer":"seen","age_ms":4000,\
            "detail":"2 of 2 mounted on exch-a"},\
            {"guard":"services","answer":"seen","age_ms":1000,"detail":"443/tcp"}],\
            "monitors":[{"monitor":"192.0.2.10","asked_ms":2000,"last_event":"OK HARD",\
            "last_event_at":"2026-11-22T07:41:10+01:00"}],\
            "intent":null,"paused":null,"cool_down_ms":0,\
            "mail":{"waiting":0,"rejected":0,"failures":0,\
            "last_success":"2026-11-22T03:12:14+01:00","last_trouble":null,\
            "last_trouble_at":null},\
            "history":[{"at":"2026-11-22T07:41:10+01:00",\
            "text":"exch-a answers again: the address stays on exch-b, failback is yours to order"},\
            {"at":"2026-11-22T03:20:31+01:00",\
            "text":"jane acknowledged: controller dead, vendor called"},\
            {"at":"2026-11-22T03:12:14+01:00","text":"TAKEOVER, incident 2026-11-22-1"}]}""");
  }

  @Test
  void showsWhatAWaitingServerWantsAndWhatIsWrong() {
    StatusFacts waiting =
        new StatusFacts(
            NOW,
            NodeStatus.of("exch-b", new Stance.StandsBy(Optional.empty())),
            NodeStatus.of("exch-a", new Stance.Unheard("192.0.2.11:5666 no answer for 23 s")),
            List.of(),
            List.of(),
            Optional.of("wants 192.0.2.100 for 23 s and waits: databases not mounted here"),
            Optional.of("since installation"),
            Duration.ofSeconds(40),
            new MailState(
                1,
                2,
                3,
                Optional.empty(),
                Optional.of(new MailState.Trouble(NOW, "mail.example.net:587: no route"))),
            List.of(new TimelineRow(TAKEN.minus(Duration.ofDays(1)), "RELEASED")));
    assertThat(StatusText.of(waiting, ZONE))
        .isEqualTo(
            """
            exch-b   stands by
            exch-a   is not heard: 192.0.2.11:5666 no answer for 23 s
            monitor    nobody has asked yet
            intent     wants 192.0.2.100 for 23 s and waits: databases not mounted here; PAUSED \
            since installation; cool-down for 40 s; 1 mail waiting; 2 mails REFUSED for good, see \
            cas-event-handler flush-mail; sending fails: mail.example.net:587: no route
            2026-11-21 03:12  RELEASED
            """);
    assertThat(StatusJson.of(waiting, ZONE).toString())
        .contains("\"stance\":\"unknown\",\"detail\":\"192.0.2.11:5666 no answer for 23 s\"")
        .contains("\"cool_down_ms\":40000");
  }

  @Test
  void saysThatTheOtherServerIsNotSureItself() {
    StatusFacts facts = holding();
    StatusFacts unsure =
        new StatusFacts(
            NOW,
            facts.self(),
            NodeStatus.of("exch-a", new Stance.Unsure("192.0.2.100/24")),
            facts.sights(),
            facts.monitors(),
            facts.intent(),
            facts.paused(),
            facts.coolDown(),
            facts.mail(),
            facts.history());
    assertThat(StatusText.of(unsure, ZONE))
        .contains("exch-a   cannot tell or change whether it has 192.0.2.100/24\n");
    assertThat(StatusJson.of(unsure, ZONE).toString())
        .contains("\"stance\":\"unsure\",\"address\":\"192.0.2.100/24\"");
  }

  @Test
  void letsNoFreeTextActOnTheTerminalOrForgeALine() {
    StatusFacts facts = holding();
    StatusFacts hostile =
        new StatusFacts(
            NOW,
            facts.self(),
            NodeStatus.of("exch-a", new Stance.Begun("192.0.2.100/24")),
            List.of(
                new SightRow(
                    "databases", Answer.UNKNOWN, "unknown", "a\nb\u001b[2J\u202ec", Duration.ZERO)),
            facts.monitors(),
            facts.intent(),
            facts.paused(),
            facts.coolDown(),
            facts.mail(),
            List.of(new TimelineRow(TAKEN, "jane: x\r\nexch-b   HOLDS all\u009b31m")));
    assertThat(StatusText.of(hostile, ZONE))
        .contains("databases  unknown a b [2Jc")
        .contains("03:12:14   jane: x  exch-b   HOLDS all 31m\n")
        .contains("exch-a   takes 192.0.2.100/24 just now\n");
    assertThat(StatusJson.of(hostile, ZONE).toString())
        .contains("a\\u000ab\\u001b[2J\\u202ec")
        .contains("HOLDS all\\u009b31m");
  }

  @Test
  void makesARowOfASighting() {
    Moment begun = new Moment(Duration.ZERO, Duration.ZERO, TAKEN);
    Moment now = begun.plus(Duration.ofSeconds(3));
    SightRow row = SightRow.of("gateway", new Sighting.Silent(begun, now, new Note("x")), now);
    assertThat(row)
        .isEqualTo(new SightRow("gateway", Answer.SILENT, "silent", "x", Duration.ofSeconds(3)));
  }

  private static StatusFacts holding() {
    Instant back = Instant.parse("2026-11-22T06:41:10Z");
    Instant acknowledged = Instant.parse("2026-11-22T02:20:31Z");
    NodeStatus self =
        new NodeStatus(
            "exch-b",
            new Stance.Holds(
                "192.0.2.100/24", Optional.of("eth0"), Optional.of(TAKEN), "failover from exch-a"),
            Optional.of(new NodeStatus.Away("exch-a")),
            Optional.of(
                new NodeStatus.Acknowledged(
                    "jane", acknowledged, "controller dead, vendor called")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    NodeStatus peer =
        new NodeStatus(
            "exch-a",
            new Stance.StandsBy(Optional.of(back)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new NodeStatus.Guards(9, 9)),
            Optional.of("1.0.0"),
            Optional.of(new NodeStatus.Settings("3f9c21", NodeStatus.Match.SAME)));
    return new StatusFacts(
        NOW,
        self,
        peer,
        List.of(
            row("peer", Answer.SEEN, "seen", "ping 10/10, 443/tcp accepts, agent answers", 1),
            row("gateway", Answer.SEEN, "seen", "192.0.2.1 ping 10/10", 1),
            row("address", Answer.SILENT, "ours", "verified on eth0, nobody else answers", 12),
            row("databases", Answer.SEEN, "there", "2 of 2 mounted on exch-a", 4),
            row("services", Answer.SEEN, "accept", "443/tcp", 1)),
        List.of(
            new MonitorStatus(
                "192.0.2.10",
                Optional.of(Duration.ofSeconds(2)),
                Optional.of(new MonitorStatus.LastEvent("OK HARD", back)))),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        MAIL_WELL,
        List.of(
            new TimelineRow(
                back,
                "exch-a answers again: the address stays on exch-b, failback is yours to order"),
            new TimelineRow(acknowledged, "jane acknowledged: controller dead, vendor called"),
            new TimelineRow(TAKEN, "TAKEOVER, incident 2026-11-22-1")));
  }

  private static SightRow row(
      String guard, Answer answer, String word, String detail, int seconds) {
    return new SightRow(guard, answer, word, detail, Duration.ofSeconds(seconds));
  }
}
