package casfailover.report;

import java.time.Instant;
import java.util.Optional;

/**
 * One of the two servers in the status.
 *
 * @param node its name
 * @param stance whether it has the address
 * @param away what is owed to the preferred owner, where the address is away from it
 * @param acknowledged who acknowledged that on the dashboard
 * @param guards how many of its guards are well; none where it need not say
 * @param agent the version of its agent
 * @param settings what its settings are beside ours
 */
public record NodeStatus(
    String node,
    Stance stance,
    Optional<Away> away,
    Optional<Acknowledged> acknowledged,
    Optional<Guards> guards,
    Optional<String> agent,
    Optional<Settings> settings) {

  /**
   * The address is on another server than it should be.
   *
   * @param preferred the server that should have it
   */
  public record Away(String preferred) {}

  /**
   * A person has seen it.
   *
   * @param by who
   * @param at when
   * @param comment what was said; may be empty
   */
  public record Acknowledged(String by, Instant at, String comment) {}

  /** How many guards are well, of how many. */
  public record Guards(int well, int all) {}

  /**
   * The settings of a server beside those of the one that tells.
   *
   * @param hash a short hash of them
   * @param match whether they are the same
   */
  public record Settings(String hash, Match match) {}

  /** Whether two servers' settings are the same. */
  public enum Match {
    SAME,
    DIFFERENT
  }

  /** A server of which nothing but its stance is told. */
  public static NodeStatus of(String node, Stance stance) {
    return new NodeStatus(
        node,
        stance,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
