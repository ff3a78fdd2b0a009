package casfailover.agent;

import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.Journal;
import casfailover.journal.JournalFailure;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.sight.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The journal of an agent on a disk that can break, and can hang when it is read. */
final class JournalOnDisk implements Journal, AutoCloseable {

  volatile boolean diskWorks = true;

  /** How often the agent began to read all of it. */
  final AtomicInteger reads = new AtomicInteger();

  volatile Optional<CountDownLatch> readsHangUntil = Optional.empty();
  private final FileJournal file;
  private final FileJournal broken;

  JournalOnDisk(Path folder, Supplier<Moment> clock, List<Entry> before) throws IOException {
    this.file = open(folder, clock);
    this.broken = open(folder.resolve("broken"), clock);
    broken.close();
    Files.delete(folder.resolve("broken").resolve("journal"));
    for (Entry entry : before) {
      file.append(EntryText.word(entry), EntryText.values(entry));
    }
  }

  private static FileJournal open(Path folder, Supplier<Moment> clock) throws IOException {
    return FileJournal.open(folder, () -> clock.get().wall(), "boot").journal();
  }

  @Override
  public JournalLine append(String word, Map<String, String> values) throws JournalFailure {
    return (diskWorks ? file : broken).append(word, values);
  }

  @Override
  public List<JournalLine> lines() {
    return file.lines();
  }

  /** All lines for whoever explains what happened. */
  List<JournalLine> read() {
    reads.incrementAndGet();
    readsHangUntil.ifPresent(World::hang);
    return lines();
  }

  List<String> words() {
    return lines().stream().map(JournalLine::word).toList();
  }

  long count(String word) {
    return words().stream().filter(word::equals).count();
  }

  Recollection recollection() {
    Recollection memory = Recollection.EMPTY;
    for (JournalLine line : lines()) {
      Optional<Entry> entry = EntryText.parse(line.word(), line.values());
      memory = entry.isPresent() ? memory.after(line.time(), entry.get()) : memory;
    }
    return memory;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
