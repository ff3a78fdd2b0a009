package casfailover.nrpe;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * One end's TLS, read once from its files. As in NRPE no host name is compared: the authority signs
 * for nobody else, and what counts is the CN.
 */
public final class Tls {

  /** The Java key store that encrypts nothing that matters, and therefore costs no time. */
  private static final String KEY_STORE = "JKS";

  private static final char[] NO_PASSWORD = {};

  /** No caller comes back to a session: check_nrpe shakes hands in full each time. */
  private static final int KEPT_SESSIONS = 16;

  private final Material material;
  private final SSLContext context;
  private final Optional<ClientCertificates> clients;
  private final TlsVersions versions;
  private final SSLParameters parameters;

  /** What was read: what we show, and whom we believe. */
  private record Material(List<KeyManager> own, List<TrustManager> trusted) {}

  private Tls(Material material, Optional<ClientCertificates> clients, TlsVersions versions)
      throws GeneralSecurityException {
    this.material = material;
    this.context = SSLContext.getInstance("TLS");
    this.clients = clients;
    this.versions = versions;
    context.init(
        material.own().toArray(KeyManager[]::new),
        material.trusted().toArray(TrustManager[]::new),
        null);
    this.parameters = parameters(context, clients, versions);
    context.getServerSessionContext().setSessionCacheSize(KEPT_SESSIONS);
    context.getClientSessionContext().setSessionCacheSize(KEPT_SESSIONS);
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
          new Material(List.of(), trusted(authority)), Optional.empty(), TlsVersions.FROM_1_2_ON);
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
      return new Tls(new Material(keys(files), trusted(files.authority())), clients, versions);
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IOException(
          "TLS cannot be set up from %s, %s and %s: %s. All three must be readable PEM files, the key in PKCS#8 without a password (openssl pkcs8 -topk8 -nocrypt)"
              .formatted(files.certificate(), files.key(), files.authority(), reason(e)),
          e);
    }
  }

  private static List<TrustManager> trusted(Path authority)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = emptyStore();
    for (X509Certificate certificate : new PemFile(authority).certificates()) {
      trusted.setCertificateEntry("authority " + trusted.size(), certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return List.of(trust.getTrustManagers());
  }

  private static List<KeyManager> keys(TlsFiles files)
      throws IOException, GeneralSecurityException {
    X509Certificate[] chain = new PemFile(files.certificate()).certificates();
    String algorithm = chain[0].getPublicKey().getAlgorithm();
    KeyStore own = emptyStore();
    own.setKeyEntry("own", new PemFile(files.key()).key(algorithm), NO_PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    return List.of(keys.getKeyManagers());
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

  /** What we show. */
  KeyManager own() {
    return material.own().get(0);
  }

  /** Who judges certificates. */
  TrustManager trusted() {
    return material.trusted().get(0);
  }

  /** Empty at the client's end. */
  Optional<ClientCertificates> clients() {
    return clients;
  }

  TlsVersions versions() {
    return versions;
  }

  /** Java's own engine for one connection. */
  SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(clients.isEmpty());
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** A client's socket over a connected one, and closed with it; no handshake is begun yet. */
  SSLSocket over(Socket connected) throws IOException {
    String host = connected.getInetAddress().getHostAddress();
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(connected, host, connected.getPort(), true);
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static SSLParameters parameters(
      SSLContext context, Optional<ClientCertificates> clients, TlsVersions versions) {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setProtocols(versions.protocols());
    parameters.setCipherSuites(lightFirst(parameters.getCipherSuites()));
    clients.ifPresent(wanted -> wanted.applyTo(parameters));
    return parameters;
  }

  /** The JVM's own suites; those that cost a small machine least come first, and are as good. */
  private static String[] lightFirst(String[] suites) {
    return Stream.of(suites)
        .sorted(Comparator.comparing((String suite) -> !isLight(suite)))
        .toArray(String[]::new);
  }

  private static boolean isLight(String suite) {
    return suite.equals("TLS_AES_128_GCM_SHA256")
        || (suite.startsWith("TLS_ECDHE_") && suite.endsWith("_WITH_AES_128_GCM_SHA256"));
  }
}
