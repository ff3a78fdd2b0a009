package casfailover.mail;

import casfailover.pair.Pair;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The news that this server would have taken the address, had it not been paused.
 *
 * @param number which of the incident's letters of this kind it is, counted from 1
 * @param why the sentence of the decision, without its end
 * @param timeline what happened, oldest first
 * @param guards what was looked at
 * @param advice what to do next
 */
public record WouldHaveNews(
    Pair pair,
    String incident,
    Instant at,
    int number,
    String why,
    List<TimelineRow> timeline,
    List<GuardRow> guards,
    Advice advice)
    implements News {

  public WouldHaveNews {
    timeline = List.copyOf(timeline);
    guards = List.copyOf(guards);
  }

  @Override
  public Letter letter(ZoneId zone) {
    String time = Layout.time(at, zone);
    String body =
        new Layout(zone)
            .text(
                self()
                    + " is paused and took nothing. At "
                    + time
                    + " it would have taken "
                    + address()
                    + ": "
                    + why
                    + ".")
            .gap()
            .timeline(timeline)
            .gap()
            .guards(guards)
            .gap()
            .advice(advice)
            .gap()
            .text(more())
            .body();
    return letter(
        "would-have-" + number,
        "WOULD HAVE TAKEN "
            + time
            + ": "
            + address()
            + " stays where it is, "
            + self()
            + " is paused",
        body);
  }
}
