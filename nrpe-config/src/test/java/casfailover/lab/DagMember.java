package casfailover.lab;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One of the two servers of a simulated DAG: a cluster of three votes, its own, the other server's
 * and the witness's, of which two are a quorum. Pure: it is told the time in milliseconds, what it
 * heard, and what the witness said.
 *
 * <p>Two servers that hear each other need no witness. One that hears nobody asks the witness for
 * its vote, the holder of the databases at once and the other one a moment later, so that the
 * holder is first where both can reach it. A server counts as heard only if it says that it hears
 * us too: a link that is cut one way is cut for both. Databases are mounted where they are active,
 * as long as there is quorum there; those of a server that is gone move after a while.
 */
final class DagMember {
  /** For how long a word of the other server or of the witness counts. */
  static final long FRESH_MS = 500;

  /** How much later than the holder the other server asks the witness. */
  static final long HOLDER_FIRST_MS = 400;

  /** How long a server that was never heard is waited for, before its databases are moved. */
  static final long FIRST_START_MS = 20_000;

  private final String self;
  private final String peer;
  private SortedMap<String, String> holders;
  private long version;
  private long moveAfter;
  private boolean movesHeld;
  private Optional<DagBeat> beat = Optional.empty();
  private long beatAt;
  private Optional<Long> grantAt = Optional.empty();
  private long aloneSince;
  private boolean alone = true;

  DagMember(String self, String peer, Map<String, String> holders, long moveAfter, long now) {
    this.self = self;
    this.peer = peer;
    this.holders = new TreeMap<>(holders);
    this.moveAfter = moveAfter;
    this.aloneSince = now;
  }

  void heard(DagBeat heard, long now) {
    beat = Optional.of(heard);
    beatAt = now;
    if (heard.version() > version) {
      version = heard.version();
      holders = heard.holders();
    }
    look(now);
  }

  /** The witness gave us its vote, when we asked for it. */
  void granted(long asked) {
    grantAt = Optional.of(asked);
  }

  DagBeat beat(long now) {
    return new DagBeat(self, hearsPeer(now), version, holders);
  }

  boolean asksWitness(long now) {
    look(now);
    return alone && (holders.containsValue(self) || now - aloneSince >= HOLDER_FIRST_MS);
  }

  boolean quorum(long now) {
    return seesPeer(now) || grantAt.filter(asked -> now - asked < FRESH_MS).isPresent();
  }

  /** Lets time pass: what belongs to a server that is gone moves here, where there is quorum. */
  void tick(long now) {
    look(now);
    long patience = beat.isPresent() ? moveAfter : Math.max(moveAfter, FIRST_START_MS);
    boolean due = alone && now - aloneSince >= patience;
    if (due && !movesHeld && quorum(now) && holders.containsValue(peer)) {
      moveAll(self);
    }
  }

  /** An admin moves all databases. */
  String move(String node, long now) {
    if (!node.equals(self) && !node.equals(peer)) {
      return "refused: " + node + " is not a server of this DAG";
    }
    if (!quorum(now)) {
      return "refused: the cluster has no quorum";
    }
    if (node.equals(peer) && !seesPeer(now)) {
      return "refused: " + peer + " is not there";
    }
    moveAll(node);
    return "moved to " + node;
  }

  void holdMoves(boolean hold) {
    movesHeld = hold;
  }

  void moveAfter(long millis) {
    moveAfter = millis;
  }

  /** What Get-MailboxDatabaseCopyStatus would print. */
  String copies(long now, Dialect dialect) {
    StringBuilder csv = new StringBuilder(DagCsv.HEADER);
    holders.forEach(
        (database, holder) -> {
          csv.append(row(database, self, holder, own(holder, now, dialect), dialect));
          csv.append(row(database, peer, holder, other(holder, now, dialect), dialect));
        });
    return csv.toString();
  }

  private String own(String holder, long now, Dialect dialect) {
    if (dialect.lies()) {
      return "Mounted";
    }
    if (holder.equals(self)) {
      return quorum(now) ? "Mounted" : "Dismounted";
    }
    return seesPeer(now) ? "Healthy" : "DisconnectedAndHealthy";
  }

  private String other(String holder, long now, Dialect dialect) {
    if (!seesPeer(now)) {
      return "ServiceDown";
    }
    return holder.equals(peer) && !dialect.lies() ? "Mounted" : "Healthy";
  }

  private static String row(
      String database, String server, String holder, String status, Dialect dialect) {
    boolean active = server.equals(holder);
    return DagCsv.row(
        database,
        server.toUpperCase(Locale.ROOT),
        status,
        holder,
        active ? "True" : "False",
        "False",
        status.equals("ServiceDown") ? "" : "0",
        status.equals("ServiceDown") ? "" : "0",
        status.equals("ServiceDown") ? "Unknown" : "Healthy",
        dialect.errorOf(status, server));
  }

  private void moveAll(String node) {
    version++;
    holders.replaceAll((database, holder) -> node);
  }

  private boolean hearsPeer(long now) {
    return beat.isPresent() && now - beatAt < FRESH_MS;
  }

  private boolean seesPeer(long now) {
    return hearsPeer(now) && beat.map(DagBeat::hearsYou).orElse(false);
  }

  private void look(long now) {
    boolean nowAlone = !seesPeer(now);
    if (nowAlone && !alone) {
      aloneSince = now;
    }
    alone = nowAlone;
  }

  @Override
  public String toString() {
    return self + " version=" + version + " holders=" + holders + " alone=" + alone;
  }
}
