package casfailover.nrpe;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A server to ask, and how.
 *
 * @param server its address and port, resolved
 * @param version the version to ask in
 * @param tls empty for plain NRPE
 * @param name the CN that its certificate must have; empty for any that the authority signed
 * @param deadline how long everything may take together, from the connect to the whole answer
 */
public record NrpeTarget(
    InetSocketAddress server,
    PacketVersion version,
    Optional<Tls> tls,
    Optional<String> name,
    Duration deadline) {

  public NrpeTarget {
    if (server.isUnresolved()) {
      throw new IllegalArgumentException(server + " is a name: resolve it before");
    }
    if (deadline.toMillis() < 1) {
      throw new IllegalArgumentException("a deadline of " + deadline + " leaves no time to answer");
    }
    if (name.isPresent() && tls.isEmpty()) {
      throw new IllegalArgumentException("without TLS nobody can say who answers: " + name.get());
    }
  }

  /** A server that is asked in version 4 and without TLS. */
  public static NrpeTarget plain(InetSocketAddress server, Duration deadline) {
    return new NrpeTarget(server, PacketVersion.V4, Optional.empty(), Optional.empty(), deadline);
  }

  @Override
  public String toString() {
    return server.getAddress().getHostAddress() + ":" + server.getPort();
  }
}
