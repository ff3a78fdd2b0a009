package casfailover.program;

import casfailover.certificate.Health;
import casfailover.certificate.Inspection;
import casfailover.certificate.TlsFolder;
import casfailover.config.Settings;
import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.ClientCertificates;
import casfailover.nrpe.CommandService;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Tls;
import casfailover.nrpe.TlsFiles;
import casfailover.nrpe.TlsVersions;
import casfailover.pair.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/** How commands are served and other agents are asked: by which certificates, and for whom. */
final class NrpeParts {

  private static final Duration PEER_DEADLINE = Duration.ofMillis(300);
  private static final Duration NAMES_DEADLINE = Duration.ofSeconds(2);

  private final Settings settings;
  private volatile String certificatesWorn = "";

  NrpeParts(Settings settings) {
    this.settings = settings;
  }

  /** Serves commands on the port of the settings. */
  NrpeServer server(CommandService service) throws IOException {
    InetSocketAddress listen =
        settings
            .serverAddress()
            .map(address -> new InetSocketAddress(address, settings.serverPort()))
            .orElseGet(() -> new InetSocketAddress(settings.serverPort()));
    return NrpeServer.start(
        NrpeServerOptions.of(listen, "NRPE v4 cas-agent " + Version.text())
            .within(settings.connectionTimeout()),
        admission(),
        service);
  }

  /** Who is let in, and how. */
  Admission admission() throws IOException {
    AllowedHosts hosts =
        AllowedHosts.parse(
            String.join(",", settings.allowedHosts()),
            Set.of(InetAddress.getByName(settings.pair().peer().address().toString())),
            HostNames.ofSystem(NAMES_DEADLINE));
    Optional<TlsFiles> files = tlsFiles();
    certificatesWorn = files.isEmpty() ? "" : fingerprint(files.get());
    Optional<Tls> tls =
        files.isEmpty()
            ? Optional.empty()
            : Optional.of(Tls.ofServer(files.get(), clientCertificates(), tlsVersions()));
    return new Admission(hosts, tls);
  }

  /** A word that is the same where the certificates of the last admission are; empty for none. */
  String certificatesWorn() {
    return certificatesWorn;
  }

  private static String fingerprint(TlsFiles files) throws IOException {
    CRC32C sum = new CRC32C();
    for (Path file : List.of(files.certificate(), files.key(), files.authority())) {
      sum.update(Files.readAllBytes(file));
      sum.update('\n');
    }
    return Long.toHexString(sum.getValue());
  }

  private ClientCertificates clientCertificates() {
    return switch (settings.clientCerts()) {
      case NOT_ASKED -> ClientCertificates.IGNORED;
      case ASKED -> ClientCertificates.ASKED;
      case REQUIRED -> ClientCertificates.REQUIRED;
    };
  }

  private TlsVersions tlsVersions() {
    return switch (settings.sslVersion()) {
      case TLS_1_2 -> TlsVersions.ONLY_1_2;
      case TLS_1_2_AND_ABOVE -> TlsVersions.FROM_1_2_ON;
      case TLS_1_3, TLS_1_3_AND_ABOVE -> TlsVersions.ONLY_1_3;
    };
  }

  /** The agent of the other server. */
  NrpeTarget peerTarget() throws IOException {
    Node peer = settings.pair().peer();
    return target(peer.address().toString(), settings.peerPort(), peer.name(), PEER_DEADLINE);
  }

  /** The agent of this machine, for the programs that ask it. */
  NrpeTarget localTarget(Duration deadline) throws IOException {
    InetAddress served = InetAddress.getByName(settings.serverAddress().orElse("127.0.0.1"));
    InetAddress here = served.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : served;
    String self = settings.pair().self().name();
    return target(
        here.getHostAddress(), settings.serverPort(), self, deadline, tlsOfWhoeverRunsThis());
  }

  /**
   * A front end may not read the server's key: with the monitor's it speaks for the monitor, and
   * without one it may look.
   */
  private Optional<Tls> tlsOfWhoeverRunsThis() throws IOException {
    Optional<TlsFolder> dir = tlsFolder();
    if (dir.isEmpty()) {
      return Optional.empty();
    }
    for (String name : List.of(settings.pair().self().name(), TlsFolder.MONITOR)) {
      TlsFiles files =
          new TlsFiles(dir.get().certificate(name), dir.get().key(name), dir.get().authority());
      if (Files.isReadable(files.certificate()) && Files.isReadable(files.key())) {
        return Optional.of(Tls.ofClient(files));
      }
    }
    return Optional.of(Tls.ofClient(dir.get().authority()));
  }

  private NrpeTarget target(String address, int port, String name, Duration deadline)
      throws IOException {
    Optional<TlsFiles> files = tlsFiles();
    Optional<Tls> tls = files.isEmpty() ? Optional.empty() : Optional.of(Tls.ofClient(files.get()));
    return target(address, port, name, deadline, tls);
  }

  private static NrpeTarget target(
      String address, int port, String name, Duration deadline, Optional<Tls> tls)
      throws IOException {
    return new NrpeTarget(
        new InetSocketAddress(InetAddress.getByName(address), port),
        PacketVersion.V4,
        tls,
        tls.map(t -> name),
        deadline);
  }

  private Optional<TlsFiles> tlsFiles() {
    String self = settings.pair().self().name();
    return tlsFolder()
        .map(dir -> new TlsFiles(dir.certificate(self), dir.key(self), dir.authority()));
  }

  private Optional<TlsFolder> tlsFolder() {
    return settings.tlsDir().map(TlsFolder::new);
  }

  /** How the certificates are; empty without TLS. */
  Optional<Health> certificates(Instant now) {
    String self = settings.pair().self().name();
    return tlsFolder().map(dir -> Inspection.of(dir, self, ZoneId.systemDefault(), now));
  }
}
