package casfailover.nrpe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One end's TLS as Java itself speaks it. */
final class JavaTls {

  /** No caller comes back to a session: check_nrpe shakes hands in full each time. */
  private static final int KEPT_SESSIONS = 16;

  private final SSLContext context;
  private final Optional<ClientCertificates> clients;
  private final SSLParameters parameters;

  JavaTls(Tls tls) {
    this.context = context(tls);
    this.clients = tls.clients();
    this.parameters = parameters(context, tls.versions());
    clients.ifPresent(wanted -> wanted.applyTo(parameters));
  }

  private static SSLContext context(Tls tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          tls.own().stream().toArray(KeyManager[]::new), new TrustManager[] {tls.trusted()}, null);
      context.getServerSessionContext().setSessionCacheSize(KEPT_SESSIONS);
      context.getClientSessionContext().setSessionCacheSize(KEPT_SESSIONS);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM speaks TLS", e);
    }
  }

  private static SSLParameters parameters(SSLContext context, TlsVersions versions) {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setProtocols(versions.protocols());
    parameters.setCipherSuites(lightFirst(parameters.getCipherSuites()));
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

  /** An engine for one connection. */
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
}
