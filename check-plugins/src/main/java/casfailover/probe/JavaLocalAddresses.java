package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses of this machine as the Java library lists them: no program, and no language. */
public final class JavaLocalAddresses implements LocalAddresses {

  @Override
  public List<LocalAddress> all() {
    List<LocalAddress> all = new ArrayList<>();
    try {
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        addTo(all, each);
      }
    } catch (SocketException e) {
      throw new UncheckedIOException("the system does not list its network interfaces", e);
    }
    return List.copyOf(all);
  }

  /** One question to the system, as it is asked where clients wait for the answer. */
  @Override
  public Optional<LocalAddress> find(Ipv4 address) {
    try {
      NetworkInterface having =
          NetworkInterface.getByInetAddress(InetAddress.getByAddress(address.bytes()));
      if (having == null) {
        return Optional.empty();
      }
      for (InterfaceAddress each : having.getInterfaceAddresses()) {
        if (each.getAddress() instanceof Inet4Address v4
            && Ipv4.of(v4.getAddress()).equals(address)) {
          return Optional.of(local(having, each, address));
        }
      }
      return Optional.empty();
    } catch (SocketException | UnknownHostException e) {
      throw new UncheckedIOException("the system does not list its network interfaces", e);
    }
  }

  private static void addTo(List<LocalAddress> all, NetworkInterface each) throws SocketException {
    // Labels of old (eth0:1) are interfaces of their own to Java, below the one that has the wire.
    for (NetworkInterface label : each.subInterfaces().toList()) {
      addTo(all, label);
    }
    for (InterfaceAddress address : each.getInterfaceAddresses()) {
      if (address.getAddress() instanceof Inet4Address v4) {
        LocalAddress local = local(each, address, Ipv4.of(v4.getAddress()));
        if (all.stream().noneMatch(known -> same(known, local))) {
          all.add(local);
        }
      }
    }
  }

  private static LocalAddress local(NetworkInterface on, InterfaceAddress found, Ipv4 address)
      throws SocketException {
    return new LocalAddress(
        address, found.getNetworkPrefixLength(), withoutLabel(on.getName()), mac(on));
  }

  private static String withoutLabel(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  /** Not by the record's own equals, which is built at run time: 10 ms of each program's start. */
  private static boolean same(LocalAddress a, LocalAddress b) {
    return a.address().equals(b.address())
        && a.prefix() == b.prefix()
        && a.networkInterface().equals(b.networkInterface());
  }

  private static Optional<MacAddress> mac(NetworkInterface each) throws SocketException {
    return Optional.ofNullable(each.getHardwareAddress())
        .filter(bytes -> bytes.length == 6)
        .map(MacAddress::of);
  }
}
