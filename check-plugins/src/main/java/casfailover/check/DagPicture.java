package casfailover.check;

import casfailover.check.DagFacts.Asked;
import casfailover.pair.Pair;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One reading of all the databases, judged one by one.
 *
 * @param pair the two servers
 * @param judged each database with what was measured of its copy here
 * @param maintenance why no database becomes active here by itself, if an admin wants that so
 */
record DagPicture(Pair pair, List<Judged> judged, Optional<String> maintenance) {

  /** One database, with the lengths of the queues of its copy on this server. */
  record Judged(Database database, Metric copyQueue, Metric replayQueue) {

    Status status() {
      return kind().or(copyQueue.status()).or(replayQueue.status());
    }

    private Status kind() {
      if (database.mountedNowhere()) {
        return Status.CRITICAL;
      }
      if (database.mountedOn().isEmpty()) {
        return Status.UNKNOWN;
      }
      return database.badHere() ? Status.WARNING : Status.OK;
    }

    boolean unread() {
      return database.mountedOn().isEmpty() && !database.mountedNowhere();
    }

    boolean badHere() {
      return database.mountedOn().isPresent() && database.badHere();
    }

    boolean lags() {
      return database.mountedOn().isPresent() && !database.badHere() && status() != Status.OK;
    }
  }

  static DagPicture of(Asked facts, DagReading reading, Thresholds limits) {
    return new DagPicture(
        facts.pair(),
        databases(facts, reading).stream()
            .map(
                d ->
                    new Judged(
                        d,
                        queue(d, "copyq", Copy::copyQueue, facts.copyQueueWarn(), limits),
                        queue(d, "replayq", Copy::replayQueue, facts.replayQueueWarn(), limits)))
            .toList(),
        reading.maintenance(facts.pair().self().name()));
  }

  /** The databases of the settings, or all that were read where the settings name none. */
  static List<Database> databases(Asked facts, DagReading reading) {
    Map<String, List<Copy>> read = reading.byDatabase();
    Stream<String> names =
        facts.databases().isEmpty() ? read.keySet().stream() : facts.databases().stream();
    return names
        .map(name -> new Database(name, facts.pair(), read.getOrDefault(name, List.of())))
        .toList();
  }

  private static Metric queue(
      Database database,
      String kind,
      Function<Copy, OptionalLong> length,
      long warn,
      Thresholds limits) {
    String label = database.name() + "_" + kind;
    OptionalLong known = database.here().map(length).orElse(OptionalLong.empty());
    Metric metric =
        known.isPresent() ? Metric.count(label, known.getAsLong()) : Metric.unknown(label);
    return limits.on(metric.warning(Range.upTo(warn)).atLeastZero(), kind);
  }

  Status status() {
    // Exchange answered and named no database: that is no reason to be content.
    return judged.isEmpty() ? Status.UNKNOWN : Status.worst(judged.stream().map(Judged::status));
  }

  /** What is wrong, gravest first, and then where the databases are. */
  List<String> sentences() {
    if (judged.isEmpty()) {
      return List.of("Exchange named no databases");
    }
    String self = pair.self().name();
    List<String> said = new ArrayList<>();
    add(said, j -> j.database().mountedNowhere(), " is mounted nowhere", " are mounted nowhere");
    List<String> unread = named(Judged::unread);
    if (!unread.isEmpty()) {
      said.add(
          "it is not known where " + Words.list(unread) + verb(unread, " is", " are") + " mounted");
    }
    add(
        said,
        Judged::badHere,
        " has no good copy on " + self + first(Judged::badHere, Database::fault),
        " have no good copy on " + self);
    add(
        said,
        Judged::lags,
        " lags on " + self + first(Judged::lags, Database::standing),
        " lag on " + self);
    boolean fine = said.isEmpty();
    said.add(mounted() + (fine ? others().map(o -> ", " + o).orElse("") : ""));
    return said;
  }

  private void add(List<String> said, Predicate<Judged> kind, String one, String many) {
    List<String> names = named(kind);
    if (!names.isEmpty()) {
      said.add(Words.list(names) + verb(names, one, many));
    }
  }

  private static String verb(List<String> names, String one, String many) {
    return names.size() == 1 ? one : many;
  }

  private List<String> named(Predicate<Judged> kind) {
    return judged.stream().filter(kind).map(j -> j.database().name()).toList();
  }

  private String first(Predicate<Judged> kind, Function<Database, String> told) {
    return judged.stream()
        .filter(kind)
        .findFirst()
        .map(j -> " (" + told.apply(j.database()) + ")")
        .orElse("");
  }

  private String mounted() {
    Map<String, Integer> byServer = new LinkedHashMap<>();
    judged.stream()
        .flatMap(j -> j.database().mountedOn().stream())
        .sorted()
        .forEach(node -> byServer.merge(node, 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    String of = " of " + judged.size() + (judged.size() == 1 ? " database" : " databases");
    byServer.forEach(
        (node, count) ->
            parts.add(count + (parts.isEmpty() ? of + " mounted" : "") + " on " + node));
    return parts.isEmpty() ? "0" + of + " mounted" : String.join(", ", parts);
  }

  /** The passive copies in one phrase, where all the databases are mounted on one of the two. */
  private Optional<String> others() {
    boolean allHere = judged.stream().allMatch(j -> j.database().mountedHere());
    String node = (allHere ? pair.peer() : pair.self()).name();
    String active = (allHere ? pair.self() : pair.peer()).name();
    List<Copy> copies =
        judged.stream()
            .map(Judged::database)
            .filter(d -> d.mountedOn().equals(Optional.of(active)))
            .flatMap(d -> (allHere ? d.there() : d.here()).stream())
            .toList();
    if (copies.size() < judged.size()) {
      return Optional.empty();
    }
    String which =
        switch (copies.size()) {
          case 1 -> "its copy on ";
          case 2 -> "both copies on ";
          default -> "all copies on ";
        };
    return Optional.of(
        which
            + node
            + " "
            + String.join(" or ", copies.stream().map(Copy::status).distinct().sorted().toList()));
  }

  /** A line for each database, gravest first. */
  List<Detail> details() {
    return judged.stream()
        .sorted(Comparator.comparing(Judged::status, Status.gravestFirst()))
        .map(j -> Detail.of(j.status(), j.database().name() + ": " + state(j.database())))
        .toList();
  }

  private String state(Database database) {
    String here = database.told(pair.self().name());
    String there = database.told(pair.peer().name());
    Optional<String> on = database.mountedOn();
    if (on.isEmpty()) {
      String nowhere =
          database.mountedNowhere() ? "mounted nowhere; " : "not known where mounted; ";
      return database.copies().isEmpty()
          ? "Exchange named no copy of it; is dag_databases right?"
          : nowhere + here + ", " + there;
    }
    String mounted = "Mounted on " + on.get() + "; ";
    if (database.mountedHere()) {
      return mounted + there;
    }
    return on.get().equals(pair.peer().name()) ? mounted + here : mounted + here + ", " + there;
  }

  /** All that was measured, in an order that does not change with the states. */
  List<Metric> metrics(Metric age) {
    int all = judged.size();
    List<Metric> metrics = new ArrayList<>();
    metrics.add(Metric.count("mounted_here", count(j -> j.database().mountedHere())).max(all));
    metrics.add(Metric.count("bad_copies", count(j -> j.database().badHere())).max(all));
    metrics.add(age);
    for (Judged one : judged) {
      metrics.add(one.copyQueue());
      metrics.add(one.replayQueue());
    }
    return metrics;
  }

  private long count(Predicate<Judged> kind) {
    return judged.stream().filter(kind).count();
  }
}
