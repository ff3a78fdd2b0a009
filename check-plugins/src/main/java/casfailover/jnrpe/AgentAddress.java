package casfailover.jnrpe;

import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Tls;
import casfailover.nrpe.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the agent of this machine listens and how to talk to it, as a stock JNRPE server is told by
 * {@code -D} settings. They are no options of the plugins, since a caller may be able to set those,
 * and would then choose whom this machine connects to.
 *
 * @param host its address, as written
 * @param port its port, as written
 * @param tlsDir the folder of the authority's certificate; empty if the agent speaks no TLS
 */
record AgentAddress(String host, String port, Optional<Path> tlsDir) {

  static final String HOST = "casfailover.agent.host";
  static final String PORT = "casfailover.agent.port";
  static final String TLS_DIR = "casfailover.agent.tls_dir";

  static AgentAddress of(Properties settings) {
    return new AgentAddress(
        settings.getProperty(HOST, "127.0.0.1"),
        settings.getProperty(PORT, "5666"),
        Optional.ofNullable(settings.getProperty(TLS_DIR)).map(Path::of));
  }

  /**
   * The agent as a server to ask.
   *
   * @throws IOException if the files in the folder cannot be used
   * @throws IllegalArgumentException if the address or the port is none
   */
  NrpeTarget target(Duration deadline) throws IOException {
    return new NrpeTarget(server(), PacketVersion.V4, tls(), Optional.empty(), deadline);
  }

  private InetSocketAddress server() throws IOException {
    // A name would have to be looked up, and that has no deadline.
    if (!host.matches("[0-9.]+|[0-9a-fA-F.:]*:[0-9a-fA-F.:]*")) {
      throw new IllegalArgumentException(
          "-D%s=%s is no address, as 127.0.0.1 is one".formatted(HOST, host));
    }
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException(
          "-D%s=%s is no port from 0 to 65535".formatted(PORT, port));
    }
    return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port));
  }

  private Optional<Tls> tls() throws IOException {
    if (tlsDir.isEmpty()) {
      return Optional.empty();
    }
    Path dir = tlsDir.get();
    TlsFiles monitor =
        new TlsFiles(dir.resolve("monitor.pem"), dir.resolve("monitor.key"), dir.resolve("ca.pem"));
    // For checks an agent need not know who asks, unless it is told to let nobody else in.
    boolean hasCertificate =
        Files.isReadable(monitor.certificate()) && Files.isReadable(monitor.key());
    return Optional.of(hasCertificate ? Tls.ofClient(monitor) : Tls.ofClient(monitor.authority()));
  }
}
