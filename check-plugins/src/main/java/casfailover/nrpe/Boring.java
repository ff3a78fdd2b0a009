package casfailover.nrpe;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * A server's TLS by BoringSSL, through netty-tcnative: a handshake costs it a fraction of what it
 * costs Java. Where its library does not load, Java's own TLS serves, and nothing else changes: the
 * certificates are read and judged by Java in either case.
 */
final class Boring {

  private Boring() {}

  /** Whether it runs on this machine. */
  static boolean runs() {
    return OpenSsl.isAvailable();
  }

  /** Empty where it does not run. */
  static Optional<SslContext> server(
      KeyManager own, TrustManager trusted, ClientCertificates clients, TlsVersions versions)
      throws SSLException {
    if (!runs()) {
      return Optional.empty();
    }
    return Optional.of(
        SslContextBuilder.forServer(own)
            .trustManager(trusted)
            .clientAuth(auth(clients))
            .protocols(versions.protocols())
            .sslProvider(SslProvider.OPENSSL)
            .build());
  }

  private static ClientAuth auth(ClientCertificates clients) {
    return switch (clients) {
      case IGNORED -> ClientAuth.NONE;
      case ASKED -> ClientAuth.OPTIONAL;
      case REQUIRED -> ClientAuth.REQUIRE;
    };
  }
}
