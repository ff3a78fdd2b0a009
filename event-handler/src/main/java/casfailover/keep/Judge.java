package casfailover.keep;

import casfailover.decide.Databases;
import casfailover.decide.Decider;
import casfailover.decide.Decision;
import casfailover.decide.Details;
import casfailover.decide.Evidence;
import casfailover.decide.Evidence.Home;
import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.Ordered;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wait;
import casfailover.decide.Holding;
import casfailover.decide.Holding.Contact;
import casfailover.decide.Holding.Right;
import casfailover.decide.Reason;
import casfailover.decide.Row;
import casfailover.decide.Situation;
import casfailover.journal.Recollection;
import casfailover.pair.Epoch;
import casfailover.pair.Timing;
import casfailover.sight.DagReading;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts into the words of the tables what is known at a moment, and asks the decider. */
final class Judge {

  private final Pledge pledge;
  private final Sights sights;
  private final CoolDown coolDown;
  private final Moment started;
  private final Wording wording;

  /**
   * A judge of one server.
   *
   * @param started when this program started, or when it last found that it had stood still
   */
  Judge(Pledge pledge, Sights sights, CoolDown coolDown, Moment started) {
    this.pledge = pledge;
    this.sights = sights;
    this.coolDown = coolDown;
    this.started = started;
    this.wording = new Wording(pledge, sights);
  }

  /** What still has to be waited for, and why. */
  private record Left(Wait kind, Duration time, Cause why) {
    static final Left NOTHING = new Left(Wait.OVER, Duration.ZERO, Cause.WIRE);
  }

  /** Since when something must have been so. */
  private enum Cause {
    WIRE,
    RESTART,
    PEER,
    DATABASES,
    START
  }

  Verdict standingBy(Recollection memory, Wishes wishes, Moment now) {
    boolean withDatabases =
        setup().dag() && wishes.orderWord() != Ordered.TAKEOVER_EVEN_IF_DATABASES;
    Left left = left(withDatabases, now);
    Look server = sights.server(now);
    PeerAgent agent = sights.agent(now);
    Home home = home(memory);
    Evidence evidence =
        new Evidence(
            wishes.wish(memory.intent(), now),
            wishes.orderWord(),
            home,
            server,
            agent,
            sights.neighbourhood().wire(now),
            sights.gateway().look(setup().timing().evidenceMaxAge(), now),
            databases(wishes, now),
            sights.ownService(now),
            wishes.downtime(),
            wishes.monitorView(setup().timing().peerUpHold(), now),
            left.kind(),
            coolDownLeft(now).compareTo(Duration.ZERO) > 0,
            sameSettings(),
            memory.paused() && memory.handing().isEmpty());
    return Verdict.of(
        Decider.standingBy(evidence), () -> new Situation.Standing(evidence, details(left, now)));
  }

  /**
   * What a holder must do.
   *
   * @param kept the times that it keeps to
   */
  Verdict holding(
      Timing kept,
      Recollection memory,
      Recollection.Term term,
      boolean broken,
      Moment heldSince,
      boolean defended,
      Moment now) {
    Right right =
        term.evenIfDatabases() ? Right.ORDERED : sights.dag().right(sights.peerHeard(), kept, now);
    Holding holding =
        new Holding(
            broken,
            sights.agentForHolder(term.epoch(), kept.silence(), now),
            sights.neighbourhood().wireSince(heldSince, now),
            contact(kept, now),
            right,
            sights.gateway().lookOfHolder(kept.silence(), now),
            onlyPeerHasGateway(now),
            defended,
            memory.paused());
    return Verdict.of(
        Decider.holding(holding), () -> new Situation.Keeping(holding, details(Left.NOTHING, now)));
  }

  /** What would keep an event from leading to a take, whatever is seen. */
  List<Reason> barred(Wishes wishes, Moment now) {
    List<Row> rows = new ArrayList<>();
    if (wishes.downtime()) {
      rows.add(Row.DOWNTIME);
    }
    if (coolDownLeft(now).compareTo(Duration.ZERO) > 0) {
      rows.add(Row.COOL_DOWN);
    }
    return rows.stream()
        .map(row -> new Decision(Decision.Act.HOLD, row, Optional.empty()))
        .map(decision -> Reason.of(decision, details(Left.NOTHING, now)))
        .toList();
  }

  private Setup setup() {
    return pledge.setup();
  }

  private Contact contact(Timing kept, Moment now) {
    if (sights.peerSeenWithin(kept.silence(), now)) {
      return Contact.SEEN;
    }
    Optional<Moment> heard = sights.peerHeard();
    if (!now.within(kept.grace(), heard.orElse(started))) {
      return Contact.GONE;
    }
    return heard.isPresent() ? Contact.JUST_NOW : Contact.NOT_YET;
  }

  private boolean onlyPeerHasGateway(Moment now) {
    return sights.gateway().silentFor(setup().timing().takeWait(), now)
        && sights
            .report()
            .filter(r -> r.ready() && r.gateway() == PeerReport.Answer.SEEN)
            .isPresent()
        && sights.agent(now) == PeerAgent.NOT_ME;
  }

  /**
   * Whether the vacancy rule names this server: the last owner, or before any the preferred one.
   */
  Home home(Recollection memory) {
    if (!memory.remembers()) {
      return Home.UNKNOWN;
    }
    return hadItLast(memory) && !memory.releasedByPerson() ? Home.OURS : Home.NOT_OURS;
  }

  /** Whether the vacancy rule names this server, also where a person's word suspends it. */
  boolean hadItLast(Recollection memory) {
    Epoch last = sights.highest(memory.known());
    return last.equals(Epoch.NONE)
        ? setup().pair().selfIsPreferred()
        : last.node().equals(setup().pair().self().name());
  }

  Databases databases(Wishes wishes, Moment now) {
    if (!setup().dag()) {
      return Databases.NOT_ASKED;
    }
    return sights
        .dag()
        .reading(now)
        .map(reading -> databases(reading, wishes, now))
        .orElse(Databases.UNKNOWN);
  }

  Databases databases(DagReading reading, Wishes wishes, Moment now) {
    boolean patienceOver =
        wishes
            .wantedSince()
            .filter(since -> !now.within(setup().timing().dagPatience(), since))
            .isPresent();
    return Databases.of(
        reading,
        setup().pair(),
        setup().databases(),
        patienceOver,
        sights.server(now) != Look.SILENT);
  }

  private Left left(boolean withDatabases, Moment now) {
    Duration wait = pledge.takeWait();
    Duration wire = wait.minus(sights.neighbourhood().silentFor(now));
    Left longest =
        new Left(wire.compareTo(Duration.ZERO) > 0 ? Wait.WIRE : Wait.OVER, wire, Cause.WIRE);
    Optional<Duration> restart = pledge.peerBackBy().map(by -> by.since(now).plus(wait));
    if (restart.filter(time -> time.compareTo(wire) > 0 && !time.isNegative()).isPresent()) {
      // Its address may be there without its agent, and be cut off from us: no silence counts.
      longest = new Left(Wait.WIRE, restart.get(), Cause.RESTART);
    }
    Wait peer = sights.agent(now) == PeerAgent.SILENT ? Wait.AGENT : Wait.OTHERS;
    longest = longer(longest, peer, wait.minus(sights.peerQuietFor(now, started)), Cause.PEER);
    if (withDatabases) {
      Duration here = sights.dag().hereFor(now);
      longest = longer(longest, Wait.OTHERS, wait.minus(here), Cause.DATABASES);
    }
    return longer(longest, Wait.OTHERS, wait.minus(now.since(started)), Cause.START);
  }

  private static Left longer(Left a, Wait kind, Duration time, Cause why) {
    boolean counts = time.compareTo(Duration.ZERO) > 0 && kind.compareTo(a.kind()) > 0;
    Wait both = counts ? kind : a.kind();
    return time.compareTo(a.time()) > 0
        ? new Left(both, time, why)
        : new Left(both, a.time(), a.why());
  }

  private String words(Cause why) {
    return switch (why) {
      case WIRE -> "nobody answers for the address only since a moment ago";
      case RESTART -> setup().pair().peer() + " said that it restarts and keeps the address";
      case PEER -> setup().pair().peer() + " might still have the address";
      case DATABASES -> "the databases are here only since a moment ago";
      case START -> "the agent of " + setup().pair().self() + " has only just started";
    };
  }

  /** How long it takes until a take from the other server may follow on the last. */
  Duration coolDownLeft(Moment now) {
    return coolDown.left(setup().timing().coolDown(), now);
  }

  boolean sameSettings() {
    return sights.report().map(r -> r.settings().equals(setup().settings())).orElse(true);
  }

  private Details details(Left left, Moment now) {
    return wording.details(left.time(), words(left.why()), coolDownLeft(now), now);
  }
}
