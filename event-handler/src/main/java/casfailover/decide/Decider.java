package casfailover.decide;

import static casfailover.decide.Decision.Act.DEFEND;
import static casfailover.decide.Decision.Act.DELETE;
import static casfailover.decide.Decision.Act.END_INTENT;
import static casfailover.decide.Decision.Act.HANDOVER;
import static casfailover.decide.Decision.Act.HOLD;
import static casfailover.decide.Decision.Act.KEEP;
import static casfailover.decide.Decision.Act.KEEP_AND_ALARM;
import static casfailover.decide.Decision.Act.KEEP_UNRENEWED;
import static casfailover.decide.Decision.Act.PRE_ARM;
import static casfailover.decide.Decision.Act.RELEASE;
import static casfailover.decide.Decision.Act.STAND_BY;
import static casfailover.decide.Decision.Act.SUSPEND;
import static casfailover.decide.Decision.Act.TAKE;

import casfailover.decide.Evidence.Home;
import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.MonitorView;
import casfailover.decide.Evidence.Ordered;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wait;
import casfailover.decide.Evidence.Wire;
import casfailover.decide.Evidence.Wish;
import casfailover.decide.Holding.Agent;
import casfailover.decide.Holding.Contact;
import casfailover.decide.Holding.Right;
import java.util.Optional;

/** The two decision tables, read from the top; the first row that matches wins. */
public final class Decider {

  private Decider() {}

  /** What a server that does not hold the address must do. */
  public static Decision standingBy(Evidence e) {
    boolean ordered = e.order() != Ordered.NOTHING;
    boolean evenIfDatabases = e.order() == Ordered.TAKEOVER_EVEN_IF_DATABASES;
    boolean armed = e.wish() == Wish.ARMED || ordered;
    boolean home = e.home() == Home.OURS && e.agent() == PeerAgent.NOT_ME;
    boolean peerHolds =
        e.agent() == PeerAgent.HOLDS_AND_SERVES || e.agent() == PeerAgent.HOLDS_WITHOUT_SERVING;

    if (e.wish() == Wish.ENDED && !ordered) {
      return Decision.of(END_INTENT, Row.ENDED);
    }
    if (e.agent() == PeerAgent.HOLDS_AND_SERVES && e.wire() == Wire.PEER && !ordered) {
      return Decision.of(armed ? SUSPEND : STAND_BY, Row.PEER_SERVES);
    }
    if (!armed && e.home() != Home.OURS) {
      return Decision.of(e.wish() == Wish.SOFT ? PRE_ARM : STAND_BY, Row.NOTHING_ARMED);
    }
    if (!e.sameSettings() && !ordered) {
      return Decision.of(HOLD, Row.SETTINGS_DIFFER);
    }
    if (home
        && e.gateway() == Look.SEEN
        && e.wire() == Wire.SILENT
        && e.ownService() == Look.SEEN) {
      return unlessPaused(e, TAKE, Row.GOING_HOME);
    }

    boolean handover = e.wire() == Wire.PEER && (ordered ? peerHolds : holdsWithoutServing(e));
    boolean keeperGone =
        e.server() == Look.SEEN
            && (e.agent() == PeerAgent.SILENT || e.agent() == PeerAgent.NOT_ME)
            && e.wire() == Wire.SILENT
            && e.waiting() != Wait.WIRE
            && e.waiting() != Wait.AGENT
            && e.databases() == Databases.AT_PEER;
    boolean exempt = handover || keeperGone || home;

    if (e.downtime() && !ordered && !home) {
      return Decision.of(HOLD, Row.DOWNTIME);
    }
    if (e.monitor() == MonitorView.PEER_UP && !ordered && !exempt) {
      return Decision.of(HOLD, Row.MONITOR_SEES_PEER);
    }
    Optional<Row> unknown = unknown(e, ordered, evenIfDatabases, home);
    if (unknown.isPresent()) {
      return Decision.of(HOLD, unknown.get());
    }
    if (e.gateway() == Look.SILENT) {
      return Decision.of(HOLD, Row.GATEWAY_SILENT);
    }
    if (!exempt && !evenIfDatabases) {
      if (e.databases() == Databases.AT_PEER || e.databases() == Databases.NOT_HERE) {
        return Decision.of(HOLD, Row.DATABASES_NOT_HERE);
      }
      if (e.databases() == Databases.NOT_ASKED
          && e.agent() == PeerAgent.SILENT
          && e.monitor() != MonitorView.PEER_DOWN
          && !ordered) {
        return Decision.of(HOLD, Row.MONITOR_DOES_NOT_CONFIRM);
      }
    }
    if (e.ownService() == Look.SILENT) {
      return Decision.of(HOLD, Row.OWN_SERVICE_SILENT);
    }
    if (e.coolingDown() && !ordered && !home) {
      return Decision.of(HOLD, Row.COOL_DOWN);
    }
    if (handover) {
      return unlessPaused(e, HANDOVER, Row.PEER_DOES_NOT_SERVE);
    }
    if (e.wire() != Wire.SILENT) {
      return Decision.of(HOLD, Row.WIRE_ANSWERS);
    }
    if (keeperGone) {
      return unlessPaused(e, TAKE, Row.KEEPER_GONE);
    }
    if (peerHolds) {
      return Decision.of(HOLD, Row.PEER_HOLDS);
    }
    if (e.agent() == PeerAgent.BEGUN) {
      return Decision.of(HOLD, Row.PEER_TAKES);
    }
    if (e.waiting() != Wait.OVER) {
      return Decision.of(HOLD, Row.WAITING);
    }
    return unlessPaused(e, TAKE, Row.PEER_DEAD);
  }

  private static boolean holdsWithoutServing(Evidence e) {
    return e.agent() == PeerAgent.HOLDS_WITHOUT_SERVING;
  }

  /** Row 7: what could not be asked holds, whatever all else says. */
  private static Optional<Row> unknown(
      Evidence e, boolean ordered, boolean evenIfDatabases, boolean home) {
    if (e.home() == Home.UNKNOWN && !ordered) {
      return Optional.of(Row.HISTORY_UNKNOWN);
    }
    if (e.server() == Look.UNKNOWN || e.agent() == PeerAgent.UNKNOWN) {
      return Optional.of(Row.PEER_UNKNOWN);
    }
    if (e.gateway() == Look.UNKNOWN) {
      return Optional.of(Row.GATEWAY_UNKNOWN);
    }
    if (e.wire() == Wire.UNKNOWN) {
      return Optional.of(Row.WIRE_UNKNOWN);
    }
    if (e.databases() == Databases.UNKNOWN && !evenIfDatabases && !home) {
      return Optional.of(Row.DATABASES_UNKNOWN);
    }
    if (e.ownService() == Look.UNKNOWN) {
      return Optional.of(Row.OWN_SERVICE_UNKNOWN);
    }
    return Optional.empty();
  }

  /** A pause turns a move into a hold that says what would have been; a person's order does not. */
  private static Decision unlessPaused(Evidence e, Decision.Act act, Row row) {
    return e.paused() && e.order() == Ordered.NOTHING
        ? new Decision(HOLD, row, Optional.of(act))
        : Decision.of(act, row);
  }

  /**
   * What a server that holds the address must do. A stranger's answer (row 4) never keeps an
   * address that the right to it (rows 8 and 10) takes away: the peer behind a cut link sees no
   * stranger.
   */
  public static Decision holding(Holding h) {
    if (h.broken()) {
      return Decision.of(DELETE, Row.LEASE_BROKEN);
    }
    if (h.agent() == Agent.OUTRANKS_US) {
      return Decision.of(RELEASE, Row.OUTRANKED);
    }
    if (h.wire() == Wire.PEER && h.agent() == Agent.SILENT) {
      if (h.right() == Right.CONFIRMED || h.right() == Right.ORDERED) {
        return Decision.of(h.defended() ? KEEP_AND_ALARM : DEFEND, Row.PEER_ANSWERS_TOO);
      }
      return Decision.of(RELEASE, Row.PEER_ANSWERS_TOO);
    }
    Decision byRight = byRight(h);
    boolean stays = !byRight.givesUp() && byRight.act() != KEEP_UNRENEWED;
    if (h.wire() == Wire.STRANGER && stays) {
      return Decision.of(h.defended() ? KEEP_AND_ALARM : DEFEND, Row.STRANGER_ANSWERS_TOO);
    }
    return byRight;
  }

  /** Whether the right is known already. Without a DAG to ask, the gateway stands for it. */
  private static boolean mayRenewUnheard(Holding h) {
    return switch (h.right()) {
      case CONFIRMED, ORDERED -> true;
      case NOT_ASKED -> h.gateway() == Look.SEEN;
      case LOST, UNKNOWN -> false;
    };
  }

  /** Rows 5 to 10: what a stranger on the wire does not change. */
  private static Decision byRight(Holding h) {
    if (h.onlyPeerHasGateway() && !h.paused()) {
      return Decision.of(HANDOVER, Row.ONLY_PEER_HAS_GATEWAY);
    }
    if (h.contact() == Contact.SEEN) {
      return Decision.of(KEEP, Row.PEER_SEEN);
    }
    if (h.contact() == Contact.JUST_NOW) {
      return Decision.of(KEEP, Row.PEER_SEEN_JUST_NOW);
    }
    if (h.contact() == Contact.NOT_YET && !mayRenewUnheard(h)) {
      return Decision.of(KEEP_UNRENEWED, Row.PEER_NOT_SEEN_YET);
    }
    return switch (h.right()) {
      case LOST -> Decision.of(RELEASE, Row.RIGHT_LOST);
      case CONFIRMED, ORDERED -> Decision.of(KEEP, Row.RIGHT_CONFIRMED);
      case UNKNOWN, NOT_ASKED -> {
        if (h.gateway() != Look.SEEN) {
          yield Decision.of(RELEASE, Row.RIGHT_UNKNOWN_GATEWAY_SILENT);
        }
        yield Decision.of(h.right() == Right.UNKNOWN ? KEEP_AND_ALARM : KEEP, Row.RIGHT_UNKNOWN);
      }
    };
  }
}
