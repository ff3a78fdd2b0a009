package casfailover.takeover;

import casfailover.pair.Cidr;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What deletes an address when nobody renews it, in a process of its own, where the system knows no
 * lifetime. It is fed line by line: {@code KEEP n ADDRESS/PREFIX MILLISECONDS} is answered by
 * {@code KEPT n}, {@code FREE n ADDRESS/PREFIX} by {@code FREED n}; anything else is answered by
 * {@code NO} and feeds nothing. When the input ends, whoever fed it is gone, and what was given
 * still counts. It ends when its input has ended and nothing is left to delete.
 */
public final class AddressGuard {

  private static final Logger LOG = LoggerFactory.getLogger(AddressGuard.class);

  /** Longer food than that would be no lifetime but a gift. */
  private static final long LONGEST = Duration.ofMinutes(1).toMillis();

  private static final Duration AGAIN = Duration.ofMillis(250);

  /** More than it can work off stands for a feeder that went mad. */
  private static final int MOST_LINES = 1000;

  private static final Pattern KEEP =
      Pattern.compile("KEEP ([0-9]{1,18}) ([0-9./]{1,18}) ([0-9]{1,6})");
  private static final Pattern FREE = Pattern.compile("FREE ([0-9]{1,18}) ([0-9./]{1,18})");

  private final AddressTable addresses;
  private final GuardClaim claim;
  private final LongSupplier nanos;
  private final PrintStream out;
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(MOST_LINES);
  private final Map<Cidr, Long> deadlines = new LinkedHashMap<>();
  private boolean fed;

  /**
   * A guard that guards nothing yet.
   *
   * @param addresses deletes addresses
   * @param claim tells whether a later guard has taken over
   * @param nanos a clock that nobody sets
   * @param out where it answers
   */
  public AddressGuard(
      AddressTable addresses, GuardClaim claim, LongSupplier nanos, PrintStream out) {
    this.addresses = addresses;
    this.claim = claim;
    this.nanos = nanos;
    this.out = out;
  }

  /** Guards until there is nothing left to do. */
  public void run(InputStream in) throws InterruptedException {
    Thread reader = new Thread(() -> read(in), "food");
    reader.setDaemon(true);
    reader.start();
    boolean open = true;
    while (open || !deadlines.isEmpty()) {
      Optional<String> line =
          deadlines.isEmpty() ? lines.take() : lines.poll(untilNext(), TimeUnit.NANOSECONDS);
      if (line != null) {
        line.ifPresent(food -> say(hear(food)));
        open &= line.isPresent();
      }
      deleteWhatIsDue();
    }
  }

  private long untilNext() {
    long first = deadlines.values().stream().mapToLong(Long::longValue).min().orElse(0);
    return Math.max(0, first - nanos.getAsLong());
  }

  private void read(InputStream in) {
    try {
      try (BufferedReader food =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
        for (String line = food.readLine(); line != null; line = food.readLine()) {
          lines.put(Optional.of(line));
        }
      } catch (IOException e) {
        LOG.debug("the input broke", e);
      }
      lines.put(Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes one line in; gives the answer. */
  String hear(String line) {
    Matcher keep = KEEP.matcher(line);
    Matcher free = FREE.matcher(line);
    try {
      if (keep.matches() && lifetime(keep) > 0 && lifetime(keep) <= LONGEST) {
        Cidr address = Cidr.parse(keep.group(2));
        if (!fed) {
          claim.make();
          fed = true;
        }
        deadlines.put(address, nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(lifetime(keep)));
        return "KEPT " + keep.group(1);
      }
      if (free.matches()) {
        deadlines.remove(Cidr.parse(free.group(2)));
        return "FREED " + free.group(1);
      }
      return "NO that is no food";
    } catch (IllegalArgumentException | IOException e) {
      LOG.warn("what was fed does not help: {}", e.getMessage());
      return "NO " + e.getMessage();
    }
  }

  private static long lifetime(Matcher keep) {
    return Long.parseLong(keep.group(3));
  }

  private void say(String answer) {
    out.println(answer);
    out.flush();
  }

  /** Deletes each address whose time is over, and tries again until it is gone. */
  void deleteWhatIsDue() {
    long now = nanos.getAsLong();
    List<Cidr> due =
        deadlines.entrySet().stream()
            .filter(d -> d.getValue() <= now)
            .map(Map.Entry::getKey)
            .toList();
    for (Cidr address : due) {
      if (claim.isSomebodyElses()) {
        LOG.info("{} is guarded by a later guard", address);
        deadlines.remove(address);
        continue;
      }
      Optional<String> failure = delete(address);
      if (failure.isPresent()) {
        LOG.error("{} has not been renewed and cannot be deleted: {}", address, failure.get());
        deadlines.put(address, nanos.getAsLong() + AGAIN.toNanos());
      } else {
        LOG.warn("{} had not been renewed in time, so it was deleted", address);
        deadlines.remove(address);
      }
    }
  }

  /** What nobody can see may be there. */
  private Optional<String> delete(Cidr address) {
    Presence presence = addresses.look(address);
    if (presence instanceof Presence.Absent) {
      return Optional.empty();
    }
    String on = presence instanceof Presence.Present here ? here.networkInterface() : "";
    return addresses.delete(address, on) instanceof AddressTable.Failed failed
        ? Optional.of(failed.why())
        : Optional.empty();
  }

  /** What it guards. */
  List<Cidr> guarded() {
    return List.copyOf(deadlines.keySet());
  }
}
