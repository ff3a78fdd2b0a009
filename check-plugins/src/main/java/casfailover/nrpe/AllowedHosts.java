package casfailover.nrpe;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Those who may talk to the server: NRPE's {@code allowed_hosts}, loopback, and the addresses that
 * the caller adds, which is how the peer gets in. The server's own machine is let in by any of its
 * addresses without being asked for here.
 */
public final class AllowedHosts {

  private static final String NAME = "[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?\\.?";

  private final List<Network> networks;
  private final Set<String> names;
  private final HostNames hostNames;

  private AllowedHosts(List<Network> networks, Set<String> names, HostNames hostNames) {
    this.networks = List.copyOf(networks);
    this.names = names;
    this.hostNames = hostNames;
  }

  /**
   * Reads a list as nrpe.cfg writes it, its entries separated by commas: IPv4, IPv6, either with a
   * prefix length, or a name.
   *
   * @param list may be empty: then only loopback and the added ones are admitted
   * @param always addresses that need not stand in the list
   * @throws IllegalArgumentException naming the first entry that is none of these
   */
  public static AllowedHosts parse(String list, Set<InetAddress> always, HostNames hostNames) {
    List<Network> networks = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    always.forEach(address -> networks.add(Network.of(address)));
    for (String part : list.split(",", -1)) {
      String entry = part.strip().toLowerCase(Locale.ROOT);
      if (entry.isEmpty()) {
        continue;
      }
      Optional<Network> network = Network.parse(entry);
      if (network.isPresent()) {
        networks.add(network.get());
      } else if (entry.matches(NAME) && !entry.matches("[0-9.]+")) {
        names.add(entry);
      } else {
        throw new IllegalArgumentException(
            "'%s' in allowed_hosts is no address, network or name, as in 192.0.2.10, 192.0.2.0/24,"
                    .formatted(entry)
                + " 2001:db8::10, 2001:db8::/64 or monitor.corp.example");
      }
    }
    return new AllowedHosts(networks, names, hostNames);
  }

  /** Whether an address may talk to us; completed at once unless a name must be looked up. */
  CompletionStage<Verdict> ask(InetAddress address) {
    if (address.isLoopbackAddress() || networks.stream().anyMatch(n -> n.contains(address))) {
      return CompletableFuture.completedFuture(Verdict.ADMITTED);
    }
    return names.isEmpty()
        ? CompletableFuture.completedFuture(Verdict.REFUSED)
        : hostNames.ask(names, address);
  }
}
