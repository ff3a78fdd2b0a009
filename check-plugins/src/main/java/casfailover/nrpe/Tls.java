package casfailover.nrpe;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.time.Duration;

/**
 * One end's TLS, 1.2 and 1.3, read once from its files. As in NRPE no host name is compared: the
 * authority signs for nobody else, and what counts is the CN.
 */
public final class Tls {

  private final SslContext context;

  private Tls(SslContext context) {
    this.context = context;
  }

  /**
   * The TLS of a server.
   *
   * @throws IOException if a file cannot be read, or is not what it should be
   */
  public static Tls ofServer(TlsFiles files, ClientCertificates clients) throws IOException {
    return read(
        files,
        () ->
            SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile())
                .clientAuth(clients.auth()));
  }

  /**
   * The TLS of a client that shows a certificate.
   *
   * @throws IOException if a file cannot be read, or is not what it should be
   */
  public static Tls ofClient(TlsFiles files) throws IOException {
    return read(
        files,
        () ->
            SslContextBuilder.forClient()
                .keyManager(files.certificate().toFile(), files.key().toFile())
                .endpointIdentificationAlgorithm(null));
  }

  @FunctionalInterface
  private interface Start {
    SslContextBuilder begin();
  }

  private static Tls read(TlsFiles files, Start start) throws IOException {
    try {
      return new Tls(
          start
              .begin()
              .trustManager(files.authority().toFile())
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2")
              .build());
    } catch (IllegalArgumentException | IOException e) {
      throw new IOException(
          "TLS cannot be set up from %s, %s and %s: %s. All three must be readable PEM files, the key in PKCS#8 without a password (openssl pkcs8 -topk8 -nocrypt)"
              .formatted(files.certificate(), files.key(), files.authority(), reason(e)),
          e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + " (" + cause.getMessage() + ")";
  }

  /** A handler for one connection, whose handshake must end within a time. */
  SslHandler handler(ByteBufAllocator allocator, Duration deadline) {
    SslHandler handler = context.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(deadline.toMillis());
    return handler;
  }

  /** What went wrong with a connection, in words. */
  static String explain(Throwable failure) {
    Throwable cause =
        failure instanceof DecoderException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof NotSslRecordException
        ? "does not speak TLS, which is on here"
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
