package casfailover.keep;

import casfailover.sight.Moment;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.Optional;

/** Looks whether the address is on one of our own interfaces, and what follows from the answer. */
final class Inspection {

  private static final Duration LOST = Duration.ofSeconds(30);
  private static final Duration AT_REST = Duration.ofSeconds(2);
  private static final Duration HOLDING = Duration.ofSeconds(1);

  private final Mind mind;
  private final Start start;
  private final Stray stray;
  private final Departure departure;
  private Optional<Moment> asked = Optional.empty();
  private Optional<Moment> answered = Optional.empty();

  Inspection(Mind mind, Start start, Stray stray, Departure departure) {
    this.mind = mind;
    this.start = start;
    this.stray = stray;
    this.departure = departure;
  }

  /** Asks, unless it is too early or the address is just coming or going. */
  void inspect(Moment now) {
    Phase phase = mind.phase();
    boolean atRest = phase instanceof Phase.Standing || phase instanceof Phase.Untouched;
    Duration every =
        phase instanceof Phase.Starting ? mind.setup().timing().tick() : atRest ? AT_REST : HOLDING;
    boolean may = phase instanceof Phase.Starting || atRest || phase instanceof Phase.Holding;
    boolean free = asked.filter(at -> now.within(LOST, at)).isEmpty();
    if (may && free && answered.filter(at -> now.within(every, at)).isEmpty()) {
      asked = Optional.of(now);
      mind.then(new Effect.Inspect());
    }
  }

  void found(Moment now, Presence presence) {
    Moment since = asked.orElse(now);
    asked = Optional.empty();
    answered = Optional.of(now);
    Phase phase = mind.phase();
    if (phase instanceof Phase.Starting) {
      start.start(now, since, presence);
    } else if (presence instanceof Presence.Present here && phase instanceof Phase.Standing) {
      stray.meet(now, here);
    } else if (presence instanceof Presence.Absent && phase instanceof Phase.Holding) {
      departure.leave(now, false, "somebody removed the address from " + mind.self());
    } else if (presence instanceof Presence.Absent && phase instanceof Phase.Untouched) {
      mind.become(new Phase.Standing());
    }
  }
}
