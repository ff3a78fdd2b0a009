package casfailover.report;

import casfailover.mail.MailState;
import casfailover.mail.Spans;
import casfailover.mail.TimelineRow;
import casfailover.pair.FreeText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The status as an administrator reads it on a terminal. */
public final class StatusText {

  /** Columns of the first word of a line, of an answer, of its detail, and of its age. */
  private static final int HEAD = 11;

  private static final int WORD = 8;
  private static final int DETAIL = 48;
  private static final int AGE = 11;

  private static final DateTimeFormatter SECONDS = format("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = format("HH:mm");
  private static final DateTimeFormatter DAY = format("yyyy-MM-dd HH:mm");

  private final StatusFacts facts;
  private final ZoneId zone;
  private final StringBuilder page = new StringBuilder();

  private StatusText(StatusFacts facts, ZoneId zone) {
    this.facts = facts;
    this.zone = zone;
  }

  /** The whole status, each line ended by LF, with times of a zone. */
  public static String of(StatusFacts facts, ZoneId zone) {
    return new StatusText(facts, zone).page();
  }

  private String page() {
    int column =
        Math.max(facts.self().node().length(), facts.peer().node().length()) + "   ".length();
    node(facts.self(), column);
    node(facts.peer(), column);
    facts.sights().forEach(this::sight);
    if (facts.monitors().isEmpty()) {
      line(HEAD, "monitor", "nobody has asked yet");
    }
    facts.monitors().forEach(m -> line(HEAD, "monitor", monitor(m)));
    line(HEAD, "intent", intent());
    for (TimelineRow row : facts.history()) {
      String time = time(row.at(), SECONDS);
      line(Math.max(HEAD, time.length() + 2), time, row.text());
    }
    return page.toString();
  }

  private void node(NodeStatus node, int column) {
    List<String> words = new ArrayList<>();
    words.add(stance(node.stance()));
    node.guards().ifPresent(g -> words.add(g.well() + " of " + g.all() + " guards"));
    node.agent().ifPresent(version -> words.add("agent " + version));
    node.settings()
        .ifPresent(
            s ->
                words.add(
                    (s.match() == NodeStatus.Match.SAME ? "same" : "OTHER")
                        + " settings ("
                        + s.hash()
                        + ")"));
    line(column, node.node(), String.join(", ", words));
    List<String> remarks = new ArrayList<>();
    node.away()
        .ifPresent(
            away -> {
              remarks.add("away from its preferred owner");
              remarks.add("waits for you: FAILBACK " + away.preferred() + " | KEEP " + node.node());
            });
    node.acknowledged()
        .ifPresent(a -> remarks.add("acknowledged by " + a.by() + " " + time(a.at(), MINUTES)));
    if (!remarks.isEmpty()) {
      line(column, "", String.join("; ", remarks));
    }
  }

  private String stance(Stance stance) {
    if (stance instanceof Stance.Holds holds) {
      return "HOLDS "
          + holds.address()
          + holds.device().map(device -> " on " + device).orElse("")
          + holds.since().map(s -> " since " + time(s, SECONDS) + " (" + ago(s) + ")").orElse("")
          + ": "
          + holds.how();
    }
    if (stance instanceof Stance.StandsBy standsBy) {
      return "stands by" + standsBy.since().map(s -> " since " + time(s, MINUTES)).orElse("");
    }
    if (stance instanceof Stance.Begun begun) {
      return "takes " + begun.address() + " just now";
    }
    if (stance instanceof Stance.Unsure unsure) {
      return "cannot tell or change whether it has " + unsure.address();
    }
    return "is not heard: " + ((Stance.Unheard) stance).why();
  }

  private void sight(SightRow row) {
    String answer =
        pad(FreeText.line(row.word()) + " ", WORD) + pad(FreeText.line(row.detail()), DETAIL);
    String age = Spans.whole(row.age()) + " ago";
    line(HEAD, row.guard(), answer + " ".repeat(Math.max(2, AGE - age.length())) + age);
  }

  private String monitor(MonitorStatus monitor) {
    return monitor.name()
        + monitor
            .asked()
            .map(asked -> " asked " + Spans.whole(asked) + " ago")
            .orElse(" has not asked yet")
        + ", "
        + monitor
            .lastEvent()
            .map(event -> "last event " + event.words() + " " + time(event.at(), SECONDS))
            .orElse("no event yet");
  }

  private String intent() {
    MailState mail = facts.mail();
    List<String> words = new ArrayList<>();
    words.add(facts.intent().orElse("none"));
    words.add(facts.paused().map(since -> "PAUSED " + since).orElse("armed"));
    words.add(
        facts.coolDown().compareTo(Duration.ZERO) > 0
            ? "cool-down for " + Spans.whole(facts.coolDown())
            : "cool-down over");
    words.add(mails(mail.waiting()) + " waiting");
    if (mail.rejected() > 0) {
      words.add(mails(mail.rejected()) + " REFUSED for good, see cas-event-handler flush-mail");
    }
    if (mail.failures() > 0) {
      mail.lastTrouble().ifPresent(trouble -> words.add("sending fails: " + trouble.why()));
    }
    return String.join("; ", words);
  }

  private static String mails(int count) {
    return count + (count == 1 ? " mail" : " mails");
  }

  private void line(int column, String head, String rest) {
    page.append((pad(FreeText.line(head), column) + FreeText.line(rest)).stripTrailing())
        .append('\n');
  }

  private String ago(Instant then) {
    return Spans.whole(Duration.between(then, facts.now()));
  }

  /** The time alone on the day of the status, with the date on any other. */
  private String time(Instant instant, DateTimeFormatter today) {
    ZonedDateTime at = instant.atZone(zone);
    LocalDate day = facts.now().atZone(zone).toLocalDate();
    return (at.toLocalDate().equals(day) ? today : DAY).format(at);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
