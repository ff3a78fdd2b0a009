package casfailover.journal;

import casfailover.decide.Intent;
import casfailover.pair.Epoch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How all that is remembered stands in one line of a journal, so that the lines which it adds up
 * from need not be kept. What may be many has its number in its name: {@code heard.2.problem}.
 */
final class RecollectionText {

  private RecollectionText() {}

  static SortedMap<String, String> values(Recollection r) {
    SortedMap<String, String> map = new TreeMap<>();
    map.put("remembers", Boolean.toString(r.remembers()));
    map.put("installed", Boolean.toString(r.installed()));
    r.pause()
        .ifPresent(
            pause ->
                put(
                    map,
                    "pause.",
                    Map.of(
                        "since", pause.since().toString(),
                        "author", pause.author(),
                        "comment", pause.comment())));
    map.put("own", r.own().toString());
    map.put("known", r.known().toString());
    r.term().ifPresent(term -> put(map, "term.", values(term)));
    put(map, "releasing.", r.releasing());
    put(map, "handing.", r.handing());
    List<Intent.Claim> claims = r.intent().claims();
    for (int i = 0; i < claims.size(); i++) {
      put(map, "claim." + i + ".", EntryText.values(claims.get(i).event()));
      map.put("claim." + i + ".since", claims.get(i).since().toString());
    }
    for (int i = 0; i < r.heard().size(); i++) {
      put(map, "heard." + i + ".", EntryText.values(r.heard().get(i)));
    }
    map.put("released_by_person", Boolean.toString(r.releasedByPerson()));
    r.lastTake().ifPresent(time -> map.put("last_take", time.toString()));
    map.put("incident", r.incident());
    put(map, "restart.", r.restarts().own());
    put(map, "peer_restart.", r.restarts().peers());
    map.put("place", Long.toString(r.place().number()));
    put(map, "kept.", r.place().kept());
    map.put("acknowledgements", Long.toString(r.acknowledgement().number()));
    put(map, "acknowledged.", r.acknowledgement().word());
    int i = 0;
    for (String letter : r.posted()) {
      map.put("posted." + i++, letter);
    }
    return map;
  }

  private static Map<String, String> values(Recollection.Term term) {
    Map<String, String> map =
        new TreeMap<>(
            EntryText.values(
                new Entry.Begun(
                    term.epoch(),
                    term.how(),
                    term.incident(),
                    term.evenIfDatabases(),
                    term.why())));
    map.put("taken", Boolean.toString(term.taken()));
    map.put("since", term.since().toString());
    return map;
  }

  private static void put(
      Map<String, String> into, String prefix, Optional<? extends Entry> entry) {
    entry.ifPresent(e -> put(into, prefix, EntryText.values(e)));
  }

  private static void put(Map<String, String> into, String prefix, Map<String, String> values) {
    values.forEach((key, value) -> into.put(prefix + key, value));
  }

  /**
   * Reads it back.
   *
   * @throws IllegalArgumentException if it does not read
   * @throws java.time.DateTimeException if a time in it does not
   */
  static Recollection parse(Map<String, String> map) {
    return new Recollection(
        EntryText.flag(map, "remembers"),
        EntryText.flag(map, "installed"),
        part(map, "pause.").map(RecollectionText::pause),
        Epoch.parse(EntryText.need(map, "own")),
        Epoch.parse(EntryText.need(map, "known")),
        part(map, "term.").map(RecollectionText::term),
        entry(map, "releasing.", Entry.Releasing.class),
        entry(map, "handing.", Entry.HandingOver.class),
        new Intent(
            parts(map, "claim.").stream()
                .map(claim -> new Intent.Claim(EntryText.event(claim), time(claim, "since")))
                .toList()),
        parts(map, "heard.").stream().map(EntryText::event).toList(),
        EntryText.flag(map, "released_by_person"),
        Optional.ofNullable(map.get("last_take")).map(Instant::parse),
        EntryText.need(map, "incident"),
        new Recollection.Restarts(
            entry(map, "restart.", Entry.BackSoon.class),
            entry(map, "peer_restart.", Entry.PeerBackSoon.class)),
        new Recollection.Place(
            Long.parseLong(EntryText.need(map, "place")), entry(map, "kept.", Entry.Kept.class)),
        new Recollection.Acknowledgement(
            Long.parseLong(EntryText.need(map, "acknowledgements")),
            entry(map, "acknowledged.", Entry.Acknowledged.class)),
        posted(map));
  }

  private static Recollection.Pause pause(Map<String, String> map) {
    return new Recollection.Pause(
        time(map, "since"), EntryText.need(map, "author"), EntryText.need(map, "comment"));
  }

  private static Recollection.Term term(Map<String, String> map) {
    Entry.Begun begun = entry(map, "", Entry.Begun.class).orElseThrow();
    return new Recollection.Term(
        begun.epoch(),
        begun.how(),
        begun.incident(),
        EntryText.flag(map, "taken"),
        time(map, "since"),
        begun.evenIfDatabases(),
        begun.why());
  }

  private static <E extends Entry> Optional<E> entry(
      Map<String, String> map, String prefix, Class<E> kind) {
    return part(map, prefix)
        .flatMap(values -> EntryText.parse(EntryText.word(kind), values))
        .map(kind::cast);
  }

  private static Set<String> posted(Map<String, String> map) {
    Set<String> letters = new LinkedHashSet<>();
    for (int i = 0; map.containsKey("posted." + i); i++) {
      letters.add(EntryText.need(map, "posted." + i));
    }
    return letters;
  }

  private static Instant time(Map<String, String> map, String key) {
    return Instant.parse(EntryText.need(map, key));
  }

  /** The values whose names begin with a prefix, without it. */
  private static Optional<Map<String, String>> part(Map<String, String> map, String prefix) {
    Map<String, String> part = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            part.put(key.substring(prefix.length()), value);
          }
        });
    return part.isEmpty() ? Optional.empty() : Optional.of(part);
  }

  private static List<Map<String, String>> parts(Map<String, String> map, String prefix) {
    List<Map<String, String>> parts = new ArrayList<>();
    Optional<Map<String, String>> part = part(map, prefix + "0.");
    while (part.isPresent()) {
      parts.add(part.get());
      part = part(map, prefix + parts.size() + ".");
    }
    return parts;
  }
}
