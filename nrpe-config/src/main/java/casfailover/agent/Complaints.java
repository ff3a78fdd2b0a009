package casfailover.agent;

import casfailover.pair.FreeText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * The complaints that the log has heard. What fails is tried again and again; the log hears of it
 * once, and once more when it is over.
 */
final class Complaints {

  private static final int LONGEST = 2000;

  private final Logger log;
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  Complaints(Logger log) {
    this.log = log;
  }

  /**
   * Something went wrong.
   *
   * @param what it was to be, as in {@code the renewal of 192.0.2.100}
   */
  void raise(String what, String why) {
    if (open.add(what)) {
      log.error("{} fails: {}", what, FreeText.line(why, LONGEST));
    }
  }

  /** The same went well. */
  void settle(String what) {
    if (open.remove(what)) {
      log.info("{} works again", what);
    }
  }
}
