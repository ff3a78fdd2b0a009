package casfailover.mail;

import casfailover.pair.Pair;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The news that a person has seen what is wrong.
 *
 * @param number tells it from others of the same incident
 * @param who who that was; may be empty
 * @param comment what that person said; may be empty
 * @param standing where the address is at that time, in one sentence without a full stop
 */
public record AcknowledgedNews(
    Pair pair,
    String incident,
    Instant at,
    long number,
    String who,
    String comment,
    String standing)
    implements News {

  @Override
  public Letter letter(ZoneId zone) {
    String person = who.isEmpty() ? "somebody" : who;
    String body =
        new Layout(zone)
            .text(
                person + " acknowledged" + (comment.isEmpty() ? "." : ": " + comment),
                standing + ". There are no more reminders of this; nothing else changes.")
            .gap()
            .text(more())
            .body();
    return letter(
        "acknowledged-" + number,
        "ACKNOWLEDGED " + Layout.time(at, zone) + ": " + person + " has seen it",
        body);
  }
}
