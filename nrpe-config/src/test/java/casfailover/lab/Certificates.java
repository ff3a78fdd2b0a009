package casfailover.lab;

import java.nio.file.Path;

/**
 * Certificates of a pair and its monitor, in one folder: {@code ca.pem}, and for each name {@code
 * NAME.pem} and {@code NAME.key}. EC P-256, so that every server that is measured has the same.
 */
final class Certificates {
  private static final String SCRIPT =
      """
      set -eu
      new='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
      openssl req -x509 $new -keyout ca.key -days 10 -subj '/CN=CAS failover authority' -out ca.pem
      for name in "$@"; do
        openssl req $new -keyout "$name.key" -subj "/CN=$name" -out "$name.csr"
        openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 10 \\
          -out "$name.pem"
      done
      chmod 644 *.key
      """;

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  static Certificates make(Lab lab, Path folder) {
    lab.local(
        "sh",
        "-c",
        "cd \"$1\" && shift && " + SCRIPT,
        "certificates",
        folder.toString(),
        Host.EXCH_A.label(),
        Host.EXCH_B.label(),
        Host.MONITOR.label());
    return new Certificates(folder);
  }

  Path folder() {
    return folder;
  }

  Path authority() {
    return folder.resolve("ca.pem");
  }

  Path certificate(Host host) {
    return folder.resolve(host.label() + ".pem");
  }

  Path key(Host host) {
    return folder.resolve(host.label() + ".key");
  }
}
