package casfailover.agent;

import casfailover.check.ReadinessFacts;
import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.decide.Databases;
import casfailover.decide.Decision.Act;
import casfailover.decide.Event;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.keep.View;
import casfailover.mail.MailState;
import casfailover.mail.TimelineRow;
import casfailover.pair.Pair;
import casfailover.report.Chronicle;
import casfailover.report.MonitorStatus;
import casfailover.report.NodeStatus;
import casfailover.report.SightRow;
import casfailover.report.Stance;
import casfailover.report.StatusFacts;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what the keeper knows into the facts that the status shows. */
final class StatusView {

  private static final int HISTORY = 8;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Settings settings;
  private final ZoneId zone;
  private final Watchers watchers;
  private final Supplier<MailState> mail;
  private final Supplier<List<JournalLine>> journal;
  private final Supplier<Device> device;
  private final Readiness readiness;

  StatusView(
      Settings settings,
      ZoneId zone,
      Watchers watchers,
      Supplier<MailState> mail,
      Supplier<List<JournalLine>> journal,
      Supplier<Device> device,
      Readiness readiness) {
    this.settings = settings;
    this.zone = zone;
    this.watchers = watchers;
    this.mail = mail;
    this.journal = journal;
    this.device = device;
    this.readiness = readiness;
  }

  StatusFacts facts(View v) {
    boolean holds = v.stance() == PeerReport.Stance.HOLDS;
    boolean wants = !holds && (v.memory().intent().armed() || v.decision().act() == Act.HOLD);
    return new StatusFacts(
        v.at().wall(),
        self(v),
        peer(v),
        sights(v),
        monitors(v),
        wants ? Optional.of(v.reason().text()) : Optional.empty(),
        v.memory().pause().map(this::paused),
        v.coolDownLeft(),
        mail.get(),
        history());
  }

  private String paused(Recollection.Pause pause) {
    String since = "since " + DAY.format(pause.since().atZone(zone));
    return pause.author().isEmpty()
        ? since + (pause.comment().isEmpty() ? "" : ", " + pause.comment())
        : since + " by " + pause.author();
  }

  private NodeStatus self(View v) {
    Pair pair = settings.pair();
    Stance stance =
        switch (v.stance()) {
          case HOLDS ->
              new Stance.Holds(
                  pair.casIps().get(0).toString(), device.get().name(), v.since(), how(v));
          case BEGUN -> new Stance.Begun(pair.casIps().get(0).toString());
          case UNSURE -> new Stance.Unsure(pair.casIps().get(0).toString());
          case NOT_ME -> new Stance.StandsBy(Optional.empty());
        };
    List<ReadinessFacts.Result> guards = readiness.facts(v).guards();
    long well = guards.stream().filter(g -> g.status().code() < 2).count();
    boolean away = v.stance() == PeerReport.Stance.HOLDS && !pair.selfIsPreferred();
    boolean concerned = v.stance() == PeerReport.Stance.HOLDS || v.memory().intent().armed();
    return new NodeStatus(
        pair.self().name(),
        stance,
        away ? Optional.of(new NodeStatus.Away(pair.preferredOwner())) : Optional.empty(),
        concerned ? acknowledged(v) : Optional.empty(),
        v.stance() == PeerReport.Stance.HOLDS
            ? Optional.empty()
            : Optional.of(new NodeStatus.Guards((int) well, guards.size())),
        Optional.of(v.setup().version()),
        Optional.empty());
  }

  private static Optional<NodeStatus.Acknowledged> acknowledged(View v) {
    return v.memory()
        .acknowledgement()
        .word()
        .map(
            word ->
                new NodeStatus.Acknowledged(
                    word.author().isEmpty() ? "a person" : word.author(),
                    word.at(),
                    word.comment()));
  }

  private String how(View v) {
    return v.how().equals("failover") ? "failover from " + settings.pair().peer() : v.how();
  }

  private NodeStatus peer(View v) {
    String name = settings.pair().peer().name();
    Optional<Sighting> look = v.sighting(Guard.PEER_AGENT);
    if (look.isEmpty()
        || !(look.get() instanceof Seen seen)
        || !(seen.finding() instanceof PeerReport report)) {
      return NodeStatus.of(
          name, new Stance.Unheard(look.map(Sighting::detail).orElse("not asked yet")));
    }
    Stance stance =
        switch (report.stance()) {
          case HOLDS ->
              new Stance.Holds(
                  settings.pair().casIps().get(0).toString(),
                  Optional.empty(),
                  report.since(),
                  report.how());
          case BEGUN -> new Stance.Begun(settings.pair().casIps().get(0).toString());
          case UNSURE -> new Stance.Unsure(settings.pair().casIps().get(0).toString());
          case NOT_ME -> new Stance.StandsBy(Optional.empty());
        };
    boolean same = report.settings().equals(settings.hash());
    return new NodeStatus(
        name,
        stance,
        Optional.empty(),
        report.stance() == PeerReport.Stance.HOLDS ? acknowledged(v) : Optional.empty(),
        Optional.empty(),
        Optional.of(report.version()),
        Optional.of(
            new NodeStatus.Settings(
                report.settings(), same ? NodeStatus.Match.SAME : NodeStatus.Match.DIFFERENT)));
  }

  private List<SightRow> sights(View v) {
    Moment now = v.at();
    List<SightRow> rows = new ArrayList<>();
    peerRow(v).ifPresent(rows::add);
    rows.add(
        new SightRow(
            "gateway",
            Answer.of(v.gateway()),
            v.gateway().word(),
            settings.pair().gateway() + " " + v.gateway().detail(),
            v.gateway().age(now)));
    v.sighting(Guard.WIRE).map(s -> wireRow(v, s)).ifPresent(rows::add);
    if (settings.dag() == DagSource.EXCHANGE) {
      v.sighting(Guard.DATABASES).map(s -> databasesRow(s, now)).ifPresent(rows::add);
      v.sighting(Guard.QUORUM).map(s -> SightRow.of("quorum", s, now)).ifPresent(rows::add);
    }
    v.sighting(Guard.OWN_SERVICE)
        .map(
            s ->
                new SightRow(
                    "services",
                    Answer.of(s),
                    s instanceof Seen ? "accept" : s.word(),
                    s.detail().replace(" accepts", ""),
                    s.age(now)))
        .ifPresent(rows::add);
    return rows;
  }

  private static Optional<SightRow> peerRow(View v) {
    List<Sighting> voices =
        Stream.of(Guard.PEER_PING, Guard.PEER_SERVICE, Guard.PEER_AGENT)
            .flatMap(g -> v.sighting(g).stream())
            .toList();
    return voices.stream()
        .max(
            Comparator.comparing((Sighting s) -> s instanceof Seen)
                .thenComparing(s -> s.age(v.at())))
        .map(
            s ->
                new SightRow(
                    "peer",
                    Answer.of(s),
                    s.word(),
                    voices.stream().map(Sighting::detail).collect(Collectors.joining(", ")),
                    s.age(v.at())));
  }

  private SightRow wireRow(View v, Sighting s) {
    String on = device.get().name().map(name -> " on " + name).orElse("");
    return v.stance() == PeerReport.Stance.HOLDS && s instanceof Sighting.Silent
        ? new SightRow(
            "address",
            Answer.of(s),
            "ours",
            "verified"
                + on
                + ", nobody else answers"
                + (v.unreached().isPresent() ? ", nobody outside has reached it" : ""),
            s.age(v.at()))
        : SightRow.of("address", s, v.at());
  }

  private SightRow databasesRow(Sighting s, Moment now) {
    if (s instanceof Seen seen && seen.finding() instanceof DagReading reading) {
      Databases.Count count = Databases.Count.of(reading, settings.pair(), settings.dagDatabases());
      boolean here = count.here() > 0;
      int mounted = here ? count.here() : count.atPeer();
      String where = (here ? settings.pair().self() : settings.pair().peer()).name();
      return new SightRow(
          "databases",
          Answer.SEEN,
          here ? "here" : "there",
          mounted + " of " + count.all() + " mounted on " + where,
          s.age(now));
    }
    return SightRow.of("databases", s, now);
  }

  private List<MonitorStatus> monitors(View v) {
    return watchers.all().stream()
        .map(
            w ->
                new MonitorStatus(
                    w.name(),
                    Optional.of(v.at().since(w.asked())),
                    v.memory().heard().stream()
                        .filter(e -> e.monitor().equals(w.name()))
                        .reduce((a, b) -> b)
                        .flatMap(
                            e -> heardAt(e).map(at -> new MonitorStatus.LastEvent(words(e), at)))))
        .toList();
  }

  private static String words(Event event) {
    return event.state() + " " + event.type();
  }

  /** When an event was written down; the journal knows, unless that is long ago. */
  private Optional<Instant> heardAt(Event event) {
    Optional<Instant> at = Optional.empty();
    for (JournalLine line : journal.get()) {
      if (line.word().equals("heard")
          && event.monitor().equals(line.values().get("monitor"))
          && event.state().name().equals(line.values().get("state"))) {
        at = Optional.of(line.time());
      }
    }
    return at;
  }

  private List<TimelineRow> history() {
    List<TimelineRow> rows = new ArrayList<>();
    for (JournalLine line : journal.get()) {
      Chronicle.sentence(line).ifPresent(text -> rows.add(new TimelineRow(line.time(), text)));
    }
    Collections.reverse(rows);
    return rows.stream().limit(HISTORY).toList();
  }
}
