package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.Recollection;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The journal of exch-b, on a disk that may be full or slow. */
final class JournalOnDisk {

  boolean diskWorks = true;
  Duration diskTakes = Duration.ofMillis(1);

  /** What can be written while the disk works. */
  Predicate<Entry> writable = entry -> true;

  final List<Entry> entries = new ArrayList<>();

  /** The entries that the keeper knows to be in the journal. */
  final List<Entry> confirmed = new ArrayList<>();

  /** Writes it at once; whether it could is told when the keeper hears of it. */
  boolean write(Entry entry) {
    boolean works = diskWorks && writable.test(entry);
    if (works) {
      entries.add(entry);
    }
    return works;
  }

  List<String> words() {
    return entries.stream().map(EntryText::word).toList();
  }

  long count(String word) {
    return words().stream().filter(word::equals).count();
  }

  /** What a process that starts at a moment reads in it. */
  Recollection recollection(Moment at) {
    Recollection memory = Recollection.EMPTY;
    for (Entry entry : entries) {
      Entry read = EntryText.parse(EntryText.word(entry), EntryText.values(entry)).orElseThrow();
      memory = memory.after(at, read);
    }
    return memory;
  }
}
