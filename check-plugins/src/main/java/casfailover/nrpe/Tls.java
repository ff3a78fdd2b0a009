package casfailover.nrpe;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * One end's TLS, read once from its files. As in NRPE no host name is compared: the authority signs
 * for nobody else, and what counts is the CN.
 */
public final class Tls {

  /** The Java key store that encrypts nothing that matters, and therefore costs no time. */
  private static final String KEY_STORE = "JKS";

  private static final char[] NO_PASSWORD = {};

  private final Material material;
  private final Optional<ClientCertificates> clients;
  private final TlsVersions versions;
  private @Nullable JavaTls java;

  /** What was read: what we show, and whom we believe. */
  private record Material(Optional<KeyManager> own, TrustManager trusted) {}

  private Tls(Material material, Optional<ClientCertificates> clients, TlsVersions versions) {
    this.material = material;
    this.clients = clients;
    this.versions = versions;
  }

  /**
   * The TLS of a server, 1.2 and 1.3.
   *
   * @throws IOException if a file cannot be read, or is not what it should be
   */
  public static Tls ofServer(TlsFiles files, ClientCertificates clients) throws IOException {
    return ofServer(files, clients, TlsVersions.FROM_1_2_ON);
  }

  /**
   * The TLS of a server.
   *
   * @throws IOException if a file cannot be read, or is not what it should be
   */
  public static Tls ofServer(TlsFiles files, ClientCertificates clients, TlsVersions versions)
      throws IOException {
    return of(files, Optional.of(clients), versions);
  }

  /**
   * The TLS of a client that shows a certificate.
   *
   * @throws IOException if a file cannot be read, or is not what it should be
   */
  public static Tls ofClient(TlsFiles files) throws IOException {
    return of(files, Optional.empty(), TlsVersions.FROM_1_2_ON);
  }

  /**
   * The TLS of a client that shows no certificate.
   *
   * @param authority the authority that alone is trusted to vouch for the server
   * @throws IOException if the file cannot be read, or is not what it should be
   */
  public static Tls ofClient(Path authority) throws IOException {
    try {
      return new Tls(
          new Material(Optional.empty(), trusted(authority)),
          Optional.empty(),
          TlsVersions.FROM_1_2_ON);
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IOException(
          "TLS cannot be set up from %s: %s. It must be a readable PEM file with a certificate"
              .formatted(authority, reason(e)),
          e);
    }
  }

  private static Tls of(TlsFiles files, Optional<ClientCertificates> clients, TlsVersions versions)
      throws IOException {
    try {
      return new Tls(
          new Material(Optional.of(key(files)), trusted(files.authority())), clients, versions);
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IOException(
          "TLS cannot be set up from %s, %s and %s: %s. All three must be readable PEM files, the key in PKCS#8 without a password (openssl pkcs8 -topk8 -nocrypt)"
              .formatted(files.certificate(), files.key(), files.authority(), reason(e)),
          e);
    }
  }

  private static TrustManager trusted(Path authority) throws IOException, GeneralSecurityException {
    KeyStore trusted = emptyStore();
    for (X509Certificate certificate : new PemFile(authority).certificates()) {
      trusted.setCertificateEntry("authority " + trusted.size(), certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust.getTrustManagers()[0];
  }

  private static KeyManager key(TlsFiles files) throws IOException, GeneralSecurityException {
    X509Certificate[] chain = new PemFile(files.certificate()).certificates();
    String algorithm = chain[0].getPublicKey().getAlgorithm();
    KeyStore own = emptyStore();
    own.setKeyEntry("own", new PemFile(files.key()).key(algorithm), NO_PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    return keys.getKeyManagers()[0];
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KEY_STORE);
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    String what = failure instanceof IOException ? failure.toString() : failure.getMessage();
    return cause == null ? String.valueOf(what) : what + " (" + cause.getMessage() + ")";
  }

  /** What we show; empty for a client that shows nothing. */
  Optional<KeyManager> own() {
    return material.own();
  }

  /** Who judges certificates. */
  TrustManager trusted() {
    return material.trusted();
  }

  /** Empty at the client's end. */
  Optional<ClientCertificates> clients() {
    return clients;
  }

  TlsVersions versions() {
    return versions;
  }

  /** As Java speaks it by itself: over a socket, and where there is nothing quicker. */
  synchronized JavaTls java() {
    if (java == null) {
      java = new JavaTls(this);
    }
    return java;
  }
}
