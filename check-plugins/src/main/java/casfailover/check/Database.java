package casfailover.check;

import casfailover.pair.Pair;
import casfailover.sight.DagReading.Copy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One database as this server sees it: where it is mounted, and how good the copy here is. The copy
 * on the peer is the peer's own business, and only told of.
 *
 * @param name its name
 * @param pair the two servers
 * @param copies what was read of its copies
 */
record Database(String name, Pair pair, List<Copy> copies) {

  /** The words of Exchange for a copy that is certainly not mounted. */
  private static final Set<String> NOT_MOUNTED =
      Set.of(
          "failed",
          "seeding",
          "suspended",
          "healthy",
          "servicedown",
          "initializing",
          "resynchronizing",
          "dismounted",
          "mounting",
          "dismounting",
          "disconnectedandhealthy",
          "failedandsuspended",
          "disconnectedandresynchronizing",
          "nonexchangereplication",
          "seedingsource",
          "misconfigured",
          "singlepagerestore");

  Optional<Copy> here() {
    return on(pair.self().name());
  }

  Optional<Copy> there() {
    return on(pair.peer().name());
  }

  private Optional<Copy> on(String node) {
    return copies.stream().filter(c -> c.on(node)).findFirst();
  }

  /** The server that it is mounted on, by its name in the settings where it is one of the pair. */
  Optional<String> mountedOn() {
    return copies.stream().filter(Copy::mounted).findFirst().map(c -> named(c.server()));
  }

  boolean mountedHere() {
    return here().filter(Copy::mounted).isPresent();
  }

  /** Whether Exchange told of the copies on both servers, and that none of any is mounted. */
  boolean mountedNowhere() {
    return here().isPresent()
        && there().isPresent()
        && copies.stream().flatMap(c -> c.activeOn().stream()).allMatch(s -> on(s).isPresent())
        && copies.stream().allMatch(c -> NOT_MOUNTED.contains(c.status().toLowerCase(Locale.ROOT)));
  }

  private boolean activeOn(String node) {
    return copies.stream().flatMap(c -> c.activeOn().stream()).anyMatch(node::equalsIgnoreCase);
  }

  /** Whether the copy here could not be activated. */
  boolean badHere() {
    return here().map(c -> !c.good() || (c.activationSuspended() && !c.mounted())).orElse(true);
  }

  private String named(String server) {
    return Stream.of(pair.self().name(), pair.peer().name())
        .filter(server::equalsIgnoreCase)
        .findFirst()
        .orElse(server);
  }

  /** The copy on a server in words: {@code exch-b Healthy, copy queue 0, replay queue 2}. */
  String told(String node) {
    return node
        + on(node)
            .map(
                c ->
                    " "
                        + c.status()
                        + (c.activationSuspended() ? ", activation suspended" : "")
                        + (c.error().isBlank() ? queues(c) : ": " + c.error()))
            .orElse(activeOn(node) ? " has the active copy, which was not read" : " has no copy");
  }

  /** Why the copy here is no good: {@code FailedAndSuspended, copy queue 124661}. */
  String fault() {
    return here()
        .map(
            c ->
                c.status()
                    + (c.activationSuspended() ? ", activation suspended" : "")
                    + queue(", copy queue ", c.copyQueue()))
        .orElse("none");
  }

  /** How the copy here stands: {@code Healthy, copy queue 101, replay queue 0}. */
  String standing() {
    return here().map(c -> c.status() + queues(c)).orElse("none");
  }

  private static String queues(Copy copy) {
    return queue(", copy queue ", copy.copyQueue()) + queue(", replay queue ", copy.replayQueue());
  }

  private static String queue(String words, OptionalLong length) {
    return length.isPresent() ? words + length.getAsLong() : "";
  }
}
