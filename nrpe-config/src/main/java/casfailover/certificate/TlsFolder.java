package casfailover.certificate;

import java.nio.file.Path;

/**
 * The folder of certificates and keys that the setting {@code tls_dir} names: where what lies.
 *
 * @param path the folder
 */
public record TlsFolder(Path path) {

  /** The name in the certificate of whoever watches. */
  public static final String MONITOR = "monitor";

  static final String AUTHORITY = "ca";

  /** The authority's certificate: the only one that the three trust. */
  public Path authority() {
    return certificate(AUTHORITY);
  }

  /** The authority's key: needed to sign, and by no agent. */
  public Path authorityKey() {
    return key(AUTHORITY);
  }

  /** The certificate of a server or of a monitor. */
  public Path certificate(String name) {
    return path.resolve(name + ".pem");
  }

  /** The key of a server or of a monitor. */
  public Path key(String name) {
    return path.resolve(name + ".key");
  }
}
