package casfailover.agent;

import casfailover.config.Settings;
import casfailover.decide.Intent;
import casfailover.decide.Row;
import casfailover.journal.Entry.How;
import casfailover.journal.Recollection.Term;
import casfailover.keep.News;
import casfailover.keep.View;
import casfailover.mail.AcknowledgedNews;
import casfailover.mail.Advice;
import casfailover.mail.AlarmNews;
import casfailover.mail.AnswerNews;
import casfailover.mail.AwayNews;
import casfailover.mail.HandoverNews;
import casfailover.mail.HoldNews;
import casfailover.mail.Letter;
import casfailover.mail.ReleaseNews;
import casfailover.mail.Spans;
import casfailover.mail.TakeoverNews;
import casfailover.mail.TimelineRow;
import casfailover.mail.WouldHaveNews;
import casfailover.pair.Epoch;
import casfailover.pair.Pair;
import casfailover.report.Chronicle;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes the letter for a piece of the keeper's news. */
final class Letters {

  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  private final Settings settings;
  private final Pair pair;
  private final ZoneId zone;
  private final GuardTable guards;

  Letters(Settings settings, ZoneId zone) {
    this.settings = settings;
    this.pair = settings.pair();
    this.zone = zone;
    this.guards = new GuardTable(settings);
  }

  /** The letter; its id is that of the news, so that the same news is sent once. */
  Letter of(News news) {
    casfailover.mail.News told =
        switch (news.kind()) {
          case TAKEOVER -> takeover(news);
          case HANDOVER -> handover(news);
          case AWAY -> away(news);
          case ACKNOWLEDGED -> acknowledged(news);
          case HOLD -> hold(news);
          case WOULD_HAVE -> wouldHave(news);
          case RELEASE -> release(news);
          case ANOTHER_ANSWERS -> anotherAnswers(news);
          case UNREACHED -> unreached(news);
          case UNWATCHED -> unwatched(news);
        };
    Letter letter = told.letter(zone);
    return new Letter(
        news.incident().isEmpty() ? incident(news) + news.letter() : news.letter(),
        letter.incident(),
        letter.subject(),
        letter.body(),
        letter.created(),
        letter.references());
  }

  /** What happened outside any incident is filed under number 0 of its day. */
  private String incident(News news) {
    return news.incident().isEmpty()
        ? LocalDate.ofInstant(news.at(), zone) + "-0"
        : news.incident();
  }

  private casfailover.mail.News takeover(News news) {
    View v = news.view();
    boolean vacant = cameFromNobody(news);
    Optional<Moment> lost = GuardTable.peerIsSeen(v) ? v.vacantSince() : v.peerHeard();
    Optional<Duration> cutOff =
        lost.filter(moment -> !vacant).map(moment -> Duration.between(moment.wall(), news.at()));
    Optional<String> warning =
        news.term().filter(Term::evenIfDatabases).isPresent()
            ? Optional.of(
                "It was ordered in spite of the databases: "
                    + pair.peer()
                    + " may have the address too, behind a cut link. Make sure that it is off.")
            : Optional.empty();
    return new TakeoverNews(
        pair,
        incident(news),
        news.at(),
        vacant ? TakeoverNews.From.NOBODY : TakeoverNews.From.PEER,
        before(news),
        news.reason().text(),
        cutOff.filter(time -> !time.isNegative()),
        warning,
        timeline(news, "address added, announced, verified"),
        guards.rows(v),
        vacant && pair.selfIsPreferred()
            ? Advice.afterVacancy(pair.self().name(), pair.peer().name(), incident(news))
            : Advice.afterTakeover(pair.self().name(), pair.peer().name()));
  }

  /** Whether this server had the address last, however it came back. */
  private boolean cameFromNobody(News news) {
    String self = pair.self().name();
    return news.term().filter(t -> t.how() == How.HOME).isPresent()
        || before(news).filter(last -> last.node().equals(self)).isPresent();
  }

  /** The last term before the one that a take began, if it is known. */
  private static Optional<Epoch> before(News news) {
    Epoch last = news.view().memory().known();
    return news.term()
        .map(Term::epoch)
        .filter(begun -> !begun.equals(last) && !last.equals(Epoch.NONE))
        .map(begun -> last);
  }

  private casfailover.mail.News handover(News news) {
    return new HandoverNews(
        pair,
        incident(news),
        news.at(),
        news.reason().what(),
        news.reason().detail(),
        guards.rows(news.view()),
        news.view().peer().map(PeerReport::incident).filter(incident -> !incident.isEmpty()));
  }

  private casfailover.mail.News away(News news) {
    return new AwayNews(
        pair,
        incident(news),
        news.at(),
        1,
        news.view().since().orElse(news.at()),
        Advice.afterTakeover(pair.self().name(), pair.peer().name()),
        settings.timing().remindEvery());
  }

  private casfailover.mail.News acknowledged(News news) {
    View v = news.view();
    return new AcknowledgedNews(
        pair,
        incident(news),
        news.at(),
        1,
        news.reason().what(),
        news.reason().detail(),
        v.stance() == PeerReport.Stance.HOLDS
            ? pair.self() + " has " + pair.casIp()
            : pair.self() + " does not have " + pair.casIp() + ": " + v.reason().text());
  }

  /** The answer to what somebody wrote on a dashboard. */
  Letter answer(Dashboard.Answered answered, View v) {
    String incident = v.memory().incident();
    Instant at = answered.at().wall();
    return new AnswerNews(
            pair,
            incident.isEmpty() ? LocalDate.ofInstant(at, zone) + "-0" : incident,
            at,
            answered.note().author(),
            answered.note().comment(),
            answered.lines())
        .letter(zone);
  }

  private casfailover.mail.News hold(News news) {
    View v = news.view();
    Optional<Sighting> wire = v.sighting(Guard.WIRE);
    HoldNews.Reach reach =
        wire.isEmpty() || wire.get() instanceof Sighting.Unknown
            ? HoldNews.Reach.UNKNOWN
            : wire.get() instanceof Seen
                ? HoldNews.Reach.STILL_ANSWERS
                : HoldNews.Reach.NOBODY_ANSWERS;
    boolean databases = v.decision().row() == Row.DATABASES_NOT_HERE;
    String self = pair.self().name();
    return new HoldNews(
        pair,
        incident(news),
        news.at(),
        1,
        v.pending().orElse(Duration.ZERO),
        reach,
        news.reason().what(),
        databases ? guards.whereTheDatabasesAre(v) : news.reason().detail(),
        databases ? Advice.whileDatabasesMissing(self) : Advice.whileWaiting(self),
        settings.timing().remindEvery());
  }

  private casfailover.mail.News wouldHave(News news) {
    return new WouldHaveNews(
        pair,
        incident(news),
        news.at(),
        1,
        news.reason().detail(),
        timeline(news, "would have taken the address"),
        guards.rows(news.view()),
        Advice.whilePaused(pair.self().name()));
  }

  private casfailover.mail.News release(News news) {
    View v = news.view();
    return new ReleaseNews(
        pair,
        incident(news),
        news.at(),
        1,
        v.memory().term().map(Term::epoch),
        news.reason().text(),
        "",
        timeline(news, "address removed"),
        guards.rows(news.view()),
        Advice.afterRelease(pair.self().name()));
  }

  private casfailover.mail.News anotherAnswers(News news) {
    return new AlarmNews(
        pair,
        incident(news),
        news.at(),
        "another-answers",
        "another machine answers for " + pair.casIp(),
        news.reason().text()
            + ". "
            + pair.self()
            + " keeps the address and has announced it once more. Clients may reach the wrong"
            + " machine.",
        Advice.whileAnotherAnswers(pair.self().name(), pair.peer().name()));
  }

  private casfailover.mail.News unreached(News news) {
    return new AlarmNews(
        pair,
        incident(news),
        news.at(),
        "unreached",
        pair.casIp() + " was taken, but nobody outside has reached it yet",
        news.reason().text() + ". " + pair.self() + " keeps it and goes on asking.",
        Advice.whileUnreached(pair.self().name(), pair.casIp().toString()));
  }

  private casfailover.mail.News unwatched(News news) {
    return new AlarmNews(
        pair,
        incident(news),
        news.at(),
        "unwatched",
        "no monitor has asked " + pair.self() + " for 5 min",
        "No monitor asks "
            + pair.self()
            + " how the failover stands. Until one does, nobody reports that "
            + pair.peer()
            + " has failed, and nothing is taken over.",
        Advice.whileUnwatched(pair.self().name()));
  }

  private List<TimelineRow> timeline(News news, String last) {
    View v = news.view();
    List<TimelineRow> rows = new ArrayList<>();
    v.peerHeard()
        .filter(heard -> !GuardTable.peerIsSeen(v))
        .ifPresent(
            heard ->
                rows.add(
                    new TimelineRow(heard.wall(), pair.peer() + " answered for the last time")));
    for (Intent.Claim claim : v.intent().claims()) {
      Duration held = Duration.between(claim.since(), news.at());
      rows.add(
          new TimelineRow(
              claim.since(),
              Chronicle.heard(claim.event())
                  + (held.compareTo(WORTH_TELLING) > 0 ? "; held " + Spans.fine(held) : "")));
    }
    rows.add(new TimelineRow(news.at(), last));
    return rows.stream().sorted(Comparator.comparing(TimelineRow::at)).toList();
  }
}
