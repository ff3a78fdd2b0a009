package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.sight.Kept;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A person's word that the address is meant to be where it is, which ends every wish for it. Either
 * agent takes it, and the other one reads it in the report.
 */
final class Stay {

  private final Mind mind;
  private final Notes notes;
  private final Spreading<Entry.Kept> spreading;

  Stay(Mind mind, Notes notes) {
    this.mind = mind;
    this.notes = notes;
    this.spreading = new Spreading<>(mind);
  }

  void order(Moment now, Ticket ticket, Order.Keep keep) {
    Optional<String> holder = holder(now);
    if (holder.filter(keep.server()::equals).isEmpty()) {
      mind.tell(ticket, Outcome.REFUSED, refusal(keep.server(), holder));
      return;
    }
    long number = Math.max(mind.memory().place().number(), told().map(Kept::number).orElse(0L));
    Order.Who who = keep.who();
    spreading.begin(
        now,
        ticket,
        new Entry.Kept(number + 1, keep.server(), who.author(), who.comment()),
        "%s stays on %s".formatted(mind.casIp(), keep.server()));
  }

  private String refusal(String named, Optional<String> holder) {
    return "%s can only be kept where it is: %s"
        .formatted(
            mind.casIp(),
            holder
                .map(node -> "it is on " + node + " and not on " + named + "; KEEP " + node)
                .orElse("nobody is known to have it"));
  }

  /** The server that is known to have the address. */
  Optional<String> holder(Moment now) {
    if (mind.phase() instanceof Phase.Holding || mind.phase() instanceof Phase.Untouched) {
      return Optional.of(mind.self());
    }
    Duration lately = mind.setup().timing().silence();
    boolean peer =
        mind.sights().agentLately(lately, now).filter(r -> r.stance() == Stance.HOLDS).isPresent();
    return peer ? Optional.of(mind.peer()) : Optional.empty();
  }

  /** What the peer has heard of last. */
  private Optional<Kept> told() {
    return mind.sights().report().flatMap(PeerReport::kept);
  }

  /** The peer told of a later word than any that is known here. */
  void heard(Moment now) {
    told()
        .filter(this::isLater)
        .filter(kept -> Set.of(mind.self(), mind.peer()).contains(kept.node()))
        .map(kept -> new Entry.Kept(kept.number(), kept.node(), kept.author(), ""))
        .ifPresent(word -> notes.note(now, word));
  }

  /**
   * Whether it is later than the word that is known here. Two that were said at once have the same
   * number: the one that names the owner stands, or that of the author who comes first, so that
   * both agents choose the same.
   */
  private boolean isLater(Kept theirs) {
    Recollection.Place place = mind.memory().place();
    Optional<Entry.Kept> known =
        spreading.newest().filter(word -> word.number() > place.number()).or(place::kept);
    long number = Math.max(place.number(), known.map(Entry.Kept::number).orElse(0L));
    if (theirs.number() != number) {
      return theirs.number() > number;
    }
    String owner = mind.sights().highest(mind.memory().known()).node();
    return known
        .filter(
            ours ->
                ours.node().equals(theirs.node())
                    ? theirs.author().compareTo(ours.author()) < 0
                    : theirs.node().equals(owner))
        .isPresent();
  }

  /** Tells those who wait, once the peer knows or has had the time to. */
  void look(Moment now) {
    mind.memory().place().kept().ifPresent(this::overrule);
    boolean overtaken = told().filter(this::isLater).isPresent();
    spreading.look(
        now,
        word -> mind.memory().place().number() >= word.number(),
        word -> !overtaken && told().filter(k -> k.number() >= word.number()).isPresent());
  }

  private void overrule(Entry.Kept kept) {
    spreading.overrule(
        word -> word.number() == kept.number() && !word.node().equals(kept.node()),
        "at the same moment another order said that %s stays on %s, where it is"
            .formatted(mind.casIp(), kept.node()));
  }

  void notWritten(Entry entry, String trouble) {
    spreading.notWritten(entry, trouble);
  }
}
