package casfailover.journal;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How entries stand in the journal: a word, and values by name. */
public final class EntryText {

  private EntryText() {}

  /** The word that a line of this entry begins with. */
  public static String word(Entry entry) {
    return word(entry.getClass());
  }

  /** The word that a line of this kind of entry begins with. */
  public static String word(Class<? extends Entry> kind) {
    return kind.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The values of an entry by their names. */
  public static SortedMap<String, String> values(Entry entry) {
    SortedMap<String, String> map = new TreeMap<>();
    if (entry instanceof Entry.Lost e) {
      map.put("why", e.why());
    } else if (entry instanceof Entry.Heard e) {
      map.putAll(values(e.event()));
      map.put("incident", e.incident());
    } else if (entry instanceof Entry.Ended e) {
      map.put("why", e.why());
    } else if (entry instanceof Entry.Learned e) {
      map.put("known", e.known().toString());
    } else if (entry instanceof Entry.Begun e) {
      map.put("epoch", e.epoch().toString());
      map.put("how", lower(e.how()));
      map.put("incident", e.incident());
      map.put("even_if_databases", Boolean.toString(e.evenIfDatabases()));
      map.put("why", e.why());
      if (!e.guards().isEmpty()) {
        map.put("guards", e.guards());
      }
    } else if (entry instanceof Entry.GaveUp e) {
      map.put("epoch", e.epoch().toString());
      map.put("why", e.why());
    } else if (entry instanceof Entry.Taken e) {
      map.put("epoch", e.epoch().toString());
      map.put("how", lower(e.how()));
      map.put("incident", e.incident());
    } else if (entry instanceof Entry.Releasing e) {
      releaseValues(e.epoch(), e.byPerson(), e.why(), map);
    } else if (entry instanceof Entry.Released e) {
      releaseValues(e.epoch(), e.byPerson(), e.why(), map);
    } else if (entry instanceof Entry.HandingOver e) {
      handoverValues(e.epoch(), e.attempt(), e.why(), map);
    } else if (entry instanceof Entry.HandedOver e) {
      handoverValues(e.epoch(), e.attempt(), e.why(), map);
    } else if (entry instanceof Entry.Paused e) {
      map.put("author", e.author());
      map.put("comment", e.comment());
    } else if (entry instanceof Entry.Resumed e) {
      map.put("author", e.author());
      map.put("comment", e.comment());
    } else if (entry instanceof Entry.Reloaded e) {
      map.put("settings", e.settings());
      map.put("changed", e.changed());
      map.put("lease_ms", Long.toString(e.lease().toMillis()));
    } else if (entry instanceof Entry.BackSoon e) {
      map.put("number", Long.toString(e.number()));
      map.put("boot_ms", Long.toString(e.boot().toMillis()));
      map.put("lifetime_ms", Long.toString(e.lifetime().toMillis()));
      map.put("author", e.author());
      map.put("comment", e.comment());
    } else if (entry instanceof Entry.PeerBackSoon e) {
      map.put("number", Long.toString(e.number()));
      map.put("time_ms", Long.toString(e.time().toMillis()));
    } else if (entry instanceof Entry.Kept e) {
      map.put("number", Long.toString(e.number()));
      map.put("node", e.node());
      map.put("author", e.author());
      map.put("comment", e.comment());
    } else if (entry instanceof Entry.Acknowledged e) {
      map.put("number", Long.toString(e.number()));
      map.put("term", e.term().toString());
      map.put("at", e.at().toString());
      map.put("author", e.author());
      map.put("comment", e.comment());
    } else if (entry instanceof Entry.Posted e) {
      map.put("letter", e.letter());
    }
    return map;
  }

  private static void releaseValues(
      Epoch epoch, boolean byPerson, String why, Map<String, String> map) {
    map.put("epoch", epoch.toString());
    map.put("by_person", Boolean.toString(byPerson));
    map.put("why", why);
  }

  private static void handoverValues(
      Epoch epoch, long attempt, String why, Map<String, String> map) {
    map.put("epoch", epoch.toString());
    map.put("attempt", Long.toString(attempt));
    map.put("why", why);
  }

  static SortedMap<String, String> values(Event event) {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("monitor", event.monitor());
    map.put("subject", lower(event.subject()));
    map.put("state", event.state().name());
    map.put("type", event.type().name());
    map.put("attempt", event.attempt());
    map.put("problem", event.problem());
    map.put("downtime", Boolean.toString(event.level().downtime()));
    event.level().peerState().ifPresent(state -> map.put("peer_state", state.name()));
    event.level().peerAge().ifPresent(age -> map.put("peer_age", Long.toString(age.toMillis())));
    return map;
  }

  /**
   * Reads an entry back; empty for a word that a newer program may have written.
   *
   * @throws IllegalArgumentException if the word is known and its values do not read
   */
  public static Optional<Entry> parse(String word, Map<String, String> map) {
    return Optional.ofNullable(
        switch (word) {
          case "installed" -> new Entry.Installed();
          case "lost" -> new Entry.Lost(map.getOrDefault("why", ""));
          case "heard" -> new Entry.Heard(event(map), need(map, "incident"));
          case "ended" -> new Entry.Ended(need(map, "why"));
          case "learned" -> new Entry.Learned(Epoch.parse(need(map, "known")));
          case "begun" ->
              new Entry.Begun(
                  epoch(map),
                  how(map),
                  need(map, "incident"),
                  flag(map, "even_if_databases"),
                  need(map, "why"),
                  map.getOrDefault("guards", ""));
          case "gave_up" -> new Entry.GaveUp(epoch(map), need(map, "why"));
          case "taken" -> new Entry.Taken(epoch(map), how(map), need(map, "incident"));
          case "releasing" ->
              new Entry.Releasing(epoch(map), flag(map, "by_person"), need(map, "why"));
          case "released" ->
              new Entry.Released(epoch(map), flag(map, "by_person"), need(map, "why"));
          case "handing_over" -> new Entry.HandingOver(epoch(map), attempt(map), need(map, "why"));
          case "handed_over" -> new Entry.HandedOver(epoch(map), attempt(map), need(map, "why"));
          case "paused" -> new Entry.Paused(need(map, "author"), need(map, "comment"));
          case "resumed" -> new Entry.Resumed(need(map, "author"), need(map, "comment"));
          case "right_regained" -> new Entry.RightRegained();
          case "reloaded" ->
              new Entry.Reloaded(
                  need(map, "settings"), need(map, "changed"), millis(map, "lease_ms"));
          case "back_soon" ->
              new Entry.BackSoon(
                  Long.parseLong(need(map, "number")),
                  millis(map, "boot_ms"),
                  millis(map, "lifetime_ms"),
                  need(map, "author"),
                  need(map, "comment"));
          case "back_soon_over" -> new Entry.BackSoonOver();
          case "peer_back_soon" ->
              new Entry.PeerBackSoon(Long.parseLong(need(map, "number")), millis(map, "time_ms"));
          case "peer_back" -> new Entry.PeerBack();
          case "kept" ->
              new Entry.Kept(
                  Long.parseLong(need(map, "number")),
                  need(map, "node"),
                  need(map, "author"),
                  need(map, "comment"));
          case "acknowledged" ->
              new Entry.Acknowledged(
                  Long.parseLong(need(map, "number")),
                  Epoch.parse(need(map, "term")),
                  Instant.parse(need(map, "at")),
                  need(map, "author"),
                  need(map, "comment"));
          case "posted" -> new Entry.Posted(need(map, "letter"));
          default -> null;
        });
  }

  static Event event(Map<String, String> map) {
    return new Event(
        need(map, "monitor"),
        Subject.valueOf(upper(need(map, "subject"))),
        State.valueOf(need(map, "state")),
        StateType.valueOf(need(map, "type")),
        need(map, "attempt"),
        need(map, "problem"),
        new Level(
            flag(map, "downtime"),
            Optional.ofNullable(map.get("peer_state")).map(State::valueOf),
            Optional.ofNullable(map.get("peer_age"))
                .map(age -> Duration.ofMillis(Long.parseLong(age)))));
  }

  private static Epoch epoch(Map<String, String> map) {
    return Epoch.parse(need(map, "epoch"));
  }

  private static Entry.How how(Map<String, String> map) {
    return Entry.How.valueOf(upper(need(map, "how")));
  }

  private static Duration millis(Map<String, String> map, String key) {
    return Duration.ofMillis(Long.parseLong(need(map, key)));
  }

  private static long attempt(Map<String, String> map) {
    return Long.parseLong(need(map, "attempt"));
  }

  static boolean flag(Map<String, String> map, String key) {
    return switch (need(map, key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(key + "= is neither true nor false");
    };
  }

  static String need(Map<String, String> map, String key) {
    String value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a line of the journal has no '" + key + "'");
    }
    return value;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
