package casfailover.sight;

import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of the last few pings.
 *
 * @param sent how many were sent
 * @param received how many of them were answered in time
 * @param roundTrip how long the last answer took
 */
public record Replies(int sent, int received, Optional<Duration> roundTrip) implements Finding {

  @Override
  public String detail() {
    return "ping " + received + "/" + sent;
  }

  /** The share of unanswered pings in per cent, 0 to 100; 100 where none was sent. */
  public int lossPercent() {
    return sent == 0 ? 100 : 100 * (sent - received) / sent;
  }
}
