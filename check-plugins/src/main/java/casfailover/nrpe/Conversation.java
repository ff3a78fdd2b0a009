package casfailover.nrpe;

import casfailover.nrpe.PacketReader.Reading;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the server, from the first byte of its query to the last of its answer. Runs on
 * its network thread alone; once a command was begun, only an answer ends it.
 */
final class Conversation extends SimpleChannelInboundHandler<Reading> {

  /** What a server that stops tells its connections. */
  enum Stop {
    /** Who has not asked yet should do so now. */
    SOON,
    /** Whoever waits gets an answer that is none. */
    NOW
  }

  private static final Duration LAST_CHANCE = Duration.ofMillis(250);

  private enum Step {
    LISTENING,
    WORKING,
    ANSWERED
  }

  private final InetAddress address;
  private final Duration deadline;
  private final ConnectionTable connections;
  private final CommandRunner runner;
  private final RateLimitedLog log;

  private Step step = Step.LISTENING;
  private PacketVersion asked = PacketVersion.V4;
  private @Nullable Future<?> timer;

  /**
   * @param deadline how long the query may take to come, and then the answer to be taken
   */
  Conversation(
      InetAddress address,
      Duration deadline,
      ConnectionTable connections,
      CommandRunner runner,
      RateLimitedLog log) {
    this.address = address;
    this.deadline = deadline;
    this.connections = connections;
    this.runner = runner;
    this.log = log;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    closeAfter(context, deadline);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancelTimer();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Reading reading) {
    if (step != Step.LISTENING) {
      return;
    }
    if (reading instanceof Reading.Whole whole) {
      begin(context, whole.packet());
    } else if (reading instanceof Reading.Refused refused) {
      refuse(context, refused.why());
    }
  }

  private void begin(ChannelHandlerContext context, Packet packet) {
    Query query = Query.parse(packet.text());
    if (query.command().isEmpty()) {
      refuse(context, "names no command");
      return;
    }
    if (connections.ask(context.channel()) == ConnectionTable.Turn.MISSED) {
      return;
    }
    step = Step.WORKING;
    asked = packet.version();
    cancelTimer();
    Caller caller = new Caller(address, TlsPipeline.peerName(context.pipeline()));
    runner
        .run(caller, query, context.executor())
        .thenAccept(reply -> context.executor().execute(() -> answer(context, reply)));
  }

  private void answer(ChannelHandlerContext context, Reply reply) {
    if (step == Step.ANSWERED) {
      return;
    }
    step = Step.ANSWERED;
    closeAfter(context, deadline);
    byte[] packet = PacketWriter.write(Packet.response(asked, reply.asSent()));
    context.writeAndFlush(Unpooled.wrappedBuffer(packet)).addListener(ChannelFutureListener.CLOSE);
  }

  private void refuse(ChannelHandlerContext context, String why) {
    refuse(context, "", why);
  }

  /** One thing of the log for each kind: a broken request does not hide a wrong certificate. */
  private void refuse(ChannelHandlerContext context, String kind, String why) {
    log.warn(
        address.getHostAddress() + kind,
        "refused a request of %s: %s".formatted(address.getHostAddress(), Printable.text(why)));
    Closing.of(context);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent && step == Step.LISTENING) {
      Closing.of(context);
    } else if (event == Stop.SOON && step == Step.LISTENING) {
      closeAfter(context, LAST_CHANCE);
    } else if (event == Stop.NOW && step == Step.WORKING) {
      answer(
          context, Reply.unknown("UNKNOWN - the agent is stopping and does not wait any longer"));
    } else if (event == Stop.NOW && step == Step.LISTENING) {
      Closing.of(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Of a caller that goes away there is nothing to say; what it began goes on.
    if (step == Step.LISTENING && !(cause instanceof IOException)) {
      refuse(context, " TLS", TlsPipeline.explain(cause));
    } else {
      Closing.of(context);
    }
  }

  private void closeAfter(ChannelHandlerContext context, Duration time) {
    cancelTimer();
    timer =
        context
            .executor()
            .schedule(() -> Closing.of(context), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
