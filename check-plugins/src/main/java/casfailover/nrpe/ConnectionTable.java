package casfailover.nrpe;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The open connections, bounded in all and for each address. Where a bound is reached, one that has
 * not asked anything yet makes room for the newest; a command that was begun keeps its connection.
 *
 * <p>Who makes room: where the address has too many, its own oldest; where all together are too
 * many, the oldest of the address that keeps the most of them waiting. So every address has a share
 * of its own. The monitor, whose queries are here within milliseconds, keeps few waiting: whoever
 * floods the server from other addresses pushes out only the flood. Idle connections, however many,
 * keep nobody out.
 */
final class ConnectionTable {

  private final int mostInAll;
  private final int mostPerAddress;

  /** Those that have not sent a whole query, oldest first. */
  private final Map<Channel, InetAddress> waiting = new LinkedHashMap<>();

  private final Map<InetAddress, Integer> waitingCounts = new HashMap<>();
  private final Map<Channel, InetAddress> asked = new HashMap<>();
  private final Map<InetAddress, Integer> counts = new HashMap<>();

  ConnectionTable(int mostInAll, int mostPerAddress) {
    this.mostInAll = mostInAll;
    this.mostPerAddress = mostPerAddress;
  }

  /** What became of a connection that wanted in. */
  sealed interface Entry {

    /**
     * It is in.
     *
     * @param pushedOut the connection that had to make room, already forgotten here, to be closed
     */
    record Entered(Optional<Channel> pushedOut) implements Entry {}

    /** There is no room. */
    record Full(String why) implements Entry {}
  }

  synchronized Entry enter(Channel channel, InetAddress address) {
    int mine = counts.getOrDefault(address, 0);
    boolean tooManyOfMine = mine >= mostPerAddress;
    if (!tooManyOfMine && waiting.size() + asked.size() < mostInAll) {
      add(channel, address);
      return new Entry.Entered(Optional.empty());
    }
    Optional<Channel> oldest =
        tooManyOfMine ? oldest(address::equals) : oldestOfWhoeverKeepsTheMostWaiting();
    if (oldest.isEmpty()) {
      return new Entry.Full(
          tooManyOfMine
              ? "this address has %d connections at work, and no more are allowed".formatted(mine)
              : "%d connections are at work, and no more are allowed".formatted(mostInAll));
    }
    leave(oldest.get());
    add(channel, address);
    return new Entry.Entered(oldest);
  }

  private Optional<Channel> oldest(Predicate<InetAddress> of) {
    return waiting.entrySet().stream()
        .filter(entry -> of.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Optional<Channel> oldestOfWhoeverKeepsTheMostWaiting() {
    int most = waitingCounts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return oldest(address -> waitingCounts.getOrDefault(address, 0) == most);
  }

  private void add(Channel channel, InetAddress address) {
    waiting.put(channel, address);
    waitingCounts.merge(address, 1, Integer::sum);
    counts.merge(address, 1, Integer::sum);
  }

  /** What became of a query that came whole. */
  enum Turn {
    /** It may be worked on; its connection makes room for nobody any more. */
    ITS_OWN,
    /** Its connection had to make room just before: it must not be begun. */
    MISSED
  }

  synchronized Turn ask(Channel channel) {
    InetAddress address = waiting.remove(channel);
    if (address == null) {
      return Turn.MISSED;
    }
    subtract(waitingCounts, address);
    asked.put(channel, address);
    return Turn.ITS_OWN;
  }

  synchronized void leave(Channel channel) {
    InetAddress address = waiting.remove(channel);
    if (address != null) {
      subtract(waitingCounts, address);
    } else {
      address = asked.remove(channel);
    }
    if (address != null) {
      subtract(counts, address);
    }
    notifyAll();
  }

  private static void subtract(Map<InetAddress, Integer> counts, InetAddress address) {
    counts.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
  }

  synchronized Set<Channel> all() {
    Set<Channel> all = new LinkedHashSet<>();
    Stream.of(waiting, asked).map(Map::keySet).forEach(all::addAll);
    return all;
  }

  /** Waits until nobody is in, or for a time; answers with those who still are. */
  synchronized List<Channel> awaitEmpty(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long left = time.toMillis();
    while (left > 0 && !(waiting.isEmpty() && asked.isEmpty())) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return List.copyOf(all());
  }
}
