package casfailover.nrpe;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection that was refused: says at once that nothing will come, and throws away
 * what the other end still sends, until that is done or its time is up. A close before that becomes
 * a reset, and check_nrpe in the middle of its handshake dies of it (SIGPIPE) without a word.
 */
final class Farewell extends ChannelInboundHandlerAdapter {

  private static final Duration TIME = Duration.ofSeconds(1);

  private @Nullable Future<?> timer;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (!(context.channel() instanceof DuplexChannel channel)) {
      Closing.of(context);
      return;
    }
    timer =
        context
            .executor()
            .schedule(() -> Closing.of(context), TIME.toMillis(), TimeUnit.MILLISECONDS);
    channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    channel.config().setAutoRead(true);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    ReferenceCountUtil.release(bytes);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      Closing.of(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // It went away first.
    Closing.of(context);
  }
}
