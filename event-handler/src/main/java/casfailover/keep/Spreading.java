package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Those who gave a word that both servers are to know. They are told when the other agent has read
 * it in the report, or has had the time to.
 */
final class Spreading<E extends Entry> {

  private static final Duration HEARD_WITHIN = Duration.ofSeconds(5);

  private final Mind mind;
  private final List<Waiting<E>> waiting = new ArrayList<>();

  private record Waiting<E>(E word, Ticket ticket, String done, Moment since) {}

  Spreading(Mind mind) {
    this.mind = mind;
  }

  /**
   * Writes a word, and keeps the one who gave it waiting.
   *
   * @param done what that one is told then, without who knows
   */
  void begin(Moment now, Ticket ticket, E word, String done) {
    waiting.add(new Waiting<>(word, ticket, done, now));
    mind.write(word);
  }

  /** The last word of those who wait. */
  Optional<E> newest() {
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(waiting.get(waiting.size() - 1).word());
  }

  /** Another word stands instead of some of theirs. */
  void overrule(Predicate<E> which, String why) {
    for (Waiting<E> each : List.copyOf(waiting)) {
      if (which.test(each.word())) {
        waiting.remove(each);
        mind.tell(each.ticket(), Outcome.REFUSED, why);
      }
    }
  }

  /** Tells those who wait, where it is time to. */
  void look(Moment now, Predicate<E> here, Predicate<E> there) {
    for (Waiting<E> each : List.copyOf(waiting)) {
      boolean both = there.test(each.word());
      if (here.test(each.word()) && (both || isOver(now, each))) {
        waiting.remove(each);
        mind.tell(
            each.ticket(),
            Outcome.DONE,
            "%s, and %s".formatted(each.done(), both ? "both servers know" : alone()));
      }
    }
  }

  /** An agent that is known to be silent is not waited for. */
  private boolean isOver(Moment now, Waiting<E> each) {
    return mind.sights().all().get(Guard.PEER_AGENT) instanceof Sighting.Silent
        || !now.within(HEARD_WITHIN, each.since());
  }

  private String alone() {
    Sighting look = mind.sights().all().get(Guard.PEER_AGENT);
    return "%s does not know yet (%s): it reads it when the agents talk again"
        .formatted(mind.peer(), look == null ? "not asked yet" : look.detail());
  }

  void notWritten(Entry entry, String trouble) {
    for (Waiting<E> each : List.copyOf(waiting)) {
      if (each.word().equals(entry)) {
        waiting.remove(each);
        mind.tell(each.ticket(), Outcome.FAILED, trouble);
      }
    }
  }
}
