package casfailover.nrpe;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.Optional;

/** TLS as a part of a connection's pipeline. */
final class TlsPipeline {

  private TlsPipeline() {}

  /** A handler for one connection, whose handshake must end within a time. */
  static SslHandler handler(Tls tls, Duration deadline) {
    SslHandler handler = new SslHandler(tls.engine());
    handler.setHandshakeTimeoutMillis(deadline.toMillis());
    return handler;
  }

  /** The CN of the certificate that TLS verified; empty without TLS or without a certificate. */
  static Optional<String> peerName(ChannelPipeline pipeline) {
    return Optional.ofNullable(pipeline.get(SslHandler.class))
        .flatMap(tls -> PeerName.of(tls.engine().getSession()));
  }

  /** What went wrong with a connection, in words. */
  static String explain(Throwable failure) {
    Throwable cause =
        failure instanceof DecoderException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof NotSslRecordException
        ? "does not speak TLS, which is on here"
        : Tls.explain(cause);
  }
}
