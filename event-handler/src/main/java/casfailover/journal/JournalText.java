package casfailover.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells, from the bytes of a journal, what is whole, what was torn by a crash, and what is lost.
 */
final class JournalText {

  /** What the bytes of a journal are. */
  sealed interface Found {}

  /**
   * Lines without a gap; bytes behind them are the torn rest of a last one.
   *
   * @param lines the whole lines
   * @param length the length of their text in bytes
   */
  record Lines(List<JournalLine> lines, int length) implements Found {}

  /** Bytes that no crash leaves behind: something else has changed them. */
  record Corrupt(String why) implements Found {}

  private JournalText() {}

  static byte[] write(List<JournalLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()).append('\n'));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static Found read(byte[] bytes) {
    List<JournalLine> lines = new ArrayList<>();
    int from = 0;
    while (from < bytes.length) {
      int end = indexOf((byte) '\n', bytes, from);
      JournalLine.Parsed parsed = parse(bytes, from, end);
      boolean ended = end < bytes.length;
      if (parsed instanceof JournalLine.Intact intact && ended) {
        long number = lines.isEmpty() ? first(intact.line()) : last(lines).seq() + 1;
        if (intact.line().seq() != number) {
          return new Corrupt("line " + number + " has the number " + intact.line().seq());
        }
        lines.add(intact.line());
        from = end + 1;
      } else if (end + 1 < bytes.length) {
        String why = parsed instanceof JournalLine.Damaged damaged ? damaged.why() : "";
        return new Corrupt("line " + (lines.size() + 1) + " is damaged: " + why);
      } else {
        return tail(lines, bytes, from);
      }
    }
    return lines.isEmpty() ? new Corrupt("it is empty") : new Lines(lines, from);
  }

  /**
   * Every line is on the disk before the next begins, so a crash can only spoil the last one, and
   * the first came with the file. A whole line within what looks like one spoilt line means that
   * the line feed between two was changed: then one is gone that somebody acted on.
   */
  private static Found tail(List<JournalLine> lines, byte[] bytes, int from) {
    int number = lines.size() + 1;
    if (lines.isEmpty()) {
      return new Corrupt("not even its first line is whole");
    }
    int end = indexOf((byte) '\n', bytes, from);
    for (int i = from + 1; i < end && end < bytes.length; i++) {
      if (parse(bytes, i, end) instanceof JournalLine.Intact) {
        return new Corrupt("the end of line " + number + " is damaged");
      }
    }
    return new Lines(lines, from);
  }

  /** The first line has the number 1, unless it stands for all up to its own. */
  private static long first(JournalLine line) {
    return line.word().equals(FileJournal.REMEMBERED) ? line.seq() : 1;
  }

  private static JournalLine last(List<JournalLine> lines) {
    return lines.get(lines.size() - 1);
  }

  private static JournalLine.Parsed parse(byte[] bytes, int from, int end) {
    return JournalLine.parse(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
  }

  private static int indexOf(byte wanted, byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && bytes[i] != wanted) {
      i++;
    }
    return i;
  }
}
