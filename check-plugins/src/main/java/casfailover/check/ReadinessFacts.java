package casfailover.check;

import casfailover.pair.Pair;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.List;

/**
 * What stands between this server and a takeover.
 *
 * @param pair the two servers
 * @param holds whether this server has the address
 * @param guards one for each condition, in the order in which they are shown
 * @param asked when they were asked
 * @param maxAge how old that may be and still say something
 */
public record ReadinessFacts(
    Pair pair, boolean holds, List<Result> guards, Moment asked, Duration maxAge) {

  /**
   * The result of one guard.
   *
   * @param name what it guards, as in {@code peer agent}
   * @param status OK or WARNING let a takeover pass; CRITICAL fails; UNKNOWN could not be asked
   * @param sentence what was found, and what to do where it is not OK
   */
  public record Result(String name, Status status, String sentence) {

    /** One that is as it should be. */
    public static Result ok(String name, String sentence) {
      return new Result(name, Status.OK, sentence);
    }

    boolean passes() {
      return status == Status.OK || status == Status.WARNING;
    }
  }

  public ReadinessFacts {
    guards = List.copyOf(guards);
  }
}
