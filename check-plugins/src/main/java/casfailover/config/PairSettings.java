package casfailover.config;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.pair.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads who the two servers are, which of them this is, and what they share. */
final class PairSettings {

  /**
   * The name in the certificate of whoever watches; a server of that name would be taken for it.
   */
  static final String MONITOR = "monitor";

  /** The name of the files of the authority. */
  private static final String AUTHORITY = "ca";

  private final Values values;
  private final LocalView local;
  private final ReadFor whom;

  private PairSettings(Values values, LocalView local, ReadFor whom) {
    this.values = values;
    this.local = local;
    this.whom = whom;
  }

  /** The pair; empty if a problem was found that leaves none. */
  static Optional<Pair> read(Values values, LocalView local, ReadFor whom) {
    return new PairSettings(values, local, whom).pair();
  }

  private Optional<Pair> pair() {
    List<Node> servers = servers();
    List<Cidr> casIps = values.requireList("cas_ip", Cidr::parse, "192.0.2.100/24");
    Optional<Ipv4> gateway = values.require("gateway", Ipv4::parse, "192.0.2.1");
    casIps.forEach(cas -> checkCasIp(cas, servers, gateway));
    checkTwice(casIps);
    gateway.ifPresent(router -> checkGateway(router, servers));
    if (servers.size() != 2) {
      return Optional.empty();
    }
    checkNames(servers, casIps);
    String preferred = preferredOwner(servers);
    Optional<Node> self = self(servers);
    if (self.isEmpty() || casIps.isEmpty() || gateway.isEmpty()) {
      return Optional.empty();
    }
    Node peer = servers.get(self.get().equals(servers.get(0)) ? 1 : 0);
    return Optional.of(new Pair(self.get(), peer, preferred, casIps, gateway.get()));
  }

  /** The servers whose name and address can be read, in the order of the file. */
  private List<Node> servers() {
    List<Entry> entries = values.keyed("server");
    if (entries.size() != 2) {
      String last = entries.isEmpty() ? "server" : entries.get(entries.size() - 1).name();
      values.problem(
          last,
          "a pair has exactly two servers, and the settings name "
              + entries.size()
              + ": write one line for each, as in server[exch-a]=192.0.2.11");
    }
    List<Node> servers = new ArrayList<>();
    for (Entry entry : entries) {
      values
          .find(entry.name(), text -> new Node(serverName(entry.key()), Ipv4.parse(text)))
          .filter(node -> isNew(node, servers, entry))
          .ifPresent(servers::add);
    }
    return servers;
  }

  private static String serverName(String key) {
    if (key.equalsIgnoreCase(MONITOR)) {
      throw new IllegalArgumentException(
          "this name is kept for the certificate of the monitor: give the server its own");
    }
    if (key.equalsIgnoreCase(AUTHORITY)) {
      throw new IllegalArgumentException(
          "this name is kept for the authority that signs certificates: give the server its own");
    }
    return Syntax.serverName(key);
  }

  private boolean isNew(Node node, List<Node> servers, Entry entry) {
    for (Node other : servers) {
      if (other.name().equalsIgnoreCase(node.name())) {
        values.problem(entry.name(), "is the same name as " + other + ": give each its own");
        return false;
      }
      if (other.address().equals(node.address())) {
        values.problem(
            entry.name(),
            node.address() + " is the address of " + other + " already: give each its own");
        return false;
      }
    }
    return true;
  }

  private void checkCasIp(Cidr cas, List<Node> servers, Optional<Ipv4> gateway) {
    List<String> outside = new ArrayList<>();
    for (Node server : servers) {
      if (server.address().equals(cas.address())) {
        values.problem(
            "cas_ip",
            cas.address()
                + " is the own address of "
                + server
                + ": the address that moves must be one that no machine has for itself");
      } else if (!cas.contains(server.address())) {
        outside.add(server + " (" + server.address() + ")");
      }
    }
    gateway.ifPresent(
        router -> {
          if (router.equals(cas.address())) {
            values.problem(
                "cas_ip",
                router + " is the gateway: choose an address that is free in the network");
          } else if (!cas.contains(router)) {
            outside.add("the gateway (" + router + ")");
          }
        });
    if (!outside.isEmpty()) {
      values.problem(
          "cas_ip",
          "the network "
              + cas
              + " does not contain "
              + String.join(", ", outside)
              + ": correct the address or its prefix length; both servers, the gateway and the"
              + " address share one network");
    }
    int hostBits = ~cas.mask().bits();
    int host = cas.address().bits() & hostBits;
    if (cas.prefix() < 31 && (host == 0 || host == hostBits)) {
      values.problem(
          "cas_ip",
          cas
              + " is the "
              + (host == 0 ? "network's own" : "broadcast")
              + " address: choose one between the first and the last");
    }
  }

  private void checkTwice(List<Cidr> casIps) {
    Set<Ipv4> seen = new HashSet<>();
    for (Cidr cas : casIps) {
      if (!seen.add(cas.address())) {
        values.problem("cas_ip", cas.address() + " is there twice: take one out");
      }
    }
  }

  private void checkGateway(Ipv4 gateway, List<Node> servers) {
    for (Node server : servers) {
      if (server.address().equals(gateway)) {
        values.problem(
            "gateway",
            gateway
                + " is the server "
                + server
                + ": name a router, which still answers when one of the servers is dead");
      }
    }
  }

  /** A name that leads to the address that moves would lead to the wrong server after a move. */
  private void checkNames(List<Node> servers, List<Cidr> casIps) {
    for (Node server : servers) {
      Set<Ipv4> found = local.resolver().addresses(server.name());
      for (Cidr cas : casIps) {
        if (found.contains(cas.address())) {
          values.problem(
              "server[" + server + "]",
              "this name resolves to the cas_ip "
                  + cas.address()
                  + ": correct the name server or the hosts file, so that it leads to "
                  + server.address());
        }
      }
    }
  }

  private String preferredOwner(List<Node> servers) {
    List<String> names = servers.stream().map(Node::name).toList();
    return values.get(
        "preferred_owner",
        text -> {
          if (!names.contains(text)) {
            String meant =
                Spelling.closest(text, names).map(n -> "did you mean " + n + "? ").orElse("");
            throw new IllegalArgumentException(
                "'"
                    + text
                    + "' is neither server: "
                    + meant
                    + "write "
                    + String.join(" or ", names));
          }
          return text;
        },
        names.get(0));
  }

  private Optional<Node> self(List<Node> servers) {
    List<Node> own = servers.stream().filter(n -> local.addresses().contains(n.address())).toList();
    if (own.size() == 1) {
      return Optional.of(own.get(0));
    }
    if (whom == ReadFor.MAKING_KEYS) {
      return Optional.of(servers.get(0));
    }
    String both =
        servers.stream()
            .map(n -> n + " (" + n.address() + ")")
            .collect(Collectors.joining(" and "));
    String has =
        local.addresses().stream().sorted().map(Ipv4::toString).collect(Collectors.joining(", "));
    values.problem(
        "server[" + servers.get(own.isEmpty() ? 0 : 1) + "]",
        own.isEmpty()
            ? "this machine is neither server: it has "
                + (has.isEmpty() ? "no address" : has)
                + ", and the settings name "
                + both
                + ": correct the addresses, or run this on one of the two"
            : "this machine has the addresses of both servers, "
                + both
                + ": take the one off that is not its own");
    return Optional.empty();
  }
}
