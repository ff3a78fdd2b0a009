package casfailover.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * All that happened in a run, as a number that differs if anything differs, and as text if asked.
 */
final class Trace {

  private static final long PRIME = 1_099_511_628_211L;

  private final boolean readable;
  private final List<String> lines = new ArrayList<>();
  private long hash = 0xcbf29ce484222325L;

  Trace(boolean readable) {
    this.readable = readable;
  }

  /**
   * Something happened.
   *
   * @param who the name of a server; empty for the world
   * @param word a word for what it was
   * @param detail more of it for people
   */
  void note(long time, String who, String word, Supplier<String> detail) {
    hash = (hash ^ time) * PRIME;
    hash = (hash ^ who.hashCode()) * PRIME;
    hash = (hash ^ word.hashCode()) * PRIME;
    if (readable) {
      lines.add(
          String.format(Locale.ROOT, "%+10.3f s  %-7s %s %s", time / 1e6, who, word, detail.get()));
    }
  }

  /** Something that is worth a number and no line. */
  void pass(long time, int what) {
    hash = (hash ^ time) * PRIME;
    hash = (hash ^ what) * PRIME;
  }

  long hash() {
    return hash;
  }

  List<String> lines() {
    return lines;
  }
}
