package casfailover.config;

import casfailover.pair.Ipv4;
import java.util.Set;

/** Whoever knows which addresses a host name stands for. */
@FunctionalInterface
public interface NameResolver {

  /**
   * The addresses of a name. The set is empty where there are none or nobody could be asked: a
   * setting is refused for an address that was found, never for one that was not.
   */
  Set<Ipv4> addresses(String name);
}
