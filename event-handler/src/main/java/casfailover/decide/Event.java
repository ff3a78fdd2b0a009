package casfailover.decide;

import java.time.Duration;
import java.util.Optional;

/**
 * What a monitoring system reports when the state of a check changes. It is a reason to look, never
 * evidence.
 *
 * @param monitor who reports: its certificate's name, or its address
 * @param subject what it reports about
 * @param state the state of the service or host
 * @param type whether the state has settled
 * @param attempt the number of the check attempt; only shown
 * @param problem the monitor's own number for the problem; opaque
 * @param level what else the monitor said at that time
 */
public record Event(
    String monitor,
    Subject subject,
    State state,
    StateType type,
    String attempt,
    String problem,
    Level level) {

  /** What an event is about. */
  public enum Subject {
    /** The service that checks the peer from here. */
    PEER,
    /** The service that checks the address. */
    CAS_IP,
    /** The peer's host. */
    HOST
  }

  /** The state of a service or a host. */
  public enum State {
    OK,
    WARNING,
    CRITICAL,
    UNKNOWN,
    UP,
    DOWN,
    UNREACHABLE;

    /** Whether this is the state of a host and not of a service. */
    public boolean ofHost() {
      return this == UP || this == DOWN || this == UNREACHABLE;
    }
  }

  /** Whether a state has settled. */
  public enum StateType {
    SOFT,
    HARD
  }

  /**
   * What a monitor says at every poll and with every event.
   *
   * @param downtime whether a downtime is set for this server or its check of the peer
   * @param peerState the state of the peer's host; empty where it was not told
   * @param peerAge how long before it said so the monitor had looked at the peer's host, by its own
   *     clock; empty where it was not told
   */
  public record Level(boolean downtime, Optional<State> peerState, Optional<Duration> peerAge) {

    public static final Level NOTHING = new Level(false, Optional.empty(), Optional.empty());
  }

  /** What an event asks for. */
  public enum Meaning {
    ARM,
    PRE_ARM,
    END,
    NOTHING
  }

  /** What this event asks for; a WARNING, an UNKNOWN and an UNREACHABLE ask for nothing. */
  public Meaning meaning() {
    return switch (state) {
      case CRITICAL, DOWN -> type == StateType.HARD ? Meaning.ARM : Meaning.PRE_ARM;
      case OK, UP -> Meaning.END;
      case WARNING, UNKNOWN, UNREACHABLE -> Meaning.NOTHING;
    };
  }

  /** Whether another event comes from the same monitor and is about the same. */
  public boolean sameSource(Event other) {
    return monitor.equals(other.monitor) && subject == other.subject;
  }

  /** Whether another event of the same monitor and subject says the same. */
  public boolean repeats(Event other) {
    return sameSource(other)
        && problem.equals(other.problem)
        && state == other.state
        && type == other.type;
  }
}
