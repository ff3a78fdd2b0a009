package casfailover.certificate;

import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One that a certificate is made for.
 *
 * @param name becomes its CN, and names its files
 * @param address the address of a server; empty for a monitor, which connects and is not connected
 *     to
 */
record Subject(String name, Optional<Ipv4> address) {

  static Subject monitor(String name) {
    return new Subject(name, Optional.empty());
  }

  static Subject of(Node node) {
    return new Subject(node.name(), Optional.of(node.address()));
  }

  /** Its other names, as keytool has them written; a name that no DNS could hold is left out. */
  String alternativeNames() {
    List<String> names = new ArrayList<>();
    String label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    if (name.matches(label + "(\\." + label + ")*")) {
      names.add("dns:" + name);
    }
    address.ifPresent(ip -> names.add("ip:" + ip));
    return String.join(",", names);
  }
}
