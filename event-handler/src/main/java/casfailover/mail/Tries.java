package casfailover.mail;

import casfailover.pair.FreeText;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was tried with a letter so far.
 *
 * @param count how many attempts were made
 * @param last when the last one ended
 * @param answer what came back from it; empty before the first
 * @param reached the recipients for whom a server has accepted the letter; they must not get it
 *     again
 */
public record Tries(int count, Optional<Instant> last, String answer, SortedSet<String> reached) {

  private static final int LONGEST = 2000;

  /** Before the first attempt. */
  public static final Tries NONE = new Tries(0, Optional.empty(), "", new TreeSet<>());

  public Tries {
    answer = FreeText.line(answer, LONGEST);
    reached = Collections.unmodifiableSortedSet(new TreeSet<>(reached));
  }

  /** With one more attempt that left the letter waiting. */
  public Tries and(Instant at, String outcome, Set<String> nowReached) {
    SortedSet<String> all = new TreeSet<>(reached);
    all.addAll(nowReached);
    return new Tries(count + 1, Optional.of(at), outcome, all);
  }
}
