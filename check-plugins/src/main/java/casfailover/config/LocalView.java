package casfailover.config;

import casfailover.pair.Ipv4;
import java.util.Set;

/**
 * What the settings need to know of the machine that they are read on.
 *
 * @param addresses all its IPv4 addresses
 * @param resolver knows the addresses of names
 * @param platform the kind of system, with the folders that it gives
 */
public record LocalView(Set<Ipv4> addresses, NameResolver resolver, Platform platform) {

  public LocalView {
    addresses = Set.copyOf(addresses);
  }
}
