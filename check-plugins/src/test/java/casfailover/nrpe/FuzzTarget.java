package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLEngine;

/** Two servers with one service, plain and with TLS, with the bounds that the agent has. */
final class FuzzTarget implements AutoCloseable {

  static final String HELLO = "NRPE v4 cas-agent 1.0.0";
  private static final Duration GENEROUS = Duration.ofSeconds(60);

  private final Ledger ledger = new Ledger();
  private final LongAdder hungUp = new LongAdder();
  private final Tls client;
  private final NrpeServer plain;
  private final NrpeServer secure;
  private final List<List<byte[]>> conversations = new ArrayList<>();

  FuzzTarget(TlsFiles server, TlsFiles client) throws IOException {
    this.client = Tls.ofClient(client);
    plain = start(Optional.empty());
    secure = start(Optional.of(Tls.ofServer(server, ClientCertificates.REQUIRED)));
    conversations.add(conversation(true));
    conversations.add(conversation(false));
  }

  private NrpeServer start(Optional<Tls> tls) throws IOException {
    AllowedHosts hosts = AllowedHosts.parse("", Set.of(), HostNames.ofSystem(GENEROUS));
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    NrpeServerOptions usual = NrpeServerOptions.of(free, HELLO);
    // No deadline ends what the server should have ended by itself.
    NrpeServerOptions patient =
        new NrpeServerOptions(
            free,
            HELLO,
            usual.threads(),
            usual.connections(),
            usual.connectionsPerAddress(),
            Duration.ofHours(1),
            usual.closing());
    return NrpeServer.start(patient, new Admission(hosts, tls), ledger);
  }

  /** The records of a client that asks and is answered. */
  private List<byte[]> conversation(boolean newest) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tlsPort())) {
      TlsWire wire =
          new TlsWire(
              socket,
              engine(newest),
              record -> {
                records.add(record);
                return record;
              });
      wire.handshake();
      wire.send(ByTheBook.packet(4, CommandRunner.HELLO.getBytes(UTF_8)));
      if (wire.readToEnd().length == 0) {
        throw new IOException("the server does not answer over TLS");
      }
    }
    return records;
  }

  SSLEngine engine(boolean newest) {
    SSLEngine engine = client.java().engine();
    engine.setEnabledProtocols(new String[] {newest ? "TLSv1.3" : "TLSv1.2"});
    return engine;
  }

  /** How a valid query is sent to the plain server or to the other one. */
  NrpeTarget way(PacketVersion version, boolean tls) {
    return new NrpeTarget(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), tls ? tlsPort() : plainPort()),
        version,
        tls ? Optional.of(client) : Optional.empty(),
        Optional.empty(),
        GENEROUS);
  }

  int plainPort() {
    return plain.port();
  }

  int tlsPort() {
    return secure.port();
  }

  Ledger ledger() {
    return ledger;
  }

  List<List<byte[]>> conversations() {
    return conversations;
  }

  /** Counts a connection that the server ended before its client did. */
  void hungUp(IOException how) {
    hungUp.increment();
  }

  long hungUps() {
    return hungUp.sum();
  }

  @Override
  public void close() {
    plain.close();
    secure.close();
    ledger.close();
  }
}
