package casfailover.decide;

import casfailover.pair.FreeText;
import java.time.Duration;
import java.util.Locale;

/**
 * Why something was decided: the one sentence that log, journal, mail, status and checks all show,
 * inert whatever was seen.
 *
 * @param what the reason in a few words, as in {@code databases not mounted here}
 * @param detail what was seen; empty if the words say it all
 */
public record Reason(String what, String detail) {

  /** The databases of a pair, named, and little that a program that lies could fill a disk with. */
  private static final int LONGEST = 2000;

  public Reason {
    what = FreeText.line(what, LONGEST);
    detail = FreeText.line(detail, LONGEST);
  }

  /** The reason with what was seen in parentheses. */
  public String text() {
    return detail.isEmpty() ? what : what + " (" + detail + ")";
  }

  /** Why a decision was taken. */
  public static Reason of(Decision decision, Details d) {
    Reason reason = of(decision.row(), d);
    return decision
        .wouldHave()
        .map(
            act ->
                new Reason(
                    "paused: would have "
                        + (act == Decision.Act.HANDOVER ? "asked " + d.peer() + " for " : "taken ")
                        + d.address(),
                    reason.text()))
        .orElse(reason);
  }

  private static Reason of(Row row, Details d) {
    return switch (row) {
      case ENDED -> plain("the monitor reports " + d.peer() + " well again");
      case PEER_SERVES -> plain(d.peer() + " has " + d.address() + " and serves");
      case SETTINGS_DIFFER ->
          new Reason(
              "the settings differ from those of "
                  + d.peer()
                  + "; to take it all the same: cas-event-handler takeover",
              d.settings());
      case GOING_HOME ->
          plain(
              "nobody has "
                  + d.address()
                  + ", "
                  + d.self()
                  + " had it last, and "
                  + d.peer()
                  + " says that it does not have it");
      case NOTHING_ARMED -> plain("nothing is wrong");
      case DOWNTIME -> plain("a downtime is set for " + d.self() + " or its check of " + d.peer());
      case MONITOR_SEES_PEER -> plain("the monitor itself reaches " + d.peer());
      case HISTORY_UNKNOWN ->
          plain(
              "the journal was lost and "
                  + d.peer()
                  + " has not said who held last; to take it all the same:"
                  + " cas-event-handler takeover");
      case PEER_UNKNOWN -> new Reason("cannot tell whether " + d.peer() + " lives", d.peerSeen());
      case GATEWAY_UNKNOWN ->
          new Reason("cannot tell whether the gateway answers", d.gatewaySeen());
      case WIRE_UNKNOWN ->
          new Reason("cannot tell whether anybody answers for " + d.address(), d.wire());
      case DATABASES_UNKNOWN ->
          new Reason("cannot tell where the databases are mounted", d.databases());
      case OWN_SERVICE_UNKNOWN ->
          new Reason("cannot tell whether " + d.self() + " serves clients", d.ownService());
      case GATEWAY_SILENT ->
          new Reason(
              "gateway " + d.gateway() + " is silent, " + d.self() + " may be the isolated one",
              d.gatewaySeen());
      case DATABASES_NOT_HERE -> new Reason("databases not mounted here", d.databases());
      case MONITOR_DOES_NOT_CONFIRM ->
          plain("there is no DAG to ask, and the monitor does not report " + d.peer() + " down");
      case OWN_SERVICE_SILENT ->
          new Reason(d.self() + " does not serve clients itself", d.ownService());
      case COOL_DOWN ->
          plain("took it only a short time ago, cool-down for " + seconds(d.coolDownLeft()));
      case WIRE_ANSWERS -> new Reason(d.address() + " still answers", d.wire());
      case PEER_DOES_NOT_SERVE ->
          plain(d.peer() + " has " + d.address() + " and does not serve clients");
      case KEEPER_GONE ->
          plain(
              d.peer()
                  + " is up, but nobody has "
                  + d.address()
                  + "; "
                  + d.self()
                  + " serves its databases");
      case PEER_HOLDS ->
          new Reason(d.peer() + " says that it has " + d.address(), "the wire: " + d.wire());
      case PEER_TAKES -> plain(d.peer() + " is about to take it");
      case WAITING -> plain("waits " + seconds(d.waitLeft()) + " more, since " + d.waitFor());
      case PEER_DEAD ->
          plain(
              d.peerWord()
                  + ", the gateway answers, nobody answered for the address"
                  + (d.databases().isEmpty()
                      ? ""
                      : ", " + d.databases() + " databases are mounted on " + d.self()));
      case LEASE_BROKEN ->
          plain("the lease was not renewed in time, so " + d.peer() + " may have the address");
      case OUTRANKED -> plain(d.peer() + " took the address later than " + d.self());
      case PEER_ANSWERS_TOO ->
          new Reason(d.peer() + " answers for " + d.address() + " too", d.wire());
      case STRANGER_ANSWERS_TOO ->
          new Reason("a stranger answers for " + d.address() + " too", d.wire());
      case ONLY_PEER_HAS_GATEWAY -> plain("only " + d.peer() + " reaches the gateway");
      case PEER_SEEN -> plain(d.peer() + " answers");
      case PEER_SEEN_JUST_NOW -> plain(d.peer() + " answered a moment ago");
      case PEER_NOT_SEEN_YET ->
          plain(
              "the agent of "
                  + d.self()
                  + " has only just started and not heard "
                  + d.peer()
                  + " yet; the lease is not renewed before");
      case RIGHT_LOST ->
          new Reason(
              d.self() + " may not keep it: no quorum, or the databases are elsewhere",
              d.databases());
      case RIGHT_CONFIRMED ->
          new Reason(
              d.peer() + " is silent, and " + d.self() + " has quorum and the databases",
              d.databases());
      case RIGHT_UNKNOWN ->
          new Reason(
              d.peer()
                  + " is silent, and nobody can tell where the databases are; the gateway answers",
              d.databases());
      case RIGHT_UNKNOWN_GATEWAY_SILENT ->
          new Reason(
              d.peer() + " and the gateway are silent, and nobody can tell where the databases are",
              d.databases());
    };
  }

  private static Reason plain(String what) {
    return new Reason(what, "");
  }

  /** Seconds with one decimal, as a person says them. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1000.0);
  }

  /** Seconds with two decimals, for what lasts less than one. */
  public static String brief(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", Math.max(0, time.toMillis()) / 1000.0);
  }
}
