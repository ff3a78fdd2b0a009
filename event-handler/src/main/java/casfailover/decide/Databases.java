package casfailover.decide;

import casfailover.pair.Pair;
import casfailover.sight.DagReading;
import java.util.ArrayList;
import java.util.List;

/** Where the databases are, seen from the server that might take the address. */
public enum Databases {
  /** All here; or, after they were waited for, at least one here and none on a living server. */
  HERE,
  /** Every one is mounted on one of the two servers, and at least one on the peer's. */
  AT_PEER,
  /** Anything else that was read. */
  NOT_HERE,
  UNKNOWN,
  /** The settings say that there is no DAG. */
  NOT_ASKED;

  /**
   * Tells where the databases of a reading are.
   *
   * @param wanted the names that count; empty for all that were read
   * @param patienceOver whether they were waited for long enough that some will do
   * @param peerLives whether the peer's server is seen, so that what is mounted there is in use
   */
  public static Databases of(
      DagReading reading, Pair pair, List<String> wanted, boolean patienceOver, boolean peerLives) {
    Count count = Count.of(reading, pair, wanted);
    if (count.all() == 0) {
      return UNKNOWN;
    }
    if (count.here() == count.all()) {
      return HERE;
    }
    if (count.atPeer() > 0 && count.here() + count.atPeer() == count.all()) {
      boolean enough = patienceOver && count.here() > 0 && !peerLives;
      return enough ? HERE : AT_PEER;
    }
    boolean nobodyElseServesThem = count.elsewhere() == 0 && (count.atPeer() == 0 || !peerLives);
    return patienceOver && count.here() > 0 && nobodyElseServesThem ? HERE : NOT_HERE;
  }

  /**
   * How many databases are mounted where.
   *
   * @param all how many count
   * @param here how many are mounted on this server
   * @param atPeer how many are mounted on the peer and not here
   * @param elsewhere how many are mounted on a server that is neither, and on neither of the two
   * @param missing the names of those that are not mounted here
   */
  public record Count(int all, int here, int atPeer, int elsewhere, List<String> missing) {

    /**
     * Counts the databases of a reading; a wanted one that was not read counts as mounted nowhere.
     */
    public static Count of(DagReading reading, Pair pair, List<String> wanted) {
      List<String> names =
          wanted.isEmpty() ? List.copyOf(reading.byDatabase().keySet()) : List.copyOf(wanted);
      int here = 0;
      int atPeer = 0;
      int elsewhere = 0;
      List<String> missing = new ArrayList<>();
      for (String name : names) {
        if (reading.mountedOn(name, pair.self().name())) {
          here++;
          continue;
        }
        missing.add(name);
        if (reading.mountedOn(name, pair.peer().name())) {
          atPeer++;
        } else if (reading.byDatabase().getOrDefault(name, List.of()).stream()
            .anyMatch(DagReading.Copy::mounted)) {
          elsewhere++;
        }
      }
      return new Count(names.size(), here, atPeer, elsewhere, List.copyOf(missing));
    }

    /** Whether some are mounted on another server and none here. */
    public boolean onlyElsewhere() {
      return here == 0 && atPeer + elsewhere > 0;
    }
  }
}
