package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.sight.Guard;
import casfailover.sight.Kept;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person's word that the address is meant to be where it is, which ends every wish for it. Either
 * agent takes it, and the other one reads it in the report.
 */
final class Stay {

  private static final Duration HEARD_WITHIN = Duration.ofSeconds(5);

  private final Mind mind;
  private final Notes notes;
  private final List<Waiting> waiting = new ArrayList<>();

  /** One who waits until the peer knows, too. */
  private record Waiting(Entry.Kept word, Ticket ticket, Moment since) {}

  Stay(Mind mind, Notes notes) {
    this.mind = mind;
    this.notes = notes;
  }

  void order(Moment now, Ticket ticket, Order.Keep keep) {
    Optional<String> holder = holder(now);
    if (holder.filter(keep.server()::equals).isEmpty()) {
      mind.tell(ticket, Outcome.REFUSED, refusal(keep.server(), holder));
      return;
    }
    long number = Math.max(mind.memory().place().number(), told().map(Kept::number).orElse(0L));
    Order.Who who = keep.who();
    Entry.Kept word = new Entry.Kept(number + 1, keep.server(), who.author(), who.comment());
    waiting.add(new Waiting(word, ticket, now));
    mind.write(word);
  }

  private String refusal(String named, Optional<String> holder) {
    return "%s can only be kept where it is: %s"
        .formatted(
            mind.casIp(),
            holder
                .map(node -> "it is on " + node + " and not on " + named + "; KEEP " + node)
                .orElse("nobody is known to have it"));
  }

  private Optional<String> holder(Moment now) {
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
        .filter(kept -> kept.number() > mind.memory().place().number())
        .filter(kept -> Set.of(mind.self(), mind.peer()).contains(kept.node()))
        .map(kept -> new Entry.Kept(kept.number(), kept.node(), kept.author(), ""))
        .ifPresent(word -> notes.note(now, word));
  }

  /** Tells those who wait, once the peer knows or has had the time to. */
  void look(Moment now) {
    for (Waiting each : List.copyOf(waiting)) {
      long number = each.word().number();
      boolean both = told().filter(k -> k.number() >= number).isPresent();
      boolean here = mind.memory().place().number() >= number;
      if (here && (both || !now.within(HEARD_WITHIN, each.since()))) {
        waiting.remove(each);
        mind.tell(
            each.ticket(),
            Outcome.DONE,
            "%s stays on %s, and %s"
                .formatted(mind.casIp(), each.word().node(), both ? "both servers know" : alone()));
      }
    }
  }

  private String alone() {
    Sighting look = mind.sights().all().get(Guard.PEER_AGENT);
    return "%s does not know yet (%s): it reads it when the agents talk again"
        .formatted(mind.peer(), look == null ? "not asked yet" : look.detail());
  }

  void notWritten(Entry entry, String trouble) {
    for (Waiting each : List.copyOf(waiting)) {
      if (each.word().equals(entry)) {
        waiting.remove(each);
        mind.tell(each.ticket(), Outcome.FAILED, trouble);
      }
    }
  }
}
