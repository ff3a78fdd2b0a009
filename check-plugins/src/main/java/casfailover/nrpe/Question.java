package casfailover.nrpe;

import casfailover.nrpe.PacketReader.Reading;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One connection of the client, from its connect to its answer. */
final class Question extends SimpleChannelInboundHandler<Reading> {

  /** Closing takes its thread longer than the answer, and whoever was answered goes first. */
  private static final Duration CLOSED_LATER = Duration.ofMillis(10);

  private final Inquiry inquiry;
  private final CompletableFuture<Answer> answer;
  private @Nullable Future<?> timer;

  Question(Inquiry inquiry, CompletableFuture<Answer> answer) {
    this.inquiry = inquiry;
    this.answer = answer;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(
                () -> end(TlsPipeline.closingAt(context), inquiry.late()),
                inquiry.target().deadline().toMillis(),
                TimeUnit.MILLISECONDS);
    if (context.channel().isActive()) {
      connected(context);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connected(context);
  }

  private void connected(ChannelHandlerContext context) {
    if (inquiry.target().tls().isEmpty()) {
      send(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
      return;
    }
    if (!handshake.isSuccess()) {
      end(context, ended(handshake.cause()));
      return;
    }
    inquiry
        .refuse(TlsPipeline.peerName(context.pipeline()))
        .ifPresentOrElse(refused -> end(context, refused), () -> send(context));
  }

  private void send(ChannelHandlerContext context) {
    try {
      context
          .writeAndFlush(Unpooled.wrappedBuffer(inquiry.packet()))
          .addListener(
              sent -> {
                if (!sent.isSuccess()) {
                  end(context, inquiry.notSent(sent.cause()));
                }
              });
    } catch (IllegalArgumentException e) {
      end(context, inquiry.broken(String.valueOf(e.getMessage())));
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Reading reading) {
    answer.complete(inquiry.answer(reading));
    Future<?> unused =
        context
            .executor()
            .schedule(() -> Closing.of(context), CLOSED_LATER.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(context, inquiry.closed());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(context, ended(cause));
  }

  /** A server that refuses may do so by a reset, and in the middle of a handshake. */
  private Answer ended(Throwable cause) {
    boolean gone = cause instanceof IOException && !(cause instanceof SSLException);
    return gone ? inquiry.closed() : inquiry.broken(TlsPipeline.explain(cause));
  }

  private void end(ChannelHandlerContext context, Answer ended) {
    answer.complete(ended);
    Closing.of(context);
  }
}
