package casfailover.check;

import java.util.Comparator;
import java.util.stream.Stream;

/** A service state as monitors know it, with the exit code of a plugin that reports it. */
public enum Status {
  OK(0, 0),
  WARNING(1, 1),
  CRITICAL(2, 3),
  /** Knows too little to say; worse than a warning, since nobody may rely on it. */
  UNKNOWN(3, 2);

  private final int code;
  private final int severity;

  Status(int code, int severity) {
    this.code = code;
    this.severity = severity;
  }

  /** The exit code of a plugin, 0 to 3. */
  public int code() {
    return code;
  }

  /** The graver of two states: CRITICAL before UNKNOWN before WARNING before OK. */
  public Status or(Status other) {
    return severity >= other.severity ? this : other;
  }

  /** Whether this state is graver than another. */
  public boolean graverThan(Status other) {
    return severity > other.severity;
  }

  /** The gravest of some states; OK where there are none. */
  public static Status worst(Stream<Status> states) {
    return states.reduce(OK, Status::or);
  }

  /** An order that puts the gravest first. */
  public static Comparator<Status> gravestFirst() {
    return Comparator.<Status>comparingInt(s -> s.severity).reversed();
  }
}
