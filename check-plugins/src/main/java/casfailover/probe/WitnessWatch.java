package casfailover.probe;

import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What is known of a DAG's file share witness: looked at once a minute, and beside whoever wants to
 * know, since a look may take long.
 */
public final class WitnessWatch {

  private static final Duration FRESH = Duration.ofMinutes(1);

  private final String host;
  private final Supplier<Sighting> look;
  private final Executor beside;
  private Optional<Moment> begun = Optional.empty();
  private Optional<Sighting> last = Optional.empty();
  private boolean looking;

  /**
   * One that has not looked yet.
   *
   * @param host the witness, as the settings call it
   * @param look looks once
   * @param beside runs a look
   */
  public WitnessWatch(String host, Supplier<Sighting> look, Executor beside) {
    this.host = host;
    this.look = look;
    this.beside = beside;
  }

  /** The witness, as the settings call it. */
  public String host() {
    return host;
  }

  /** What was seen last, and a new look where that is old; empty before the first has ended. */
  public Optional<Sighting> latest(Moment now) {
    if (isDue(now)) {
      beside.execute(this::look);
    }
    synchronized (this) {
      return last;
    }
  }

  private synchronized boolean isDue(Moment now) {
    if (looking || begun.filter(then -> now.since(then).compareTo(FRESH) < 0).isPresent()) {
      return false;
    }
    begun = Optional.of(now);
    looking = true;
    return true;
  }

  private void look() {
    Optional<Sighting> seen = Optional.empty();
    try {
      seen = Optional.of(look.get());
    } finally {
      keep(seen);
    }
  }

  private synchronized void keep(Optional<Sighting> seen) {
    looking = false;
    last = seen;
  }
}
