package casfailover.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One death of an agent, and what comes after it.
 *
 * @param point where it dies
 * @param role what its server is when the case begins
 */
record CrashCase(CrashPoint point, Role role, After after) {

  /** What a server is. */
  enum Role {
    /** It has the address. */
    HOLDER,
    /** It has not. */
    STANDBY;

    Role other() {
      return this == HOLDER ? STANDBY : HOLDER;
    }
  }

  /** What becomes of the agent. */
  enum After {
    /** It is started again at once. */
    RESTART,
    /** It stays dead. */
    NONE
  }

  /** The steps that something else than the disk follows: the address, or a mail server. */
  private static final Set<String> BEFORE =
      Set.of("journal.taken", "journal.released", "journal.handed_over", "outbox.letter_sent");

  /** Steps that may be found by half. */
  private static final Set<String> WITHIN = Set.of("journal.begun", "journal.taken");

  /** Every durable step in both roles, as far as there is a way to it, with and without restart. */
  static List<CrashCase> all() {
    List<CrashCase> all = new ArrayList<>();
    for (String step : CrashPoint.steps()) {
      for (CrashPoint.Side side : CrashPoint.Side.values()) {
        if (falls(side, step)) {
          addAll(all, new CrashPoint(side, step, 1));
        }
      }
    }
    return all;
  }

  private static boolean falls(CrashPoint.Side side, String step) {
    return switch (side) {
      case BEFORE -> BEFORE.contains(step);
      case WITHIN -> WITHIN.contains(step);
      case BEHIND -> true;
    };
  }

  private static void addAll(List<CrashCase> all, CrashPoint point) {
    for (Role role : Role.values()) {
      if (CrashStories.to(point.step(), role) instanceof CrashStory) {
        Arrays.stream(After.values()).forEach(after -> all.add(new CrashCase(point, role, after)));
      }
    }
  }

  /** {@code behind:journal.taken:holder:restart}. */
  String name() {
    return String.join(":", point.side().name(), point.step(), role.name(), after.name())
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name();
  }
}
