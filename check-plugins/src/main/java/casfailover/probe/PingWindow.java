package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.sight.Replies;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last few pings of one target, read line by line from {@code ping -n -O} of iputils.
 *
 * <p>An answer counts only if it comes from the target and within the deadline. A ping that was not
 * answered is reported one interval after it was sent, and once; an answer that still comes in time
 * makes up for it. What routers say of it ({@code From … Destination Host Unreachable}) comes
 * beside that report and is passed over. While the system has no room for more, the same number is
 * reported again and again: each time one interval went by without an answer.
 */
final class PingWindow {

  private static final Pattern MISSED = Pattern.compile("no answer yet for icmp_seq=([0-9]+)");

  private final Pattern reply;
  private final int size;
  private final Duration deadline;
  private final Deque<Ping> last = new ArrayDeque<>();

  /** What one line told of the pings. */
  sealed interface News {
    /** A ping was answered in time. */
    record Answered(Replies replies, Duration roundTrip) implements News {}

    /** A ping was not answered within one interval. */
    record Missed(Replies replies) implements News {}
  }

  private record Ping(int sequence, Optional<Duration> roundTrip) {}

  PingWindow(Ipv4 target, int size, Duration deadline) {
    this.reply =
        Pattern.compile(
            "[0-9]+ bytes from "
                + Pattern.quote(target.toString())
                + ": icmp_seq=([0-9]+) .*time=([0-9.]+) ms");
    this.size = size;
    this.deadline = deadline;
  }

  /** Begins to count a new run of the program, whose numbers start again; what was seen stays. */
  void newRun() {
    Deque<Ping> kept = new ArrayDeque<>();
    last.forEach(ping -> kept.add(new Ping(-1, ping.roundTrip())));
    last.clear();
    last.addAll(kept);
  }

  Optional<News> read(String line) {
    Matcher answered = reply.matcher(line);
    if (answered.lookingAt()) {
      return answered(Integer.parseInt(answered.group(1)), millis(answered.group(2)));
    }
    Matcher missed = MISSED.matcher(line);
    if (missed.lookingAt()) {
      add(new Ping(Integer.parseInt(missed.group(1)), Optional.empty()));
      return Optional.of(new News.Missed(replies(Optional.empty())));
    }
    return Optional.empty();
  }

  private Optional<News> answered(int sequence, Duration roundTrip) {
    if (roundTrip.compareTo(deadline) > 0 || answeredBefore(sequence)) {
      return Optional.empty();
    }
    last.removeLastOccurrence(new Ping(sequence, Optional.empty()));
    add(new Ping(sequence, Optional.of(roundTrip)));
    return Optional.of(new News.Answered(replies(Optional.of(roundTrip)), roundTrip));
  }

  private boolean answeredBefore(int sequence) {
    return last.stream().anyMatch(p -> p.sequence() == sequence && p.roundTrip().isPresent());
  }

  private void add(Ping ping) {
    last.addLast(ping);
    if (last.size() > size) {
      last.removeFirst();
    }
  }

  private Replies replies(Optional<Duration> roundTrip) {
    int received = (int) last.stream().filter(p -> p.roundTrip().isPresent()).count();
    return new Replies(last.size(), received, roundTrip);
  }

  private static Duration millis(String figure) {
    return Duration.ofNanos(Math.round(Double.parseDouble(figure) * 1_000_000));
  }
}
