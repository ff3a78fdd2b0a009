package casfailover.mail;

import casfailover.pair.Pair;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The news that the other server handed the address over to this one.
 *
 * @param why who ordered it, or why else it was done, as in {@code ordered by jane}
 * @param cutOff how long clients were cut off, as in {@code 0.03 s}; empty if it was not measured
 * @param guards what was looked at before
 * @param before what the address was filed under on the other server, whose thread this letter
 *     answers; empty if that is not known
 */
public record HandoverNews(
    Pair pair,
    String incident,
    Instant at,
    String why,
    String cutOff,
    List<GuardRow> guards,
    Optional<String> before)
    implements News {

  public HandoverNews {
    guards = List.copyOf(guards);
  }

  @Override
  public Letter letter(ZoneId zone) {
    boolean back = pair.selfIsPreferred();
    Layout page = new Layout(zone);
    page.text(
        "%s took %s %s, %s.".formatted(self(), address(), back ? "back" : "from " + peer(), why),
        cutOff.isEmpty()
            ? "How long clients were cut off was not measured."
            : "Clients were cut off for " + cutOff + ".",
        peer() + " stands by and would take over again. Nothing to do.");
    page.gap().guards(guards).gap();
    before
        .filter(closed -> back)
        .ifPresent(closed -> page.text("Incident %s on %s is closed.".formatted(closed, peer())));
    page.text(more());
    Letter own = letter("handover", subject(back, zone), page.body());
    return before
        .map(theirs -> own.in(Letter.root(theirs, peer()), Letter.root(incident, self())))
        .orElse(own);
  }

  private String subject(boolean back, ZoneId zone) {
    return (back ? "FAILBACK" : "HANDOVER")
        + " DONE "
        + Layout.time(at, zone)
        + ": "
        + address()
        + " is on "
        + self()
        + (back ? " again" : ", handed over by " + peer());
  }
}
