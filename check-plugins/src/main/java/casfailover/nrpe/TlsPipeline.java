package casfailover.nrpe;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** TLS as a part of a connection's pipeline. */
final class TlsPipeline {

  private TlsPipeline() {}

  /** A handler for one connection, whose handshake must end within a time. */
  static SslHandler handler(SSLEngine engine, Duration deadline) {
    SslHandler handler = new SslHandler(engine);
    handler.setHandshakeTimeoutMillis(deadline.toMillis());
    return handler;
  }

  /**
   * Where in a pipeline a connection is to be closed. While TLS is not up that is below it, so that
   * it ends without a word: an alert from the middle of a handshake is one that the other end
   * cannot read any more, and logs as broken.
   */
  static ChannelHandlerContext closingAt(ChannelHandlerContext context) {
    SslHandler tls = context.pipeline().get(SslHandler.class);
    boolean inHandshake = tls != null && !tls.handshakeFuture().isDone();
    return inHandshake ? context.pipeline().firstContext() : context;
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
        : TlsTrouble.explain(cause);
  }
}
