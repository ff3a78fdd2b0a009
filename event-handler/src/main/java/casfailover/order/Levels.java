package casfailover.order;

import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.pair.FreeText;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a monitor says of how it sees things now, beside an event or in a poll. */
public final class Levels {

  private static final Set<String> WORDS =
      Set.of("state", "type", "downtime", "peer_state", "peer_checked", "now");

  private static final Duration WHOLE_SECONDS = Duration.ofSeconds(1);

  private Levels() {}

  /**
   * Reads what the words of a poll say of the monitor; empty if they do not read, since a check
   * must be answered all the same, and if there are none, since silence is no level.
   */
  public static Optional<Level> ofPoll(List<String> arguments) {
    List<String> words =
        arguments.stream().filter(word -> WORDS.contains(word.replaceAll("(?s)=.*", ""))).toList();
    if (words.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(Words.read("poll", words, WORDS)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Level read(Words words) {
    Optional<State> peerState =
        words.get("peer_state", "").isEmpty()
            ? Optional.empty()
            : Optional.of(words.one("peer_state", EnumSet.range(State.UP, State.UNREACHABLE)));
    String downtime = words.get("downtime", "0");
    if (!downtime.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "downtime=" + FreeText.shown(downtime) + " is not a number; 0 means none");
    }
    return new Level(Integer.parseInt(downtime) > 0, peerState, peerAge(words));
  }

  private static Optional<Duration> peerAge(Words words) {
    if (words.get("peer_checked", "").isEmpty() || words.get("now", "").isEmpty()) {
      return Optional.empty();
    }
    Duration age = time(words, "now").minus(time(words, "peer_checked"));
    if (age.isNegative()) {
      // Icinga tells of now in whole seconds and of the look in fractions. What lies further ahead
      // is the mistake of some clock, and says nothing.
      return age.plus(WHOLE_SECONDS).isNegative() ? Optional.empty() : Optional.of(Duration.ZERO);
    }
    return Optional.of(age);
  }

  /** A point in time, counted from 1970. */
  private static Duration time(Words words, String key) {
    String value = words.need(key);
    if (!value.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
      throw new IllegalArgumentException(
          key + "=" + FreeText.shown(value) + " is not a time in seconds since 1970");
    }
    return Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
  }
}
