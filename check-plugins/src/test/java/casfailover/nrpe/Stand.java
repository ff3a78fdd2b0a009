package casfailover.nrpe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One service behind several of our servers on loopback, each with another TLS, for the real
 * check_nrpe to ask. A server starts when it is first needed, and runs until the end.
 */
final class Stand implements AutoCloseable {

  static final String HELLO = "NRPE v4 cas-agent 1.0.0";
  private static final Duration AMPLE = Duration.ofMinutes(5);

  final Papers papers;
  final FakeService service = new FakeService();
  private final CompletableFuture<Reply> held = new CompletableFuture<>();
  private final Map<String, NrpeServer> servers = new ConcurrentHashMap<>();

  Stand(Papers papers) {
    this.papers = papers;
    service.define("held", new Lane(service.checks, AMPLE), (caller, query) -> held);
    service.define(
        "never",
        new Lane(service.checks, Duration.ofSeconds(2)),
        (caller, query) -> new CompletableFuture<>());
  }

  /** The port of a server without TLS. */
  int plain() throws IOException {
    return port("plain", Optional.empty());
  }

  /** The port of a server with a certificate, which does something about those of its clients. */
  int tls(String certificate, ClientCertificates clients) throws IOException {
    String name = certificate + " " + clients;
    return servers.containsKey(name)
        ? port(name, Optional.empty())
        : port(name, Optional.of(Tls.ofServer(papers.of(certificate), clients)));
  }

  private int port(String name, Optional<Tls> tls) throws IOException {
    NrpeServer running = servers.get(name);
    if (running == null) {
      running = start(tls);
      servers.put(name, running);
    }
    return running.port();
  }

  private NrpeServer start(Optional<Tls> tls) throws IOException {
    AllowedHosts loopbackAlone = AllowedHosts.parse("", Set.of(), HostNames.ofSystem(AMPLE));
    return NrpeServer.start(
        new NrpeServerOptions(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HELLO,
            2,
            64,
            64,
            AMPLE,
            Duration.ofSeconds(5)),
        new Admission(loopbackAlone, tls),
        service);
  }

  @Override
  public void close() {
    held.complete(new Reply(0, "no longer held"));
    servers.values().forEach(NrpeServer::close);
    service.close();
  }
}
