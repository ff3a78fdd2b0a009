package casfailover.check;

import casfailover.pair.Pair;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the keeper of this server is about.
 *
 * @param pair the two servers
 * @param pending the wish for the address that is not yet fulfilled
 * @param standing what it does otherwise, to follow its name: {@code stands by}
 * @param paused whether a person keeps it from taking
 * @param alarms what somebody must look at, most urgent first
 * @param mailsWaiting letters that no server has accepted yet
 * @param lastTakeover how long ago it last took the address
 * @param told when the keeper told all this
 * @param maxAge how old that may be and still say something
 */
public record FailoverFacts(
    Pair pair,
    Optional<Pending> pending,
    String standing,
    boolean paused,
    List<Alarm> alarms,
    int mailsWaiting,
    Optional<Duration> lastTakeover,
    Moment told,
    Duration maxAge) {

  /**
   * A wish for the address that something stands in the way of.
   *
   * @param since how long it has been there
   * @param reason what stands in the way, as in {@code databases not mounted here}
   * @param event what raised it, in words
   * @param goesOn when it will go on, as in {@code as soon as the databases are here}; empty where
   *     only a person can say
   */
  public record Pending(Duration since, String reason, String event, Optional<String> goesOn) {}

  /**
   * Something that somebody must look at.
   *
   * @param status how bad it is
   * @param sentence what it is, and what to do
   */
  public record Alarm(Status status, String sentence) {}

  public FailoverFacts {
    alarms = List.copyOf(alarms);
  }
}
