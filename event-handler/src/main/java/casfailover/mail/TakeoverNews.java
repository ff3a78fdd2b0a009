package casfailover.mail;

import casfailover.pair.Epoch;
import casfailover.pair.Pair;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The news that this server took the address.
 *
 * @param from who had it before
 * @param before the term before, whose end may be told by a letter of its own; empty if not known
 * @param why the sentence of the decision, without its end, as in {@code exch-a is silent, …}
 * @param cutOff how long clients could not connect, where it is known
 * @param warning what the reader must know beyond the ordinary, as that two holders are possible
 * @param timeline what happened, oldest first
 * @param guards what was looked at
 * @param advice what to do next
 */
public record TakeoverNews(
    Pair pair,
    String incident,
    Instant at,
    From from,
    Optional<Epoch> before,
    String why,
    Optional<Duration> cutOff,
    Optional<String> warning,
    List<TimelineRow> timeline,
    List<GuardRow> guards,
    Advice advice)
    implements News {

  /** Who had the address before. */
  public enum From {
    /** The other server, as far as is known. */
    PEER,
    /** Nobody: it was vacant, and this server had it last. */
    NOBODY
  }

  public TakeoverNews {
    timeline = List.copyOf(timeline);
    guards = List.copyOf(guards);
  }

  @Override
  public Letter letter(ZoneId zone) {
    String moved =
        switch (from) {
          case PEER -> "moved from " + peer() + " to " + self();
          case NOBODY -> "was vacant and is on " + self() + " again";
        };
    String last = from == From.NOBODY ? " Nobody had it, and " + self() + " had it last." : "";
    Layout page = new Layout(zone);
    page.text(
        self()
            + " took "
            + address()
            + ": "
            + why
            + "."
            + last
            + cutOff.map(c -> " Clients were cut off for about " + Spans.fine(c) + ".").orElse(""));
    warning.ifPresent(page::text);
    page.gap().timeline(timeline).gap().guards(guards).gap().advice(advice).gap().text(more());
    Letter own =
        letter(
            "takeover",
            "TAKEOVER " + Layout.time(at, zone) + ": " + address() + " " + moved,
            page.body());
    return before.map(term -> own.in(Letter.root(incident, self()), Letter.end(term))).orElse(own);
  }
}
