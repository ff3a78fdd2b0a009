package casfailover.report;

import java.time.Instant;
import java.util.Optional;

/** Whether a server has the address, as the status shows it. */
public sealed interface Stance {

  /**
   * It has the address.
   *
   * @param address with its prefix, as in {@code 192.0.2.100/24}
   * @param device the interface it is on, where that is known
   * @param since when it took it, where that is known
   * @param how how it came to it, as in {@code failover from exch-a}
   */
  record Holds(String address, Optional<String> device, Optional<Instant> since, String how)
      implements Stance {}

  /** It has begun to take the address. */
  record Begun(String address) implements Stance {}

  /** It cannot tell or change whether it has the address. */
  record Unsure(String address) implements Stance {}

  /**
   * It does not have the address.
   *
   * @param since since when, where that is known
   */
  record StandsBy(Optional<Instant> since) implements Stance {}

  /**
   * Nobody knows: its agent does not answer.
   *
   * @param why what was tried and what came back
   */
  record Unheard(String why) implements Stance {}
}
