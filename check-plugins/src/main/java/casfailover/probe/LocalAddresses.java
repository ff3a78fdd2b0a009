package casfailover.probe;

import casfailover.pair.Ipv4;
import java.util.List;
import java.util.Optional;

/** The addresses that this machine has. */
public interface LocalAddresses {

  /**
   * All IPv4 addresses of all interfaces, as they are now.
   *
   * @throws java.io.UncheckedIOException if the system does not list them
   */
  List<LocalAddress> all();

  /** The entry of an address, if this machine has it. */
  default Optional<LocalAddress> find(Ipv4 address) {
    return all().stream().filter(local -> local.address().equals(address)).findFirst();
  }
}
