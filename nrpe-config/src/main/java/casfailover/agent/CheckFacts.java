package casfailover.agent;

import casfailover.check.Check;
import casfailover.check.CheckCasIp;
import casfailover.check.CheckDag;
import casfailover.check.CheckFailover;
import casfailover.check.CheckGateway;
import casfailover.check.CheckPeer;
import casfailover.check.CheckReadiness;
import casfailover.check.DagFacts;
import casfailover.check.FailoverFacts;
import casfailover.check.GatewayFacts;
import casfailover.check.GatewayProbe;
import casfailover.check.Outcome;
import casfailover.check.PeerFacts;
import casfailover.check.Status;
import casfailover.check.Thresholds;
import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.decide.Event;
import casfailover.decide.Intent;
import casfailover.keep.View;
import casfailover.mail.MailState;
import casfailover.pair.Pair;
import casfailover.report.Chronicle;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts what the keeper knows into the facts that each check judges. */
final class CheckFacts {

  /** What was seen longer ago is no longer known. */
  static final Duration LOOK_MAX_AGE = Duration.ofSeconds(10);

  private static final Duration EVENT_IS_DUE = Duration.ofSeconds(30);
  private static final Duration DAG_MAX_AGE = Duration.ofMinutes(2);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Settings settings;
  private final ZoneId zone;
  private final Supplier<Moment> clock;
  private final Supplier<View> view;
  private final Supplier<MailState> mail;
  private final Readiness readiness;
  private final Watchers watchers;
  private final Whereabouts whereabouts;

  CheckFacts(
      Settings settings,
      ZoneId zone,
      Supplier<Moment> clock,
      Supplier<View> view,
      Supplier<MailState> mail,
      Readiness readiness,
      Watchers watchers,
      Dashboard dashboard) {
    this.settings = settings;
    this.zone = zone;
    this.clock = clock;
    this.view = view;
    this.mail = mail;
    this.readiness = readiness;
    this.watchers = watchers;
    this.whereabouts = new Whereabouts(settings, zone, dashboard);
  }

  /** How each check is judged by what was seen so far. */
  Map<Check, Function<Thresholds, Outcome>> outcomes() {
    Map<Check, Function<Thresholds, Outcome>> map = new EnumMap<>(Check.class);
    map.put(Check.PEER, t -> new CheckPeer().outcome(peer(view.get()), clock.get(), t));
    map.put(Check.GATEWAY, t -> new CheckGateway().outcome(gateway(view.get()), clock.get(), t));
    map.put(Check.DAG, t -> new CheckDag().outcome(dag(view.get()), clock.get(), t));
    map.put(
        Check.CAS_IP,
        t -> new CheckCasIp(zone).outcome(whereabouts.facts(view.get()), clock.get()));
    map.put(Check.FAILOVER, t -> new CheckFailover().outcome(failover(view.get()), clock.get(), t));
    map.put(
        Check.READINESS,
        t -> new CheckReadiness().outcome(readiness.facts(view.get()), clock.get()));
    return map;
  }

  private PeerFacts peer(View v) {
    return new PeerFacts(
        pair(),
        v.sighting(Guard.PEER_PING).map(CheckFacts::overTheLastPings),
        v.sighting(Guard.PEER_SERVICE),
        v.sighting(Guard.PEER_AGENT),
        Optional.of(v.gateway()),
        LOOK_MAX_AGE);
  }

  private GatewayFacts gateway(View v) {
    return new GatewayFacts(
        pair(),
        v.sighting(Guard.GATEWAY_PING).map(CheckFacts::overTheLastPings),
        v.sighting(Guard.GATEWAY_ARP),
        GatewayProbe.valueOf(settings.gatewayProbe().name()),
        v.stance() == Stance.HOLDS,
        LOOK_MAX_AGE);
  }

  /** One missed ping makes nobody silent: that takes all of the last ones. */
  private static Sighting overTheLastPings(Sighting ping) {
    return ping instanceof Silent silent
            && silent.finding() instanceof Replies replies
            && replies.received() > 0
        ? new Seen(silent.begun(), silent.ended(), replies)
        : ping;
  }

  private DagFacts dag(View v) {
    if (settings.dag() == DagSource.NONE) {
      return new DagFacts.NotAsked(pair());
    }
    return new DagFacts.Asked(
        pair(),
        v.sighting(Guard.DATABASES),
        v.lastReading().flatMap(CheckFacts::reading),
        settings.dagDatabases(),
        settings.dagCopyQueueWarn(),
        settings.dagReplayQueueWarn(),
        "cas-event-handler status",
        DAG_MAX_AGE);
  }

  private static Optional<DagFacts.Reading> reading(Seen seen) {
    return seen.finding() instanceof DagReading reading
        ? Optional.of(new DagFacts.Reading(seen.begun(), reading))
        : Optional.empty();
  }

  private FailoverFacts failover(View v) {
    MailState mails = mail.get();
    List<FailoverFacts.Alarm> alarms = new ArrayList<>();
    if (!v.alarm().isEmpty()) {
      alarms.add(new FailoverFacts.Alarm(Status.CRITICAL, v.alarm()));
    }
    for (String monitor : watchers.reportingHardFor(EVENT_IS_DUE, clock.get())) {
      if (v.memory().heard().stream().noneMatch(e -> reportsPeer(e, monitor))) {
        alarms.add(
            new FailoverFacts.Alarm(
                Status.CRITICAL,
                monitor
                    + " reports CAS peer CRITICAL HARD, and its event handler did not call: see"
                    + " whether it is enabled, and what its log says of cas_handle_event"));
      }
    }
    if (mails.rejected() > 0) {
      alarms.add(
          new FailoverFacts.Alarm(
              Status.WARNING,
              (mails.rejected() == 1 ? "1 mail was" : mails.rejected() + " mails were")
                  + " refused for good and put aside: "
                  + mails.lastTrouble().map(MailState.Trouble::why).orElse("see the log")));
    }
    return new FailoverFacts(
        pair(),
        v.pending().map(time -> pending(v, time)),
        v.stance() == Stance.HOLDS ? "has " + pair().casIp() : "stands by",
        v.memory().paused(),
        alarms,
        mails.waiting(),
        v.memory().lastTake().map(at -> Duration.between(at, v.at().wall())),
        v.at(),
        LOOK_MAX_AGE);
  }

  private static boolean reportsPeer(Event event, String monitor) {
    return event.monitor().equals(monitor)
        && event.subject() == Event.Subject.PEER
        && event.meaning() == Event.Meaning.ARM;
  }

  private FailoverFacts.Pending pending(View v, Duration time) {
    List<Intent.Claim> claims = v.intent().claims();
    String event =
        claims.isEmpty()
            ? ""
            : described(claims.get(claims.size() - 1).event())
                + ", received "
                + TIME.format(claims.get(claims.size() - 1).since().atZone(zone));
    Optional<String> goesOn =
        switch (v.decision().row()) {
          case DATABASES_NOT_HERE -> Optional.of("as soon as the databases are here");
          case WAITING, COOL_DOWN, MONITOR_SEES_PEER -> Optional.of("when the time is over");
          case GATEWAY_SILENT -> Optional.of("as soon as the gateway answers");
          case OWN_SERVICE_SILENT -> Optional.of("as soon as it serves clients");
          case WIRE_ANSWERS -> Optional.of("as soon as nobody answers for the address");
          case PEER_SERVES, PEER_HOLDS -> Optional.of("when the peer loses the address");
          default -> Optional.empty();
        };
    return new FailoverFacts.Pending(time, v.reason().text(), event, goesOn);
  }

  private static String described(Event event) {
    String words = Chronicle.heard(event);
    String monitor = event.monitor() + ": ";
    String rest = words.substring(monitor.length());
    int problem = rest.indexOf(", problem ");
    return problem < 0
        ? rest + " from " + event.monitor()
        : rest.substring(0, problem) + " from " + event.monitor() + rest.substring(problem);
  }

  private Pair pair() {
    return settings.pair();
  }
}
