package casfailover.sight;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What Exchange said of the copies of all the databases of the pair.
 *
 * @param copies one for each copy that was read, of either server
 * @param blocked the servers on which an admin lets no copy become active by itself
 */
public record DagReading(List<Copy> copies, Set<String> blocked) implements Finding {

  /**
   * One copy of one database, as Get-MailboxDatabaseCopyStatus tells of it.
   *
   * @param database the name of the database, which may hold blanks
   * @param server the short name of the server that has the copy, compared ignoring case
   * @param status the word of Exchange for its state, kept as it came
   * @param activeOn the server that has the active copy; empty where Exchange named none
   * @param activationSuspended whether an admin keeps this copy from becoming active
   * @param copyQueue logs still to be copied; empty where Exchange gave no number
   * @param replayQueue logs still to be replayed; empty where Exchange gave no number
   * @param contentIndex the state of the search index; never decides a takeover
   * @param error what Exchange says is wrong with it; empty if nothing
   */
  public record Copy(
      String database,
      String server,
      String status,
      Optional<String> activeOn,
      boolean activationSuspended,
      OptionalLong copyQueue,
      OptionalLong replayQueue,
      String contentIndex,
      String error) {

    public boolean on(String node) {
      return server.equalsIgnoreCase(node);
    }

    public boolean mounted() {
      return status.equalsIgnoreCase("Mounted");
    }

    /** Whether this passive copy could be activated, or serves already. */
    public boolean good() {
      return switch (status.toLowerCase(Locale.ROOT)) {
        case "mounted", "healthy", "disconnectedandhealthy", "seedingsource" -> true;
        default -> false;
      };
    }
  }

  public DagReading {
    copies = List.copyOf(copies);
    blocked = Set.copyOf(blocked);
  }

  /** A reading of servers of which none is blocked. */
  public DagReading(List<Copy> copies) {
    this(copies, Set.of());
  }

  /**
   * Why no database becomes active on a server by itself, if an admin wants that so. It decides
   * nothing: databases that were mounted there by hand are served.
   */
  public Optional<String> maintenance(String node) {
    if (blocked.stream().anyMatch(node::equalsIgnoreCase)) {
      return Optional.of(
          node + " is in maintenance (DatabaseCopyAutoActivationPolicy is Blocked there)");
    }
    List<Copy> here = copies.stream().filter(c -> c.on(node)).toList();
    return !here.isEmpty() && here.stream().allMatch(Copy::activationSuspended)
        ? Optional.of(node + " is in maintenance (activation is suspended on every copy there)")
        : Optional.empty();
  }

  /** The copies of each database, by its name. */
  public SortedMap<String, List<Copy>> byDatabase() {
    SortedMap<String, List<Copy>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Copy copy : copies) {
      map.merge(
          copy.database(), List.of(copy), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
    }
    return map;
  }

  /** Whether a database is mounted on a server. */
  public boolean mountedOn(String database, String node) {
    return copies.stream()
        .anyMatch(c -> c.database().equalsIgnoreCase(database) && c.on(node) && c.mounted());
  }

  @Override
  public String detail() {
    long mounted = byDatabase().values().stream().filter(DagReading::anyMounted).count();
    return mounted + " of " + byDatabase().size() + " databases mounted";
  }

  private static boolean anyMounted(List<Copy> copies) {
    return copies.stream().anyMatch(Copy::mounted);
  }
}
