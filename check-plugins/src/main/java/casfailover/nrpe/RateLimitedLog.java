package casfailover.nrpe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A log that nobody from outside can fill: one line a minute about the same thing, and at most
 * sixty warnings and sixty errors a minute in all, so that no flood of refusals hides a defect. The
 * next line about a thing says how many were left out.
 */
public final class RateLimitedLog {

  private static final long WINDOW = Duration.ofMinutes(1).toNanos();
  private static final int LINES_PER_WINDOW = 60;
  private static final int THINGS = 256;

  private final Logger log;
  private final LongSupplier nanoTime;
  private final Map<String, Thing> things =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Thing> eldest) {
          return size() > THINGS;
        }
      };
  private final Window warnings;
  private final Window errors;

  /** What is known about one thing: when it was last written about, and what was left out since. */
  private record Thing(long written, long leftOut) {}

  /**
   * A log in front of another.
   *
   * @param nanoTime a clock that nobody sets
   */
  public RateLimitedLog(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.warnings = new Window(nanoTime.getAsLong());
    this.errors = new Window(nanoTime.getAsLong());
  }

  /** How many lines were written in this minute. */
  private static final class Window {
    private long began;
    private int lines;

    Window(long began) {
      this.began = began;
    }

    boolean isFull(long now) {
      if (now - began >= WINDOW) {
        began = now;
        lines = 0;
      }
      return lines >= LINES_PER_WINDOW;
    }
  }

  /** Writes a line about a thing, unless there were too many. */
  public void warn(String thing, String line) {
    long leftOut = enter(thing, warnings);
    if (leftOut >= 0) {
      log.warn("{}{}", line, addition(leftOut));
    }
  }

  /** Writes a line about a thing and what caused it, unless there were too many. */
  public void error(String thing, String line, Throwable cause) {
    long leftOut = enter(thing, errors);
    if (leftOut >= 0) {
      log.error("{}{}", line, addition(leftOut), cause);
    }
  }

  private static String addition(long leftOut) {
    return leftOut == 0 ? "" : " (" + leftOut + " more like this were not written)";
  }

  /** How many lines about this were left out since the last one, or -1 if this one is, too. */
  private synchronized long enter(String name, Window window) {
    long now = nanoTime.getAsLong();
    Thing thing = things.get(name);
    boolean tooSoon = thing != null && now - thing.written < WINDOW;
    if (window.isFull(now) || tooSoon) {
      things.put(
          name,
          thing == null ? new Thing(now - WINDOW, 1) : new Thing(thing.written, thing.leftOut + 1));
      return -1;
    }
    window.lines++;
    things.put(name, new Thing(now, 0));
    return thing == null ? 0 : thing.leftOut;
  }
}
