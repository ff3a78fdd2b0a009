package casfailover.probe;

import casfailover.sight.Replies;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Which of the last few pings of one target were answered. */
final class LastPings {

  private final int size;
  private final Deque<Boolean> answered = new ArrayDeque<>();

  LastPings(int size) {
    this.size = size;
  }

  Replies answered(Duration roundTrip) {
    return add(Optional.of(roundTrip));
  }

  Replies missed() {
    return add(Optional.empty());
  }

  private Replies add(Optional<Duration> roundTrip) {
    answered.addLast(roundTrip.isPresent());
    if (answered.size() > size) {
      answered.removeFirst();
    }
    int received = (int) answered.stream().filter(a -> a).count();
    return new Replies(answered.size(), received, roundTrip);
  }
}
