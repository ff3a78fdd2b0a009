package casfailover.decide;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The wish to have the address here, kept until nobody has a reason for it any more.
 *
 * @param claims the reasons, one for each monitor and subject that reported a HARD problem
 */
public record Intent(List<Claim> claims) {

  /** Nobody wants anything. */
  public static final Intent NONE = new Intent(List.of());

  /**
   * One reason.
   *
   * @param event the event that gave it
   * @param since when it came
   */
  public record Claim(Event event, Instant since) {}

  public Intent {
    claims = List.copyOf(claims);
  }

  public boolean armed() {
    return !claims.isEmpty();
  }

  /** This wish with one more reason; a reason of the same monitor and subject is replaced. */
  public Intent with(Event event, Instant now) {
    List<Claim> more = new ArrayList<>();
    Instant since = now;
    for (Claim claim : claims) {
      if (claim.event().sameSource(event)) {
        since = claim.event().problem().equals(event.problem()) ? claim.since() : now;
      } else {
        more.add(claim);
      }
    }
    more.add(new Claim(event, since));
    return new Intent(more);
  }

  /** This wish without the reason that a recovery takes back; another monitor's stays. */
  public Intent without(Event recovery) {
    return new Intent(
        claims.stream().filter(claim -> !claim.event().sameSource(recovery)).toList());
  }
}
