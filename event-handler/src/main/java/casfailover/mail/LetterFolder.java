package casfailover.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One folder of the outbox and what is in it, known without asking the disk again. A file's name is
 * its letter's place in the order of posting and its id, as in {@code
 * 000000000042.2026-11-22-1.takeover@exch-b}.
 */
final class LetterFolder {

  /** The name of a letter's file: its place, and its id. */
  static final Pattern NAME = Pattern.compile("([0-9]{12})\\.([A-Za-z0-9@._-]+)");

  private final Path folder;
  private final Disk disk;
  private final NavigableMap<Long, String> ids = new TreeMap<>();
  private final Map<String, Long> places = new HashMap<>();

  /** Makes the folder where there is none, and reads its names; other files there are let be. */
  LetterFolder(Path folder, Disk disk) throws IOException {
    this.folder = folder;
    this.disk = disk;
    disk.createFolder(folder);
    for (String file : disk.list(folder)) {
      Matcher name = NAME.matcher(file);
      if (name.matches()) {
        add(Long.parseLong(name.group(1)), name.group(2));
      }
    }
  }

  static String name(long place, String id) {
    return String.format(Locale.ROOT, "%012d.%s", place, id);
  }

  Path path() {
    return folder;
  }

  Path file(long place, String id) {
    return folder.resolve(name(place, id));
  }

  boolean has(String id) {
    return places.containsKey(id);
  }

  Optional<Long> place(String id) {
    return Optional.ofNullable(places.get(id));
  }

  /** The place of the first letter at or after a place. */
  Optional<Long> ceiling(long place) {
    return Optional.ofNullable(ids.ceilingKey(place));
  }

  /** The id of the letter at a place that is taken. */
  String id(long place) {
    String id = ids.get(place);
    if (id == null) {
      throw new IllegalArgumentException("no letter at place " + place + " of " + folder);
    }
    return id;
  }

  /** The ids of all letters, oldest first. */
  List<String> all() {
    return List.copyOf(ids.values());
  }

  int size() {
    return ids.size();
  }

  long lastPlace() {
    return ids.isEmpty() ? 0 : ids.lastKey();
  }

  /** Notes that a letter is here now. */
  void add(long place, String id) {
    ids.put(place, id);
    places.put(id, place);
  }

  /** Notes that a letter is no longer here. */
  void remove(String id) {
    place(id).ifPresent(ids::remove);
    places.remove(id);
  }

  /** Forces the names to the disk. */
  void force() throws IOException {
    disk.force(folder);
  }

  /** Deletes a letter's file, and then forgets it. */
  void delete(OutboxStep step, String id) throws IOException {
    Optional<Long> place = place(id);
    if (place.isPresent()) {
      disk.delete(step, file(place.get(), id));
      remove(id);
    }
  }
}
