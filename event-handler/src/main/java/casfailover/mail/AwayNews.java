package casfailover.mail;

import casfailover.pair.Pair;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A reminder that the address is on this server and not where it belongs, and that nobody has
 * acknowledged it, ordered it back or said that it stays.
 *
 * @param number which of the term's reminders it is, counted from 1
 * @param since when this server took it
 * @param advice what to do next
 * @param remindEvery from this letter to the next if nothing changes
 */
public record AwayNews(
    Pair pair,
    String incident,
    Instant at,
    long number,
    Instant since,
    Advice advice,
    Duration remindEvery)
    implements News {

  @Override
  public Letter letter(ZoneId zone) {
    String span = Spans.whole(Duration.between(since, at));
    String body =
        new Layout(zone)
            .text(
                "%s has had %s for %s, and nobody has acknowledged that, ordered it back or said that it stays."
                    .formatted(self(), address(), span))
            .gap()
            .advice(advice)
            .gap()
            .text(more() + ". Next reminder in " + Spans.whole(remindEvery) + ".")
            .body();
    return letter(
        "away-" + number,
        "REMINDER: %s is on %s for %s, not on %s"
            .formatted(address(), self(), span, pair.preferredOwner()),
        body);
  }
}
