package casfailover.agent;

import casfailover.keep.Reply;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Understood;
import casfailover.sight.Moment;
import casfailover.sight.Noted;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which of the two agents answers by mail what a person wrote on a dashboard. A monitor that gets
 * no answer from one passes the same on to the other; the one that heard it first says so in its
 * report. Where the two do not hear each other, each answers what it was told.
 */
final class Answering {

  /** What lost its answer comes to the other agent within this time. */
  static final Duration AGAIN = Duration.ofMinutes(1);

  private final Supplier<Moment> clock;
  private final Supplier<Optional<Noted>> peer;
  private Optional<Ours> ours = Optional.empty();

  /** What is answered from here, and when it last changed. */
  private record Ours(Noted noted, Moment at) {}

  /**
   * Nothing was written yet.
   *
   * @param peer what the other agent answers, as far as it is heard
   */
  Answering(Supplier<Moment> clock, Supplier<Optional<Noted>> peer) {
    this.clock = clock;
    this.peer = peer;
  }

  /** A note came, and is about to be carried out. */
  synchronized void heard(Understood.ANote note) {
    Noted noted = Noted.of(note.author(), note.comment());
    boolean theirs = peer.get().filter(noted::isAbout).isPresent();
    ours = theirs ? Optional.empty() : Optional.of(new Ours(noted, clock.get()));
  }

  /** A note was carried out or not; whether a letter that says so is due from here. */
  synchronized boolean isDue(Understood.ANote note, Reply reply) {
    Noted ended = Noted.of(note.author(), note.comment()).ended(reply.outcome().name());
    if (ours.filter(o -> o.noted().isAbout(ended)).isPresent()) {
      ours = Optional.of(new Ours(ended, clock.get()));
      return true;
    }
    return peer.get()
        .filter(ended::isAbout)
        .filter(
            theirs -> theirs.isOpen() || theirs.equals(ended) || reply.outcome() == Outcome.ALREADY)
        .isEmpty();
  }

  /** What the other agent is told, as long as the same may still come there. */
  synchronized Optional<Noted> told() {
    return ours.filter(o -> clock.get().within(AGAIN, o.at())).map(Ours::noted);
  }
}
