package casfailover.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A settings file for a pair on loopback, where exch-b is this machine and nobody else is there.
 *
 * @param folder holds the file and the state
 * @param port where exch-b's agent listens
 */
record Config(Path folder, int port) {

  /** With a port that was free a moment ago. */
  static Config in(Path folder) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Config(folder, free.getLocalPort());
    }
  }

  Path state() {
    return folder.resolve("state");
  }

  /** Writes the file, with some lines more. */
  Path write(String... more) {
    String text =
        """
        server[exch-a]=127.0.0.11
        server[exch-b]=127.0.0.1
        cas_ip=127.0.0.100/8
        gateway=127.0.0.2
        allowed_hosts=127.0.0.1
        action_clients=allowed_hosts
        server_address=127.0.0.1
        server_port=%d
        dag=none
        state_dir=%s
        mail_from=cas@example.net
        mail_to=admin@example.net
        smtp_host=127.0.0.1:9
        """
            .formatted(port, state());
    return write(text + String.join("\n", more) + "\n", folder.resolve("cas-failover.cfg"));
  }

  static Path write(String text, Path file) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
