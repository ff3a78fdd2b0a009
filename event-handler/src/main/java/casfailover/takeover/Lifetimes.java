package casfailover.takeover;

import casfailover.pair.Cidr;
import java.time.Duration;
import java.util.Optional;

/** Gives addresses a lifetime where the system itself knows none. */
public interface Lifetimes {

  /**
   * From now on the address is deleted when its lifetime is over, whatever became of this program.
   * Done only when that is certain.
   */
  AddressTable.Result give(Cidr address, Duration lifetime);

  /** The address is gone, and nothing has to be deleted any more. */
  void end(Cidr address);

  /** What is left of the lifetime that was last given; empty where none was. */
  Optional<Duration> left(Cidr address);
}
