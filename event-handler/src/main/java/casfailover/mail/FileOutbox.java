package casfailover.mail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
 * An outbox of one text file a letter, in folders as Maildir has them: {@code tmp} for what is
 * being written, {@code new} for what waits, {@code sent} for the last that were sent, {@code dead}
 * for what no mail server will take. A letter moves by renaming, so after a crash it is in exactly
 * one of them.
 *
 * <p>One process at a time may have it open; the agent's lock sees to that.
 */
public final class FileOutbox implements Outbox {

  /** How many sent letters are kept: to know them again, and to read them in an incident's page. */
  private static final int KEEP = 1000;

  private static final Pattern NAME = Pattern.compile("([0-9]{12})\\.([A-Za-z0-9@._-]+)");

  private final Path folder;
  private final int keep;
  private final Disk disk;
  private final Map<Box, NavigableMap<Long, String>> boxes = new HashMap<>();
  private final Map<String, Long> places = new HashMap<>();
  private long lastPlace;

  /** The folders that a letter can be in, by the names they have on disk. */
  private enum Box {
    NEW("new"),
    SENT("sent"),
    DEAD("dead");

    private final String folder;

    Box(String folder) {
      this.folder = folder;
    }
  }

  /**
   * Opens the outbox, and makes it where there is none.
   *
   * @param folder where its four folders are
   * @throws OutboxException if it cannot be read or made
   */
  public FileOutbox(Path folder) {
    this(folder, KEEP, new NioDisk());
  }

  FileOutbox(Path folder, int keep, Disk disk) {
    this.folder = folder;
    this.keep = keep;
    this.disk = disk;
    attempt("open", folder, this::open);
  }

  private void open() throws IOException {
    Path tmp = folder.resolve("tmp");
    disk.createFolder(tmp);
    for (String halfWritten : disk.list(tmp)) {
      disk.delete(tmp.resolve(halfWritten));
    }
    for (Box box : Box.values()) {
      disk.createFolder(folder.resolve(box.folder));
      TreeMap<Long, String> letters = new TreeMap<>();
      for (String file : disk.list(folder.resolve(box.folder))) {
        Matcher name = NAME.matcher(file);
        if (name.matches()) {
          long place = Long.parseLong(name.group(1));
          letters.put(place, name.group(2));
          places.put(name.group(2), place);
          lastPlace = Math.max(lastPlace, place);
        }
      }
      boxes.put(box, letters);
    }
    dropSecondNames();
    disk.force(folder);
  }

  /**
   * A power cut can bring back the old name of a file that was renamed: the later folder counts.
   */
  private void dropSecondNames() throws IOException {
    for (Map.Entry<Long, String> letter : List.copyOf(box(Box.NEW).entrySet())) {
      if (box(Box.SENT).containsValue(letter.getValue())
          || box(Box.DEAD).containsValue(letter.getValue())) {
        disk.delete(path(Box.NEW).resolve(name(letter.getKey(), letter.getValue())));
        box(Box.NEW).remove(letter.getKey());
      }
    }
  }

  @Override
  public synchronized Posting post(Letter letter) {
    if (places.containsKey(letter.id())) {
      // Asked again perhaps because the first answer was an error: make sure of what is there.
      attempt("make sure of", path(Box.NEW), () -> disk.force(path(Box.NEW)));
      return Posting.KNOWN;
    }
    long place = lastPlace + 1;
    store(place, letter, Tries.NONE);
    return Posting.POSTED;
  }

  @Override
  public synchronized Optional<Waiting> next() {
    return from(0);
  }

  @Override
  public synchronized Optional<Waiting> nextAfter(Waiting other) {
    return from(other.place() + 1);
  }

  private Optional<Waiting> from(long place) {
    Map.Entry<Long, String> entry = box(Box.NEW).ceilingEntry(place);
    while (entry != null) {
      Optional<Waiting> waiting = read(entry.getKey(), entry.getValue());
      if (waiting.isPresent()) {
        return waiting;
      }
      entry = box(Box.NEW).higherEntry(entry.getKey());
    }
    return Optional.empty();
  }

  private Optional<Waiting> read(long place, String id) {
    Path file = path(Box.NEW).resolve(name(place, id));
    try {
      return Optional.of(LetterFile.read(place, disk.read(file)));
    } catch (NoSuchFileException e) {
      // A person took it out by hand: that is a way to stop it.
      box(Box.NEW).remove(place);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      // Nobody can send what does not read, and nothing else may wait behind it.
      move(id, Box.NEW, Box.DEAD);
      return Optional.empty();
    } catch (IOException e) {
      throw new OutboxException("read", file, e);
    }
  }

  @Override
  public synchronized void sent(String id) {
    move(id, Box.NEW, Box.SENT);
    NavigableMap<Long, String> sent = box(Box.SENT);
    while (sent.size() > keep) {
      Map.Entry<Long, String> oldest = sent.firstEntry();
      Path file = path(Box.SENT).resolve(name(oldest.getKey(), oldest.getValue()));
      attempt("delete", file, () -> disk.delete(file));
      sent.remove(oldest.getKey());
      places.remove(oldest.getValue());
    }
  }

  @Override
  public synchronized void failed(String id, Tries tries) {
    Long place = places.get(id);
    if (place != null && box(Box.NEW).containsKey(place)) {
      read(place, id).ifPresent(waiting -> store(place, waiting.letter(), tries));
    }
  }

  @Override
  public synchronized void reject(String id, Tries tries) {
    failed(id, tries);
    move(id, Box.NEW, Box.DEAD);
  }

  @Override
  public synchronized int revive() {
    int before = rejected();
    List.copyOf(box(Box.DEAD).values()).forEach(id -> move(id, Box.DEAD, Box.NEW));
    return before;
  }

  @Override
  public synchronized int waiting() {
    return box(Box.NEW).size();
  }

  @Override
  public synchronized int rejected() {
    return box(Box.DEAD).size();
  }

  /** Writes aside, forces, renames, forces the name: a crash leaves the old state or the new. */
  private void store(long place, Letter letter, Tries tries) {
    String name = name(place, letter.id());
    Path aside = folder.resolve("tmp").resolve(name);
    Path file = path(Box.NEW).resolve(name);
    attempt(
        "store the letter",
        file,
        () -> {
          disk.write(aside, LetterFile.write(letter, tries));
          disk.rename(aside, file);
          box(Box.NEW).put(place, letter.id());
          places.put(letter.id(), place);
          lastPlace = Math.max(lastPlace, place);
          disk.force(path(Box.NEW));
        });
  }

  private void move(String id, Box from, Box to) {
    Long place = places.get(id);
    if (place == null || !box(from).containsKey(place)) {
      return;
    }
    Path file = path(to).resolve(name(place, id));
    attempt(
        "move a letter to",
        file,
        () -> {
          disk.createFolder(path(to));
          try {
            disk.rename(path(from).resolve(name(place, id)), file);
            box(to).put(place, id);
          } catch (NoSuchFileException e) {
            // A person took it out by hand: there is nothing left to move.
            places.remove(id);
          }
          box(from).remove(place);
          disk.force(path(to));
          disk.force(path(from));
        });
  }

  private NavigableMap<Long, String> box(Box box) {
    return boxes.computeIfAbsent(box, b -> new TreeMap<>());
  }

  private Path path(Box box) {
    return folder.resolve(box.folder);
  }

  private static String name(long place, String id) {
    return String.format(Locale.ROOT, "%012d.%s", place, id);
  }

  private static void attempt(String tried, Path path, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new OutboxException(tried, path, e);
    }
  }

  /** A step that the disk may refuse. */
  private interface Step {
    void run() throws IOException;
  }
}
