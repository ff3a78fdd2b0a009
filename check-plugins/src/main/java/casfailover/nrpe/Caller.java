package casfailover.nrpe;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The one who asks, on one connection.
 *
 * @param address the address that the connection comes from
 * @param here whether it runs on the machine that it asks
 * @param commonName the CN of its certificate, present only if TLS verified that certificate
 * @param version the version that it asked in, and is answered in
 * @param receipt tells later whether it took its answer
 */
public record Caller(
    InetAddress address,
    boolean here,
    Optional<String> commonName,
    PacketVersion version,
    Receipt receipt) {

  /** One on another machine who asks in version 4 and never says whether its answer came. */
  public Caller(InetAddress address, Optional<String> commonName) {
    this(address, false, commonName, PacketVersion.V4, new Receipt());
  }

  @Override
  public String toString() {
    return commonName.map(name -> name + " at ").orElse("") + address.getHostAddress();
  }
}
