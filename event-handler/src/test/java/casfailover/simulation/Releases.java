package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.decide.Row;
import casfailover.journal.Entry;
import casfailover.keep.View;
import casfailover.pair.Timing;
import casfailover.sight.Moment;
import java.time.Duration;

/** Holds each release that nobody ordered against what was true shortly before. */
final class Releases {

  private final Auditor audit;
  private final World world;

  Releases(Auditor audit, World world) {
    this.audit = audit;
    this.world = world;
  }

  void judge(Machine m, Entry.Releasing releasing) {
    if (releasing.byPerson() || m.agent.isStopping()) {
      return;
    }
    Dossier d = audit.of(m);
    View view = m.agent.brain().view(m.now());
    boolean byTable = releasing.why().equals(view.reason().text());
    boolean right = byTable ? right(m, d, view.decision().row()) : rightBeyondTheTable(m, d);
    if (byTable) {
      world.coverage.count("release " + view.decision().row());
    }
    if (!right) {
      audit.violated(Rule.NOT_NEEDLESS, m.name + " lets it go: " + releasing.why());
    }
  }

  /** Whether what the row says is true, or was so lately that it could not be known better. */
  private boolean right(Machine m, Dossier d, Row row) {
    Timing t = m.timing();
    long now = world.now();
    Moment moment = m.now();
    long grace = micros(t.grace().toMillis()) - SECOND / 10;
    long lately = micros(t.silence().toMillis() + t.evidenceMaxAge().toMillis()) + SECOND;
    long reading = micros(t.dagMaxAge().toMillis()) + 9 * SECOND;
    Dossier other = audit.of(m.other());
    return switch (row) {
      case LEASE_BROKEN -> {
        long since = micros(t.lease().toMillis()) + 2 * SECOND;
        // A program that starts is told in whole seconds what is left of the lifetime.
        boolean reckonsFromSeconds = now - d.startedAt < micros(t.lease().toMillis());
        Moment known = reckonsFromSeconds ? moment.plus(Duration.ofSeconds(1)) : moment;
        boolean late = d.leaseMayBeBroken(known) && now - d.ill < since;
        yield late || now - d.clockStepped < since;
      }
      case OUTRANKED -> now - other.hadLast < lately || m.other().runs();
      case PEER_ANSWERS_TOO -> now - other.hadLast < 4 * SECOND || world.stranger();
      case RIGHT_LOST -> gone(d, now, grace) && now - d.noRight < reading;
      case RIGHT_UNKNOWN_GATEWAY_SILENT ->
          gone(d, now, grace)
              && now - d.noGateway < lately
              && (now - d.dagUnread < reading || !world.site.dag());
      default -> false;
    };
  }

  /**
   * Whether the peer was not to be heard for a moment at least within the grace, or it stood still.
   */
  private static boolean gone(Dossier d, long now, long grace) {
    return now - d.noPeer < grace || now - d.woke < grace || now - d.startedAt < grace;
  }

  private boolean rightBeyondTheTable(Machine m, Dossier d) {
    long now = world.now();
    boolean another = now - audit.of(m.other()).hadLast < 4 * SECOND || world.stranger();
    return !m.hasAddress() || d.planted || another || now - d.ill < 4 * SECOND;
  }

  private static long micros(long millis) {
    return millis * MILLI;
  }
}
