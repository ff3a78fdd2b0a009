package casfailover.check;

import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import java.time.Duration;
import java.util.Optional;

/** By what a gateway counts as seen: the setting {@code gateway_probe}. */
public enum GatewayProbe {
  /** Either of the two is enough; silent is who answers neither. */
  PING_AND_ARP,
  PING,
  ARP;

  boolean asksPing() {
    return this != ARP;
  }

  boolean asksArp() {
    return this != PING;
  }

  /** The one answer that counts, of looks of which each may be missing or too old. */
  public Sighting combine(
      Optional<Sighting> ping, Optional<Sighting> arp, Moment now, Duration maxAge) {
    Sighting byPing = Words.fresh(ping, now, maxAge);
    Sighting byArp = Words.fresh(arp, now, maxAge);
    return switch (this) {
      case PING -> byPing;
      case ARP -> byArp;
      case PING_AND_ARP -> either(byPing, byArp);
    };
  }

  private static Sighting either(Sighting byPing, Sighting byArp) {
    if (byPing instanceof Seen || byArp instanceof Seen) {
      return byPing instanceof Seen ? byPing : byArp;
    }
    return byPing instanceof Silent ? byArp : byPing;
  }
}
