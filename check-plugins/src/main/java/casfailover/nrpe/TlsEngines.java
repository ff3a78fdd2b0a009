package casfailover.nrpe;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.slf4j.LoggerFactory;

/**
 * TLS engines for the connections of one end, one for each: BoringSSL's, through netty-tcnative, to
 * which a handshake costs a fraction of what it costs Java. Where that library does not load or
 * does not take our key, Java's own serve. Certificates are read and judged by Java in either case.
 */
@FunctionalInterface
interface TlsEngines {

  /** An engine for one connection; the connection's handler gives its memory back. */
  SSLEngine next(ByteBufAllocator buffers);

  static TlsEngines of(Tls tls) {
    return boring(tls)
        .<TlsEngines>map(context -> context::newEngine)
        .orElseGet(() -> java(tls.java()));
  }

  private static TlsEngines java(JavaTls java) {
    return buffers -> java.engine();
  }

  private static Optional<SslContext> boring(Tls tls) {
    if (!OpenSsl.isAvailable()) {
      return without(OpenSsl.unavailabilityCause());
    }
    try {
      return Optional.of(
          builder(tls)
              .trustManager(tls.trusted())
              .protocols(tls.versions().protocols())
              .sslProvider(SslProvider.OPENSSL)
              .build());
    } catch (SSLException e) {
      return without(e);
    }
  }

  private static SslContextBuilder builder(Tls tls) {
    if (tls.clients().isPresent()) {
      return SslContextBuilder.forServer(tls.own().orElseThrow())
          .clientAuth(auth(tls.clients().get()));
    }
    SslContextBuilder client = SslContextBuilder.forClient();
    return tls.own().map(client::keyManager).orElse(client);
  }

  private static Optional<SslContext> without(Throwable reason) {
    LoggerFactory.getLogger(TlsEngines.class)
        .info("TLS is Java's own here, since BoringSSL's cannot be used: {}", reason.getMessage());
    return Optional.empty();
  }

  private static ClientAuth auth(ClientCertificates clients) {
    return switch (clients) {
      case IGNORED -> ClientAuth.NONE;
      case ASKED -> ClientAuth.OPTIONAL;
      case REQUIRED -> ClientAuth.REQUIRE;
    };
  }
}
