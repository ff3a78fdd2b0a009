package casfailover.pair;

import java.util.List;

/**
 * The two servers as one of them sees them, and the address that they share.
 *
 * @param self the server that this program runs on
 * @param peer the other one
 * @param preferredOwner the name of the one that should have the address when both are well
 * @param casIps the client access addresses, at least one; they move as one
 * @param gateway the router that tells an isolated server from one whose peer is dead
 */
public record Pair(Node self, Node peer, String preferredOwner, List<Cidr> casIps, Ipv4 gateway) {

  public Pair {
    casIps = List.copyOf(casIps);
    if (casIps.isEmpty()) {
      throw new IllegalArgumentException("a pair has at least one client access address");
    }
    if (!preferredOwner.equals(self.name()) && !preferredOwner.equals(peer.name())) {
      throw new IllegalArgumentException(preferredOwner + " is neither of the two servers");
    }
  }

  /** The address that stands for all in a sentence: the first. */
  public Ipv4 casIp() {
    return casIps.get(0).address();
  }

  /** Whether an address is one of those that clients connect to. */
  public boolean isCasIp(Ipv4 address) {
    return casIps.stream().anyMatch(cas -> cas.address().equals(address));
  }

  /** Whether this server is the one that should have the address when both are well. */
  public boolean selfIsPreferred() {
    return preferredOwner.equals(self.name());
  }
}
