package casfailover.mail;

import casfailover.pair.Pair;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The news that this server wants the address, does not take it, and why.
 *
 * @param number which of the incident's holds this is, counted from 1; a reminder counts on
 * @param wanted for how long it has wanted the address
 * @param reach what clients get meanwhile
 * @param reason the sentence of the decision, as in {@code databases not mounted here}
 * @param detail what exactly was found; may be empty
 * @param advice what to do next
 * @param remindEvery from this letter to the next if nothing changes
 */
public record HoldNews(
    Pair pair,
    String incident,
    Instant at,
    int number,
    Duration wanted,
    Reach reach,
    String reason,
    String detail,
    Advice advice,
    Duration remindEvery)
    implements News {

  /** What clients get while the address is not taken. */
  public enum Reach {
    NOBODY_ANSWERS("is down", "Clients cannot connect."),
    STILL_ANSWERS("still answers", "Clients reach whoever answers for it."),
    UNKNOWN("may be down", "Whether clients can connect is not known.");

    private final String state;
    private final String sentence;

    Reach(String state, String sentence) {
      this.state = state;
      this.sentence = sentence;
    }
  }

  @Override
  public Letter letter(ZoneId zone) {
    String body =
        new Layout(zone)
            .text(
                self()
                    + " has wanted "
                    + address()
                    + " for "
                    + Spans.whole(wanted)
                    + " and does not take it: "
                    + reason
                    + (detail.isEmpty() ? "" : " (" + detail + ")")
                    + ". "
                    + reach.sentence,
                self() + " looks again all the time and goes on by itself.")
            .gap()
            .advice(advice)
            .gap()
            .text(
                "Incident "
                    + incident
                    + " on "
                    + self()
                    + ". Next mail when this changes, at the latest in "
                    + Spans.whole(remindEvery)
                    + ".")
            .body();
    return letter(
        "hold-" + number,
        "NOT TAKEN: " + address() + " " + reach.state + ", " + self() + " waits: " + reason,
        body);
  }
}
