package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;

/**
 * Asks the host of a DAG's file share witness on the port of file shares. Whether it has the share
 * only the cluster can ask, which logs in there.
 */
public final class WitnessProbe {

  /** SMB. */
  public static final int PORT = 445;

  private final String host;
  private final ServiceProbe port;
  private final Supplier<Moment> clock;

  /**
   * A probe.
   *
   * @param host the witness, by name or address
   * @param port asks the port of an address
   * @param clock dates what is seen
   */
  public WitnessProbe(String host, ServiceProbe port, Supplier<Moment> clock) {
    this.host = host;
    this.port = port;
    this.clock = clock;
  }

  /** Looks once; a name service that hangs makes it last. */
  public Sighting ask() {
    Moment begun = clock.get();
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address instanceof Inet4Address) {
          return port.ask(Ipv4.of(address.getAddress()));
        }
      }
    } catch (UnknownHostException e) {
      return new Sighting.Unknown(
          begun, clock.get(), "the name service does not tell the address of " + host);
    }
    return new Sighting.Unknown(begun, clock.get(), host + " has no IPv4 address");
  }
}
