package casfailover.keep;

import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wire;
import casfailover.pair.Pair;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the target of a handover must have seen before it asks for the address: all of it, and none
 * of it unknown.
 */
record Checklist(List<Item> items) {

  /**
   * One condition.
   *
   * @param name what it is about, in a word
   * @param look seen if it is met
   * @param text what was seen
   */
  record Item(String name, Look look, String text) {
    String line() {
      String word =
          switch (look) {
            case SEEN -> "ok";
            case SILENT -> "NOT OK";
            case UNKNOWN -> "unknown";
          };
      return "\\_ %-8s %-10s %s".formatted(word, name, text);
    }
  }

  Checklist {
    items = List.copyOf(items);
  }

  /**
   * Goes through the list.
   *
   * @param ordered whether a person wants it, which overrides a pause
   * @param evenIfDatabases whether that person said so of the databases
   */
  static Checklist of(Mind mind, boolean ordered, boolean evenIfDatabases, Moment now) {
    Setup setup = mind.setup();
    Sights sights = mind.sights();
    Pair pair = setup.pair();
    String self = pair.self().name();
    List<Item> items = new ArrayList<>();
    items.add(holder(pair, sights, now));
    items.add(wire(pair, sights, now));
    items.add(
        new Item(
            "gateway",
            sights.gateway().look(setup.timing().evidenceMaxAge(), now),
            pair.gateway() + " " + sights.gateway().sighting(now).detail()));
    items.add(
        new Item("services", sights.ownService(now), self + " " + said(sights, Guard.OWN_SERVICE)));
    if (setup.dag() && !evenIfDatabases) {
      items.add(databases(setup, sights, now));
    }
    items.add(settings(setup, sights));
    items.add(pause(mind, ordered));
    return new Checklist(items);
  }

  private static Item holder(Pair pair, Sights sights, Moment now) {
    String peer = pair.peer().name();
    Optional<PeerReport> said = sights.saidJustNow(now);
    if (said.isEmpty()) {
      boolean silent = sights.agent(now) == PeerAgent.SILENT;
      return new Item(
          "holder",
          silent ? Look.SILENT : Look.UNKNOWN,
          peer + " " + said(sights, Guard.PEER_AGENT));
    }
    PeerReport report = said.get();
    return report.stance() == Stance.HOLDS
        ? new Item("holder", Look.SEEN, peer + " has it, term " + report.epoch())
        : new Item("holder", Look.SILENT, peer + " says that it does not have " + pair.casIp());
  }

  private static Item wire(Pair pair, Sights sights, Moment now) {
    Wire wire = sights.neighbourhood().wire(now);
    String seen = said(sights, Guard.WIRE);
    return switch (wire) {
      case PEER -> new Item("address", Look.SEEN, pair.peer() + " answers for it, " + seen);
      case STRANGER -> new Item("address", Look.SILENT, "a stranger answers for it, " + seen);
      case SILENT -> new Item("address", Look.SILENT, "nobody answers for it, " + seen);
      case UNKNOWN -> new Item("address", Look.UNKNOWN, seen);
    };
  }

  private static Item databases(Setup setup, Sights sights, Moment now) {
    Optional<DagReading> reading = sights.dag().reading(now);
    if (reading.isEmpty() || reading.get().copies().isEmpty()) {
      return new Item("databases", Look.UNKNOWN, said(sights, Guard.DATABASES));
    }
    String self = setup.pair().self().name();
    String peer = setup.pair().peer().name();
    List<String> names =
        setup.databases().isEmpty()
            ? List.copyOf(reading.get().byDatabase().keySet())
            : setup.databases();
    List<String> bad = names.stream().flatMap(name -> fault(reading.get(), name, self)).toList();
    if (!bad.isEmpty()) {
      return new Item(
          "databases",
          Look.SILENT,
          "no good copy on "
              + self
              + ": "
              + bad.stream().limit(5).collect(Collectors.joining(", ")));
    }
    long there = names.stream().filter(name -> reading.get().mountedOn(name, peer)).count();
    String elsewhere =
        there == 0
            ? ""
            : "; %d mounted on %s, from where both serve them: Move-ActiveMailboxDatabase moves them"
                .formatted(there, peer);
    return new Item(
        "databases",
        Look.SEEN,
        "%d of %d with a good copy on %s%s".formatted(names.size(), names.size(), self, elsewhere));
  }

  private static Stream<String> fault(DagReading reading, String database, String self) {
    Optional<Copy> here =
        reading.byDatabase().getOrDefault(database, List.of()).stream()
            .filter(copy -> copy.on(self))
            .findFirst();
    boolean good =
        here.filter(c -> c.good() && (c.mounted() || !c.activationSuspended())).isPresent();
    String state =
        here.map(c -> c.status() + (c.activationSuspended() ? ", activation suspended" : ""))
            .orElse("none");
    return good ? Stream.of() : Stream.of(database + " " + state);
  }

  private static Item settings(Setup setup, Sights sights) {
    String here = setup.settings();
    return sights
        .report()
        .map(PeerReport::settings)
        .map(
            there ->
                there.equals(here)
                    ? new Item("settings", Look.SEEN, "the same on both, " + here)
                    : new Item(
                        "settings",
                        Look.SILENT,
                        "%s here, %s on %s: reload both"
                            .formatted(here, there, setup.pair().peer())))
        .orElse(new Item("settings", Look.UNKNOWN, "those of the other server are not known"));
  }

  private static Item pause(Mind mind, boolean ordered) {
    boolean here = mind.memory().paused();
    boolean there = mind.sights().report().filter(PeerReport::paused).isPresent();
    if (!here && !there) {
      return new Item("pause", Look.SEEN, "neither is paused");
    }
    String who = here ? there ? "both are" : mind.self() + " is" : mind.peer() + " is";
    return ordered
        ? new Item("pause", Look.SEEN, who + " paused, which an order overrides")
        : new Item("pause", Look.SILENT, who + " paused");
  }

  private static String said(Sights sights, Guard guard) {
    return Optional.ofNullable(sights.all().get(guard))
        .map(sighting -> sighting.detail())
        .orElse("not asked yet");
  }

  /** Whether the address may be asked for. */
  boolean good() {
    return items.stream().allMatch(item -> item.look() == Look.SEEN);
  }

  /** Whether nothing stands against it that more looking could not clear up. */
  boolean open() {
    return items.stream().noneMatch(item -> item.look() == Look.SILENT);
  }

  /** What stands against it, in one sentence. */
  String against() {
    boolean open = open();
    return items.stream()
        .filter(item -> item.look() == (open ? Look.UNKNOWN : Look.SILENT))
        .map(item -> (open ? "cannot tell: " : "") + item.name() + ": " + item.text())
        .collect(Collectors.joining("; "));
  }

  /** All of it, a line each. */
  String lines() {
    return items.stream().map(item -> "\n" + item.line()).collect(Collectors.joining());
  }
}
