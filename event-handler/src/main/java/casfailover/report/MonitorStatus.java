package casfailover.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A monitor that watches this server.
 *
 * @param name its certificate's name or its address
 * @param asked how long ago it asked last; none since this program started
 * @param lastEvent the last event it sent
 */
public record MonitorStatus(String name, Optional<Duration> asked, Optional<LastEvent> lastEvent) {

  /**
   * An event as it was received.
   *
   * @param words its state and type, as in {@code CRITICAL HARD}
   * @param at when
   */
  public record LastEvent(String words, Instant at) {}
}
