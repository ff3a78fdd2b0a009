package casfailover.takeover;

import java.time.Duration;
import java.util.Optional;

/** Whether an address is on one of this machine's own interfaces. */
public sealed interface Presence {

  /**
   * It is there.
   *
   * @param networkInterface the interface that has it
   * @param remaining what is left of its lifetime; empty if it has no end
   */
  record Present(String networkInterface, Optional<Duration> remaining) implements Presence {}

  /** It is not there. */
  record Absent() implements Presence {}

  /**
   * It could not be asked.
   *
   * @param why what was tried and what came back, in one sentence
   */
  record Unknown(String why) implements Presence {}
}
