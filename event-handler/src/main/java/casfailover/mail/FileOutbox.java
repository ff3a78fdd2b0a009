package casfailover.mail;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

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

  private final int keep;
  private final Disk disk;
  private final Path tmp;
  private final LetterFolder waiting;
  private final LetterFolder sent;
  private final LetterFolder dead;
  private long lastPlace;

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
    this.keep = keep;
    this.disk = disk;
    this.tmp = folder.resolve("tmp");
    try {
      disk.createFolder(tmp);
      for (String halfWritten : disk.list(tmp)) {
        disk.delete(OutboxStep.HALF_WRITTEN_DELETED, tmp.resolve(halfWritten));
      }
      waiting = new LetterFolder(folder.resolve("new"), disk);
      sent = new LetterFolder(folder.resolve("sent"), disk);
      dead = new LetterFolder(folder.resolve("dead"), disk);
      for (String id : waiting.all()) {
        // A power cut can bring back the old name of a renamed file: the later folder counts.
        if (sent.has(id) || dead.has(id)) {
          waiting.delete(OutboxStep.OLD_NAME_DELETED, id);
        }
      }
      disk.force(folder);
    } catch (IOException e) {
      throw new OutboxException("open", folder, e);
    }
    lastPlace = Stream.of(waiting, sent, dead).mapToLong(LetterFolder::lastPlace).max().orElse(0);
  }

  @Override
  public synchronized Posting post(Letter letter) {
    if (waiting.has(letter.id()) || sent.has(letter.id()) || dead.has(letter.id())) {
      // Asked again perhaps because the first answer was an error: make sure of what is there.
      attempt("make sure of", waiting.path(), waiting::force);
      return Posting.KNOWN;
    }
    store(OutboxStep.LETTER_WRITTEN, OutboxStep.LETTER_POSTED, lastPlace + 1, letter, Tries.NONE);
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

  private Optional<Waiting> from(long start) {
    Optional<Long> place = waiting.ceiling(start);
    while (place.isPresent()) {
      Optional<Waiting> letter = read(place.get());
      if (letter.isPresent()) {
        return letter;
      }
      place = waiting.ceiling(place.get() + 1);
    }
    return Optional.empty();
  }

  private Optional<Waiting> read(long place) {
    String id = waiting.id(place);
    Path file = waiting.file(place, id);
    try {
      return Optional.of(LetterFile.read(place, disk.read(file)));
    } catch (NoSuchFileException e) {
      // A person took it out by hand: that is a way to stop it.
      waiting.remove(id);
      return Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      // Nobody can send what does not read, and nothing else may wait behind it.
      move(OutboxStep.LETTER_REJECTED, id, waiting, dead);
      return Optional.empty();
    } catch (IOException e) {
      throw new OutboxException("read", file, e);
    }
  }

  @Override
  public synchronized void sent(String id) {
    move(OutboxStep.LETTER_SENT, id, waiting, sent);
    for (String old : sent.all().subList(0, Math.max(0, sent.size() - keep))) {
      attempt(
          "delete an old letter from",
          sent.path(),
          () -> sent.delete(OutboxStep.SENT_DELETED, old));
    }
  }

  @Override
  public synchronized void failed(String id, Tries tries) {
    waiting
        .place(id)
        .flatMap(this::read)
        .ifPresent(
            letter ->
                store(
                    OutboxStep.TRY_WRITTEN,
                    OutboxStep.TRY_NOTED,
                    letter.place(),
                    letter.letter(),
                    tries));
  }

  @Override
  public synchronized void reject(String id, Tries tries) {
    failed(id, tries);
    move(OutboxStep.LETTER_REJECTED, id, waiting, dead);
  }

  @Override
  public synchronized int revive() {
    int before = dead.size();
    dead.all().forEach(id -> move(OutboxStep.LETTER_REVIVED, id, dead, waiting));
    return before;
  }

  @Override
  public synchronized int waiting() {
    return waiting.size();
  }

  @Override
  public synchronized int rejected() {
    return dead.size();
  }

  /** Writes aside, forces, renames, forces the name: a crash leaves the old state or the new. */
  private void store(OutboxStep written, OutboxStep named, long place, Letter letter, Tries tries) {
    Path aside = tmp.resolve(LetterFolder.name(place, letter.id()));
    Path file = waiting.file(place, letter.id());
    attempt(
        "store the letter",
        file,
        () -> {
          disk.write(written, aside, LetterFile.write(letter, tries));
          disk.rename(named, aside, file);
          waiting.add(place, letter.id());
          lastPlace = Math.max(lastPlace, place);
          waiting.force();
        });
  }

  private void move(OutboxStep step, String id, LetterFolder from, LetterFolder to) {
    Optional<Long> place = from.place(id);
    if (place.isEmpty()) {
      return;
    }
    Path file = to.file(place.get(), id);
    attempt(
        "move a letter to",
        file,
        () -> {
          disk.createFolder(to.path());
          if (renamed(step, from.file(place.get(), id), file)) {
            to.add(place.get(), id);
          }
          from.remove(id);
          to.force();
          from.force();
        });
  }

  /** Whether the file was there; where it was not, a person took it out by hand. */
  private boolean renamed(OutboxStep step, Path from, Path to) throws IOException {
    try {
      disk.rename(step, from, to);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
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
