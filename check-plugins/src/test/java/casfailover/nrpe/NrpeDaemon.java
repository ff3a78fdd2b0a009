package casfailover.nrpe;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's nrpe 4.1, the daemon written in C, on loopback and as a user without rights. It belongs
 * to one test and ends with it.
 */
final class NrpeDaemon implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NOBODY = "65534";

  private final Process process;
  private final Path output;
  private final int port;

  private NrpeDaemon(Process process, Path output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /**
   * Starts it without TLS and waits until it listens.
   *
   * @param folder one that is empty, for all its files
   * @param directives lines of nrpe.cfg; allowed_hosts is 127.0.0.1 unless they say otherwise
   */
  static NrpeDaemon plain(Path folder, String directives) throws Exception {
    return start(folder, directives, "-n");
  }

  /** Starts it with TLS from 1.2 on, and nobody let in without a certificate. */
  static NrpeDaemon tls(Path folder, TlsFiles files, String directives) throws Exception {
    String tls =
        """
        ssl_version=TLSv1.2+
        ssl_use_adh=0
        ssl_client_certs=2
        ssl_cert_file=%s
        ssl_privatekey_file=%s
        ssl_cacert_file=%s
        """
            .formatted(
                copied(files.certificate(), folder),
                copied(files.key(), folder),
                copied(files.authority(), folder));
    return start(folder, tls + directives);
  }

  private static Path copied(Path file, Path folder) throws IOException {
    Path copy = folder.resolve(file.getFileName());
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static NrpeDaemon start(Path folder, String directives, String... options)
      throws Exception {
    // It runs as nobody, and writes its process id here.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    int port = freePort();
    Path config = folder.resolve("nrpe.cfg");
    Files.writeString(
        config,
        "server_address=127.0.0.1\nserver_port=%d\npid_file=%s\n%s%s"
            .formatted(
                port,
                folder.resolve("nrpe.pid"),
                directives.contains("allowed_hosts=") ? "" : "allowed_hosts=127.0.0.1\n",
                directives));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    List<String> line =
        new ArrayList<>(
            List.of(
                Debian.program("/usr/bin/setpriv", "util-linux").toString(),
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                Debian.program("/usr/sbin/nrpe", "nagios-nrpe-server").toString(),
                "-c",
                config.toString(),
                "-f"));
    line.addAll(List.of(options));
    Path output = folder.resolve("output");
    NrpeDaemon daemon =
        new NrpeDaemon(
            new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start(),
            output,
            port);
    daemon.awaitListening();
    return daemon;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void awaitListening() throws Exception {
    try {
      await().atMost(PATIENCE).until(() -> !process.isAlive() || accepts());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    if (!process.isAlive()) {
      throw new AssertionError("nrpe ended at once: " + Files.readString(output));
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroy();
    await("nrpe ends").atMost(PATIENCE).until(() -> !process.isAlive());
  }
}
