package casfailover.takeover;

import java.time.Duration;
import java.util.Optional;

/** Whether an address is on one of this machine's own interfaces. */
public sealed interface Presence {

  /**
   * It is there.
   *
   * @param remaining what is left of its lifetime; empty if it has no end
   */
  record Present(String networkInterface, Optional<Duration> remaining) implements Presence {}

  /** It is not there. */
  record Absent() implements Presence {}

  /** Could not be asked. */
  record Unknown(String why) implements Presence {}
}
