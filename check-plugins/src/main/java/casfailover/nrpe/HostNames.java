package casfailover.nrpe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses behind names, asked for when somebody connects and then kept for a while. While the
 * name service does not answer, its last answer stands: it may be what has just died.
 */
public final class HostNames {

  /** What turns a name into addresses; it may block. */
  @FunctionalInterface
  public interface Lookup {
    /** All addresses of a name. */
    InetAddress[] find(String name) throws UnknownHostException;
  }

  /** How long an answer is taken without asking again, nor is asked again after a failure. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** How long an answer still admits at once, while it is asked again beside. */
  private static final Duration USABLE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(HostNames.class);

  private final Lookup lookup;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final Duration deadline;
  private final RateLimitedLog log;
  private final Map<String, Name> names = new HashMap<>();

  /**
   * Names that the operating system resolves, each lookup on a thread of its own.
   *
   * @param deadline how long somebody who connects is kept waiting for a lookup
   */
  public static HostNames ofSystem(Duration deadline) {
    Executor threads =
        task -> {
          Thread thread = new Thread(task, "nrpe-lookup");
          thread.setDaemon(true);
          thread.start();
        };
    return new HostNames(InetAddress::getAllByName, threads, System::nanoTime, deadline);
  }

  HostNames(Lookup lookup, Executor executor, LongSupplier nanoTime, Duration deadline) {
    this.lookup = lookup;
    this.executor = executor;
    this.nanoTime = nanoTime;
    this.deadline = deadline;
    this.log = new RateLimitedLog(LOG, nanoTime);
  }

  /** Whether one of the names stands for an address; completed at once where that is known. */
  CompletionStage<Verdict> ask(Set<String> wanted, InetAddress address) {
    List<CompletableFuture<Void>> lookups = new ArrayList<>();
    boolean known = false;
    synchronized (this) {
      for (String text : wanted) {
        Name name = names.computeIfAbsent(text, Name::new);
        known |= name.addresses.contains(address) && !name.olderThan(USABLE);
        name.refresh(lookups);
      }
    }
    if (known || lookups.isEmpty()) {
      return CompletableFuture.completedFuture(verdict(wanted, address));
    }
    return CompletableFuture.allOf(lookups.toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, deadline.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(done -> verdict(wanted, address));
  }

  private synchronized Verdict verdict(Set<String> wanted, InetAddress address) {
    return wanted.stream()
            .map(names::get)
            .anyMatch(name -> name != null && name.addresses.contains(address))
        ? Verdict.ADMITTED
        : Verdict.REFUSED;
  }

  /** What is known about one name; guarded by the whole. */
  private final class Name {
    private final String text;
    private Set<InetAddress> addresses = Set.of();
    private long answered;
    private @Nullable Long tried;
    private @Nullable CompletableFuture<Void> running;

    Name(String text) {
      this.text = text;
    }

    boolean olderThan(Duration age) {
      return nanoTime.getAsLong() - answered >= age.toNanos();
    }

    /** Adds the lookup that runs or that is due to the others. */
    void refresh(List<CompletableFuture<Void>> lookups) {
      if (running == null && (tried == null || nanoTime.getAsLong() - tried >= FRESH.toNanos())) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        running = mine;
        executor.execute(() -> find(mine));
      }
      if (running != null) {
        lookups.add(running);
      }
    }

    private void find(CompletableFuture<Void> mine) {
      try {
        Set<InetAddress> found = Set.copyOf(List.of(lookup.find(text)));
        synchronized (HostNames.this) {
          addresses = found;
          answered = nanoTime.getAsLong();
        }
      } catch (UnknownHostException | RuntimeException e) {
        log.warn(
            text,
            "allowed_hosts: the name '%s' could not be resolved (%s); what it last stood for still counts"
                .formatted(text, e.getMessage()));
      } finally {
        synchronized (HostNames.this) {
          tried = nanoTime.getAsLong();
          running = null;
        }
        mine.complete(null);
      }
    }
  }
}
