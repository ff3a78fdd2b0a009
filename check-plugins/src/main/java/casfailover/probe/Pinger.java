package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.sight.Sighting;
import java.util.function.Consumer;

/** Pings an address without a break. */
public interface Pinger {

  /**
   * Begins to ping an address. The listener hears of each ping one by one, on a thread of the
   * pinger: seen for one that was answered in time, silent for one that was missed (not yet for a
   * machine that is gone: how many of the last ones were missed stands in the finding), unknown
   * where none could be sent.
   */
  Watch watch(Ipv4 target, Consumer<Sighting> listener);

  /** A watch that goes on until it is closed. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
