package casfailover.keep;

import casfailover.decide.Event;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Evidence.Look;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;

/**
 * The monitor of a site that has none: says what a monitor would say of the peer, by what this
 * server sees of it. What it says is a reason to look like any other, and never evidence.
 */
final class SelfWatch {

  /** The name of this monitor. */
  static final String NAME = "self";

  private final Mind mind;
  private final Hearing hearing;
  private Said said;
  private String problem = "";

  /** What was said last of the peer. */
  private enum Said {
    WELL(State.OK, StateType.HARD),
    MISSED(State.CRITICAL, StateType.SOFT),
    SILENT(State.CRITICAL, StateType.HARD);

    private final State state;
    private final StateType type;

    Said(State state, StateType type) {
      this.state = state;
      this.type = type;
    }
  }

  /** What was said before a restart need not be said again. */
  SelfWatch(Mind mind, Hearing hearing) {
    this.mind = mind;
    this.hearing = hearing;
    this.said =
        mind.memory().intent().claims().stream().anyMatch(c -> c.event().monitor().equals(NAME))
            ? Said.SILENT
            : Said.WELL;
  }

  /** Says what is new; where others watch by now, it takes back what it said before. */
  void look(Moment now) {
    say(now, mind.setup().selfWatch() ? seen(now) : Said.WELL);
  }

  private Said seen(Moment now) {
    Look server = mind.sights().server(now);
    if (server == Look.SILENT) {
      return Said.SILENT;
    }
    boolean missed = mind.sights().all().get(Guard.PEER_PING) instanceof Sighting.Silent;
    if (said == Said.SILENT) {
      return server == Look.SEEN && !missed ? Said.WELL : Said.SILENT;
    }
    return missed ? Said.MISSED : server == Look.SEEN ? Said.WELL : said;
  }

  private void say(Moment now, Said next) {
    if (next == said) {
      return;
    }
    if (said == Said.WELL) {
      problem = Long.toString(now.wall().getEpochSecond());
    }
    said = next;
    hearing.hear(
        now,
        Ticket.NOBODY,
        new Event(
            NAME, Event.Subject.PEER, next.state, next.type, "1", problem, Event.Level.NOTHING));
  }
}
