package casfailover.lab;

import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FolderStep;
import casfailover.mail.OutboxStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A point at which an agent may die: before or behind a durable step. The steps are all words of
 * the journal ({@code journal.taken}), all other changes of the state folder ({@code
 * folder.tail_cut}) and of the outbox ({@code outbox.letter_posted}).
 *
 * @param time how often the step has to come for the agent to die, counted from 1
 */
public record CrashPoint(Side side, String step, int time) {

  /** On which side of its step a crash falls. */
  public enum Side {
    BEFORE,
    /** A line of the journal is written by half, as a full disk or a power cut leaves it. */
    WITHIN,
    BEHIND
  }

  /** All there are, each for the first time that its step comes. */
  public static List<CrashPoint> all() {
    List<CrashPoint> all = new ArrayList<>();
    for (String step : steps()) {
      for (Side side : Side.values()) {
        if (side != Side.WITHIN || step.startsWith("journal.")) {
          all.add(new CrashPoint(side, step, 1));
        }
      }
    }
    return all;
  }

  /** The names of all durable steps, from the types that the steps are made of. */
  public static List<String> steps() {
    List<String> steps = new ArrayList<>();
    for (Class<?> kind : Entry.class.getPermittedSubclasses()) {
      steps.add(ofLine(EntryText.word(kind.asSubclass(Entry.class))));
    }
    Arrays.stream(FolderStep.values()).map(CrashPoint::of).forEach(steps::add);
    Arrays.stream(OutboxStep.values()).map(CrashPoint::of).forEach(steps::add);
    return steps;
  }

  /** The step that adds a line to the journal. */
  public static String ofLine(String word) {
    return "journal." + word;
  }

  /** A step in the state folder. */
  public static String of(FolderStep step) {
    return "folder." + step.name().toLowerCase(Locale.ROOT);
  }

  /** A step in the outbox. */
  public static String of(OutboxStep step) {
    return "outbox." + step.name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code before:journal.taken}, or {@code before:journal.taken:2} for the second time. */
  public static CrashPoint parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 3 || !steps().contains(parts[1])) {
      throw new IllegalArgumentException("'" + text + "' is no crash point");
    }
    Side side = Side.valueOf(parts[0].toUpperCase(Locale.ROOT));
    return new CrashPoint(side, parts[1], parts.length == 3 ? Integer.parseInt(parts[2]) : 1);
  }

  @Override
  public String toString() {
    return side.name().toLowerCase(Locale.ROOT) + ":" + step + ":" + time;
  }
}
