package casfailover.nrpe;

import casfailover.nrpe.PacketReader.Reading;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with a connection that there is no room for: whatever it asks, the answer says
 * so, and nothing is begun. check_nrpe would ask a second time if it were only closed.
 */
final class TurnedAway extends SimpleChannelInboundHandler<Reading> {

  private final Reply reply;
  private final Duration brief;
  private boolean answered;
  private @Nullable Future<?> timer;

  /**
   * @param why why there is no room
   * @param brief how long everything may take
   */
  TurnedAway(String why, Duration brief) {
    this.reply = Reply.unknown("UNKNOWN - not started: " + why + "; ask again");
    this.brief = brief;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(() -> Closing.of(context), brief.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Reading reading) {
    if (answered) {
      return;
    }
    answered = true;
    if (reading instanceof Reading.Whole whole) {
      Packet packet = Packet.response(whole.packet().version(), reply.asSent());
      context
          .writeAndFlush(Unpooled.wrappedBuffer(PacketWriter.write(packet)))
          .addListener(ChannelFutureListener.CLOSE);
    } else if (reading instanceof Reading.Refused) {
      Closing.of(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // There was no room for it from the start, and whoever it was has been told of in the log.
    Closing.of(context);
  }
}
