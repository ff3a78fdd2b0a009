package casfailover.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The values by their names. Asking for one reads it; what cannot be read becomes a problem, and
 * the asker goes on as if it were not there, so that all mistakes are found in one go.
 */
final class Values {

  private final Path file;
  private final Findings findings;
  private final Map<String, Entry> byName = new LinkedHashMap<>();

  private Values(Path file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** Sorts entries by name; unknown names and second values are problems. */
  static Values of(Path file, List<Entry> entries, Findings findings) {
    Values values = new Values(file, findings);
    for (Entry entry : entries) {
      Optional<String> ignored = Names.ignored(entry);
      if (ignored.isPresent()) {
        findings.warning(
            entry.place(), entry.name() + " of nrpe.cfg is ignored here: " + ignored.get());
      } else if (!Names.known(entry)) {
        findings.problem(entry.place(), Names.unknown(entry));
      } else {
        values.add(entry);
      }
    }
    return values;
  }

  private void add(Entry entry) {
    Entry before = byName.putIfAbsent(entry.name(), entry);
    if (before != null) {
      findings.problem(
          entry.place(),
          entry.name() + ": is set at " + before.place() + " already: take one of the two out");
    }
  }

  /** The entries with a key: all of {@code server[…]}. */
  List<Entry> keyed(String base) {
    return byName.values().stream().filter(e -> e.base().equals(base)).toList();
  }

  /** Whether a setting stands in the file, readable or not. */
  boolean isSet(String name) {
    return byName.containsKey(name);
  }

  /** Where a setting stands; the file as a whole if it does not. */
  Place place(String name) {
    Entry entry = byName.get(name);
    return entry == null ? new Place(file, 0) : entry.place();
  }

  /** A setting that may be left out. */
  <T> Optional<T> find(String name, Function<String, T> reader) {
    return Optional.ofNullable(byName.get(name)).flatMap(entry -> read(entry, reader));
  }

  /** A setting with a default. */
  <T> T get(String name, Function<String, T> reader, T otherwise) {
    return find(name, reader).orElse(otherwise);
  }

  /** A setting that must be there. */
  <T> Optional<T> require(String name, Function<String, T> reader, String example) {
    if (!isSet(name)) {
      problem(name, "is missing: add it, as in " + name + "=" + example);
    }
    return find(name, reader);
  }

  /** A list with commas that may be left out; nothing in it may be empty or there twice. */
  <T> Optional<List<T>> list(String name, Function<String, T> reader) {
    return find(name, text -> text).map(text -> elements(name, text, reader));
  }

  /** A list with commas that must be there. */
  <T> List<T> requireList(String name, Function<String, T> reader, String example) {
    return require(name, text -> text, example)
        .map(text -> elements(name, text, reader))
        .orElse(List.of());
  }

  private <T> List<T> elements(String name, String text, Function<String, T> reader) {
    List<T> list = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String element : text.split(",", -1)) {
      String word = element.strip();
      if (word.isEmpty()) {
        problem(name, "there is nothing between two commas or at an end: take the comma out");
      } else if (!seen.add(word.toLowerCase(Locale.ROOT))) {
        problem(name, "'" + word + "' is there twice: take one out");
      } else {
        read(new Entry(place(name), name, word), reader).ifPresent(list::add);
      }
    }
    return list;
  }

  private <T> Optional<T> read(Entry entry, Function<String, T> reader) {
    if (entry.value().isEmpty()) {
      findings.problem(entry.place(), entry.name() + ": has no value: give it one or take it out");
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(entry.value()));
    } catch (IllegalArgumentException e) {
      String comment =
          entry.value().matches(".*\\s#.*") ? " (a comment needs a line of its own)" : "";
      findings.problem(entry.place(), entry.name() + ": " + e.getMessage() + comment);
      return Optional.empty();
    }
  }

  void problem(String name, String message) {
    findings.problem(place(name), name + ": " + message);
  }

  void warning(String name, String message) {
    findings.warning(place(name), name + ": " + message);
  }
}
