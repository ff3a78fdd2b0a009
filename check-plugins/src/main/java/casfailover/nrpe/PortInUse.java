package casfailover.nrpe;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The failure of a server to listen on a port that another program has. */
public final class PortInUse extends IOException {

  private static final long serialVersionUID = 1L;

  private final String address;
  private final int port;

  PortInUse(InetSocketAddress listen, Throwable cause) {
    super(
        "port %d on %s is in use (%s): stop the program that has it, or set another server_port"
            .formatted(listen.getPort(), listen.getHostString(), cause.getMessage()),
        cause);
    this.address = listen.getHostString();
    this.port = listen.getPort();
  }

  /** The address that could not be listened on. */
  public String address() {
    return address;
  }

  /** The port that is in use. */
  public int port() {
    return port;
  }
}
