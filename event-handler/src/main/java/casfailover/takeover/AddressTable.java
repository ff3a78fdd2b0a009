package casfailover.takeover;

import casfailover.pair.Cidr;
import java.time.Duration;

/** The addresses of this machine's interfaces, as far as ours is concerned. */
public interface AddressTable {

  /** Adds the address with a lifetime, after which the kernel drops it. */
  Result add(Cidr address, String networkInterface, Duration lifetime);

  /** Gives an address that is there a new lifetime. */
  Result renew(Cidr address, String networkInterface, Duration lifetime);

  /** Removes the address. */
  Result delete(Cidr address, String networkInterface);

  /** Looks whether the address is there, and for how long. */
  Presence look(Cidr address);

  /** How a change ended. */
  sealed interface Result permits Done, Failed {}

  /** The system says that it did it. */
  record Done(Duration took) implements Result {}

  /** It did not, or nobody can tell. */
  record Failed(String why) implements Result {}
}
