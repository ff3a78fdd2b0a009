package casfailover.nrpe;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The one who asks.
 *
 * @param address the address that the connection comes from
 * @param commonName the CN of its certificate, present only if TLS verified that certificate
 */
public record Caller(InetAddress address, Optional<String> commonName) {

  @Override
  public String toString() {
    return commonName.map(name -> name + " at ").orElse("") + address.getHostAddress();
  }
}
