package casfailover.agent;

import casfailover.certificate.CertificateMaker;
import casfailover.certificate.Monitors;
import casfailover.certificate.TlsFolder;
import casfailover.nrpe.ClientCertificates;
import casfailover.nrpe.Tls;
import casfailover.nrpe.TlsFiles;
import casfailover.nrpe.TlsVersions;
import casfailover.pair.Node;
import casfailover.process.ExecCommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The certificates of a pair and of its monitor, by which each knows the others. */
final class Papers {

  private final TlsFolder folder;
  private final Map<String, Tls> clients = new ConcurrentHashMap<>();

  Papers(Path folder, List<Node> servers) throws IOException {
    this.folder = new TlsFolder(folder);
    new CertificateMaker(
            new ExecCommandRunner(),
            Path.of(System.getProperty("java.home")),
            servers,
            Monitors.ONE)
        .make(this.folder);
  }

  Tls ofServer(String name) throws IOException {
    return Tls.ofServer(files(name), ClientCertificates.REQUIRED, TlsVersions.FROM_1_2_ON);
  }

  Tls ofClient(String name) {
    return clients.computeIfAbsent(name, this::client);
  }

  private Tls client(String name) {
    try {
      return Tls.ofClient(files(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TlsFiles files(String name) {
    return new TlsFiles(folder.certificate(name), folder.key(name), folder.authority());
  }
}
