package casfailover.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The shortening of a journal: the newest lines stay as they are, and before them one line stands
 * for all the older ones. It has the number of the last of those, so that numbers go on without a
 * gap.
 *
 * @param lines the lines that stay
 * @param left how many are left out for the first one
 */
record Shortening(List<JournalLine> lines, int left) {

  /**
   * Shortens.
   *
   * @param lines all lines
   * @param keep about how many bytes of the newest lines stay as they are
   */
  static Shortening of(List<JournalLine> lines, int keep, Instant now, String bootId) {
    int from = lines.size();
    for (int bytes = 0; from > 1 && bytes < keep; from--) {
      bytes += lines.get(from - 1).text().length() + 1;
    }
    List<JournalLine> older = lines.subList(0, from);
    Recollection memory = Recollection.of(older, (line, why) -> {});
    List<JournalLine> shorter = new ArrayList<>();
    shorter.add(
        new JournalLine(
            older.get(from - 1).seq(),
            now,
            bootId,
            FileJournal.REMEMBERED,
            RecollectionText.values(memory)));
    shorter.addAll(lines.subList(from, lines.size()));
    return new Shortening(List.copyOf(shorter), from);
  }
}
