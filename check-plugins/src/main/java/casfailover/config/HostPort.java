package casfailover.config;

/**
 * A service on a host.
 *
 * @param host its name or address, IPv6 without brackets
 * @param port the TCP port
 */
public record HostPort(String host, int port) {

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
