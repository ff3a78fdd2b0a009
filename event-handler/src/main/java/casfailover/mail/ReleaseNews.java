package casfailover.mail;

import casfailover.pair.Epoch;
import casfailover.pair.Pair;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The news that this server gave the address up.
 *
 * @param number which of the incident's releases this is, counted from 1
 * @param ended the term that ended so, whose thread this letter begins; empty for one that never
 *     was
 * @param why the sentence of the decision, without its end
 * @param outlook what follows for clients, as one sentence; may be empty
 * @param timeline what happened, oldest first
 * @param guards what was looked at
 * @param advice what to do next
 */
public record ReleaseNews(
    Pair pair,
    String incident,
    Instant at,
    int number,
    Optional<Epoch> ended,
    String why,
    String outlook,
    List<TimelineRow> timeline,
    List<GuardRow> guards,
    Advice advice)
    implements News {

  public ReleaseNews {
    timeline = List.copyOf(timeline);
    guards = List.copyOf(guards);
  }

  @Override
  public Letter letter(ZoneId zone) {
    Layout page = new Layout(zone);
    page.text((self() + " released " + address() + ": " + why + ". " + outlook).strip());
    page.gap().timeline(timeline).gap().guards(guards).gap().advice(advice).gap().text(more());
    Letter own =
        letter(
            "release-" + number,
            "RELEASED " + Layout.time(at, zone) + ": " + address() + " is no longer on " + self(),
            page.body());
    return ended.map(term -> own.in(Letter.end(term))).orElse(own);
  }
}
